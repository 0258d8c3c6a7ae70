import {
  authorizeByPassword,
  AuthorizationEndpoint,
  type ObservedRedirect,
  watchRedirects,
} from '../../fixtures/exchanges/authorization-endpoint.ts';
import type { BrowserContext } from '@playwright/test';
import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { createHttpClient, expect, given, test, type User, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';

const PERMANENT = [301, 308];
/** Of a cache directive, what lets a response be stored that is not stored otherwise (RFC 9111, 3). */
const LIFETIME = /\b(?:public|s-maxage=[1-9]\d*|max-age=[1-9]\d*)\b/i;

/** What would let a cache keep this redirect; empty where nothing does. */
function permissionsToStore({ status, headers }: ObservedRedirect): string[] {
  const { 'cache-control': cacheControl = '', expires = '', date = '' } = headers;
  if (/\bno-store\b/i.test(cacheControl)) return [];
  return [
    ...(PERMANENT.includes(status) ? [`status ${status}`] : []),
    ...(LIFETIME.test(cacheControl) ? [`Cache-Control: ${cacheControl}`] : []),
    ...(Date.parse(expires) > Date.parse(date) ? [`Expires: ${expires}`] : []),
  ];
}

/** The redirects of a refused silent request and of a sign-in. */
async function redirectsOf(relyingParty: RelyingParty, user: User, context: BrowserContext) {
  const redirects = watchRedirects(context, relyingParty);
  const refused = await relyingParty.askSilently();
  await given('CORE-PROMPT-2', () => {
    expect(refused).toBeRefused();
  });
  const granted = await authorizeByPassword(relyingParty, user);
  await given('CORE-CODE-1', () => {
    expect(granted).toBeACode();
  });
  expect(redirects.length, 'redirects to the relying party').toBeGreaterThanOrEqual(2);
  return redirects;
}

test(
  'CORE-CACHE-2 forbids caches to keep a redirect with a code or an error',
  verifies('CORE-CACHE-2'),
  async ({ relyingParty, user, context, check }) => {
    const redirects = await redirectsOf(relyingParty, user, context);
    await check('CORE-CACHE-2', () => {
      expect(redirects.flatMap(permissionsToStore), 'what would let a cache keep the answer').toEqual([]);
    });
  },
);

test(
  'CORE-ISS-1 names no other issuer in its answers',
  verifies('CORE-ISS-1'),
  async ({ relyingParty, user, context, check }) => {
    const redirects = await redirectsOf(relyingParty, user, context);
    const { issuer } = relyingParty.registered.endpoints;
    await check('CORE-ISS-1', () => {
      const named = redirects.flatMap(({ parameters }) => parameters.getAll('iss'));
      expect(
        named.filter((each) => each !== issuer),
        'other issuers in the answers',
      ).toEqual([]);
    });
  },
);

test(
  'CORE-CACHE-3 forbids storing the page with the answer: response_mode=form_post',
  verifies('CORE-CACHE-3'),
  async ({ relyingParty, target, context, check }, testInfo) => {
    const { document } = await readDiscovery(target.description);
    const modes = document['response_modes_supported'];
    testInfo.skip(
      !Array.isArray(modes) || !modes.includes('form_post'),
      'does not apply: the provider announces no form_post',
    );
    const { origin } = new URL(relyingParty.registered.endpoints.authorization);
    const pages: string[] = [];
    context.on('response', (response) => {
      const isPage = response.request().isNavigationRequest() && response.headers()['location'] === undefined;
      if (isPage && response.url().startsWith(origin)) pages.push(response.headers()['cache-control'] ?? '');
    });
    const answer = await relyingParty.askAtTopLevel({ prompt: 'none', response_mode: 'form_post' });
    await given('CORE-MODE-3', () => {
      expect(answer.kind === 'answer' && answer.delivered).toBe('form post');
    });
    expect(pages, 'pages of the provider').toHaveLength(1);
    await check('CORE-CACHE-3', () => {
      expect(pages[0], 'Cache-Control of the page').toMatch(/\bno-store\b/i);
    });
  },
);

const UNKNOWN_ORIGIN = 'https://elsewhere.invalid';
const PREFLIGHT = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' };

test(
  'CORE-CORS-1 supports no cross-origin requests at the authorization endpoint',
  verifies('CORE-CORS-1'),
  async ({ relyingParty, target, check }) => {
    const endpoint = new AuthorizationEndpoint(target.description, relyingParty.registered);
    const allowed: string[] = [];
    for (const origin of [UNKNOWN_ORIGIN, new URL(relyingParty.urls.home).origin]) {
      const answer = await endpoint.ask({}, { origin });
      expect(answer.left, 'where a silent request leads').toBeDefined();
      const header = answer.headers.get('access-control-allow-origin');
      if (header !== null) allowed.push(`${header} for ${origin}`);
    }
    await check('CORE-CORS-1', () => {
      expect(allowed, 'origins that may read the answer').toEqual([]);
    });
  },
);

test(
  'CORE-CORS-2 does not let an unknown origin read answers to requests with cookies',
  verifies('CORE-CORS-2'),
  async ({ relyingParty, target, check }) => {
    const http = createHttpClient({ certificate: target.description.certificate });
    const open: string[] = [];
    for (const [name, url] of Object.entries(relyingParty.registered.endpoints)) {
      for (const request of [
        { method: 'GET', headers: { origin: UNKNOWN_ORIGIN } },
        { method: 'OPTIONS', headers: { origin: UNKNOWN_ORIGIN, ...PREFLIGHT } },
      ]) {
        const { headers } = await http.fetch(url, { ...request, redirect: 'manual' });
        const isReadable = headers.get('access-control-allow-origin') === UNKNOWN_ORIGIN;
        if (isReadable && headers.get('access-control-allow-credentials') === 'true')
          open.push(`${request.method} ${name}`);
      }
    }
    await check('CORE-CORS-2', () => {
      expect(open, 'endpoints whose answers an unknown origin may read').toEqual([]);
    });
  },
);
