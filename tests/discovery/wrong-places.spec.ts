import { randomBytes } from 'node:crypto';
import { createHttpClient, expect, type TargetDescription, test, Undecided, verifies } from '../../fixtures/index.ts';
import type { RequirementId } from '../../requirements/index.ts';

const CONFIGURATION = '.well-known/openid-configuration';
/** Where RFC 8414, section 3, has the metadata of an authorization server. */
const AUTHORIZATION_SERVER = '.well-known/oauth-authorization-server';
const MOST_REDIRECTS = 20;

const AN_ERROR = 'an error';
const JSON_ANSWER = 'JSON';

/** In words, what somebody is answered in the end who expects metadata there. @throws Undecided for redirects without end. */
async function answerAt(place: URL, target: TargetDescription): Promise<string> {
  const http = createHttpClient(target);
  let url = place;
  for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
    const { status, headers, body } = await http.fetch(url, { redirect: 'manual' });
    await body?.cancel();
    const location = headers.get('location');
    if (location === null) {
      if (status >= 500) return `status ${status}`;
      if (status >= 400) return AN_ERROR;
      return /\bjson\b/i.test(headers.get('content-type') ?? '') ? JSON_ANSWER : 'a page';
    }
    url = new URL(location, url);
    if (url.origin !== place.origin) return `a redirect to ${url.origin}`;
  }
  throw new Undecided(`${place.pathname} redirects more than ${MOST_REDIRECTS} times`);
}

/** Of the places, those where something else is answered than JSON or an error, and what. */
async function wrongAnswers(paths: readonly string[], target: TargetDescription): Promise<string[]> {
  const wrong = [];
  for (const path of paths) {
    const answer = await answerAt(new URL(path, target.baseUrl), target);
    if (answer !== AN_ERROR && answer !== JSON_ANSWER) wrong.push(`${path}: ${answer}`);
  }
  return wrong;
}

const places: readonly { id: RequirementId; what: string; paths: () => readonly string[] }[] = [
  { id: 'DISCOVERY-8', what: 'the root of the server', paths: () => [`/${CONFIGURATION}`] },
  {
    id: 'DISCOVERY-9',
    what: 'where OAuth has the metadata of an authorization server',
    paths: () => [
      `/${AUTHORIZATION_SERVER}`,
      `/${AUTHORIZATION_SERVER}/oauth2/token`,
      `/oauth2/token/${AUTHORIZATION_SERVER}`,
    ],
  },
  {
    id: 'DISCOVERY-10',
    what: 'a tenant that there is not',
    paths: () => {
      const tenant = `/t/nobody-${randomBytes(6).toString('hex')}.example`;
      return [`${tenant}/oauth2/token/${CONFIGURATION}`, `${tenant}/oauth2/jwks`];
    },
  },
];

for (const { id, what, paths } of places) {
  test(`${id} answers with JSON or an error, and shows no page: ${what}`, verifies(id), async ({ target, check }) => {
    const wrong = await wrongAnswers(paths(), target.description);
    await check(id, () => {
      expect(wrong, 'places with another answer').toEqual([]);
    });
  });
}
