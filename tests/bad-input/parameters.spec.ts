import type { Page, Response } from '@playwright/test';
import { expectUntouched } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { RequirementId } from '../../requirements/index.ts';

/** Queries as they go over the wire, so that what is malformed stays malformed. */
const malformed: readonly { what: string; query: (wellFormed: string, name: string) => string }[] = [
  { what: 'a parameter of 6000 characters', query: (well, name) => `${well}&${name}=${'x'.repeat(6_000)}` },
  { what: 'a repeated parameter', query: (well, name) => `${well}&${name}=one&${name}=two` },
  { what: 'control characters', query: (well, name) => `${well}&${name}=a%00b%0d%0aSet-Cookie:%20x=y` },
  { what: 'bytes that are not UTF-8', query: (well, name) => `${well}&${name}=%C3%28%FF` },
  { what: 'markup', query: (well, name) => `${well}&${name}=%3Cscript%3Ewindow.injected%3D1%3C%2Fscript%3E` },
];

const endpoints: readonly {
  what: string;
  id: RequirementId;
  name: string;
  url: (relyingParty: RelyingParty) => URL;
}[] = [
  {
    what: 'an authorization request',
    id: 'INPUT-1',
    name: 'login_hint',
    url: ({ registered, clientId, urls }) => {
      const query = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: urls.callback,
        scope: 'openid',
        prompt: 'none',
      };
      return new URL(`${registered.endpoints.authorization}?${new URLSearchParams(query).toString()}`);
    },
  },
  {
    what: 'a logout request',
    id: 'INPUT-2',
    name: 'id_token_hint',
    url: ({ registered, urls }) =>
      new URL(
        `${registered.endpoints.endSession}?${new URLSearchParams({ post_logout_redirect_uri: urls.loggedOut }).toString()}`,
      ),
  },
  {
    what: 'a request for the check-session iframe',
    id: 'INPUT-3',
    name: 'client_id',
    url: ({ registered, urls }) =>
      new URL(
        `${registered.endpoints.checkSession}?${new URLSearchParams({ redirect_uri: urls.callback }).toString()}`,
      ),
  },
];

/** Traces of a fault that nobody caught. */
const STACK_TRACE = /\bat [\w$.]+\([\w$]+\.java:\d+\)|Exception in thread|\bjava\.lang\.\w+|at .+\.[cm]?[jt]s:\d+:\d+/;

/** Opens an address; an error status without any content is an answer too, though the browser calls it a failure. */
async function openAnyway(page: Page, url: string): Promise<Response | undefined> {
  const answers: Response[] = [];
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) answers.push(response);
  });
  await page.goto(url).catch((error: unknown) => {
    if (!String(error).includes('ERR_HTTP_RESPONSE_CODE_FAILURE')) throw error;
  });
  await page.waitForLoadState();
  return answers.at(-1);
}

for (const endpoint of endpoints) {
  test(
    `${endpoint.what} with malformed parameters gets a clean answer and ends nothing`,
    verifies(endpoint.id),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await expect(session).toBeAlive();
      for (const { what, query } of malformed) {
        const page = await relyingParty.newPage();
        const wellFormed = endpoint.url(relyingParty);
        const response = await openAnyway(
          page,
          `${wellFormed.origin}${wellFormed.pathname}?${query(wellFormed.search.slice(1), endpoint.name)}`,
        );
        await check(endpoint.id, async () => {
          expect(response?.status(), `status for ${what}`).toBeLessThan(500);
          expect(await response?.text().catch(() => ''), `page for ${what}`).not.toMatch(STACK_TRACE);
          expect(await page.evaluate(() => 'injected' in window), `${what} runs as script`).toBe(false);
        });
        await page.close();
      }
      await check(endpoint.id, () => expectUntouched([session]));
    },
  );
}
