import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { readKeys } from '../../fixtures/exchanges/keys.ts';
import { newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { needsOwnServer } from './own-server.ts';

const SESSION_COOKIES = ['commonAuthId', 'opbs'];

test.beforeEach(({ target }, testInfo) => {
  needsOwnServer(target.description, testInfo);
});

test(
  'IS-TENANT-1 a tenant has an issuer and keys of its own, published under its path',
  verifies('IS-TENANT-1'),
  async ({ target, tenant, check }) => {
    const own = await readDiscovery({ ...target.description, baseUrl: tenant.baseUrl });
    const others = await readDiscovery(target.description);
    const kids = await Promise.all(
      [own, others].map(async ({ endpoints }) =>
        (await readKeys(target.description, endpoints.jwks)).keys.map(({ kid }) => kid),
      ),
    );
    await check('IS-TENANT-1', () => {
      expect(own.endpoints.issuer, 'issuer of the tenant').toBe(`${tenant.baseUrl}/oauth2/token`);
      for (const [name, url] of Object.entries(own.endpoints))
        expect(new URL(url).pathname.startsWith(`/t/${tenant.domain}/`), `${name}: ${url}`).toBe(true);
      const [ownKids = [], otherKids = []] = kids;
      expect(ownKids.length, 'keys of the tenant').toBeGreaterThan(0);
      expect(
        ownKids.filter((kid) => otherKids.includes(kid)),
        'keys that the super tenant has as well',
      ).toEqual([]);
    });
  },
);

test(
  'IS-TENANT-2 sign-in, silent renewal and logout work in a tenant as they do without one',
  verifies('IS-TENANT-2', 'IS-TENANT-3', ...AFTER_LOGOUT),
  async ({ tenant, newRelyingParty, context, check }) => {
    const relyingParty = await newRelyingParty({ tenant });
    const session = await relyingParty.signIn(await tenant.createUser());
    const cookies = await context.cookies(`${tenant.baseUrl}/oauth2/authorize`);
    const paths = Object.fromEntries(
      cookies.filter(({ name }) => SESSION_COOKIES.includes(name)).map(({ name, path }) => [name, path]),
    );
    await check('IS-TENANT-3', () => {
      expect(paths, 'paths of the session cookies').toEqual(
        Object.fromEntries(SESSION_COOKIES.map((name) => [name, `/t/${tenant.domain}/`])),
      );
    });
    await check('IS-TENANT-2', async () => {
      expect(session.signedIn.claims['iss'], 'iss of the ID token').toBe(`${tenant.baseUrl}/oauth2/token`);
      await expect(session).toBeAlive();
      await expect(session).toHaveIframeStatus('unchanged');
    });
    const state = newState();
    const { loggedOut } = relyingParty.urls;
    const parameters = { id_token_hint: session.signedIn.idToken, post_logout_redirect_uri: loggedOut, state };
    const answer = await requestLogoutAnswering(relyingParty, { parameters }, 'Yes');
    await check('IS-TENANT-2', () => {
      expect(answer).toHaveReturned(loggedOut, state);
    });
    await expectLoggedOut(check, [session]);
  },
);

test(
  'IS-TENANT-4 a logout in one tenant leaves the session of another in the same browser alone',
  verifies('IS-TENANT-4'),
  async ({ tenant, relyingParty, newRelyingParty, user, barrier, check }) => {
    const inTenant = await newRelyingParty({ tenant, origin: 1 });
    const session = await inTenant.signIn(await tenant.createUser());
    const other = await relyingParty.signIn(user);
    await other.stopRefreshing();
    for (const each of [session, other]) await each.confirmAlive();
    await session.logOut();
    // The proof that it was a logout: a silent call, which the tenant would refuse, may do harm of its own.
    await session.waitForLogoutToken();
    await check('IS-TENANT-4', async () => {
      await expect(other).toBeAlive();
      await barrier([relyingParty]);
      expect(await relyingParty.logoutTokens(other), 'logout tokens for the session of the other tenant').toEqual([]);
    });
  },
);

test(
  'IS-TENANT-6 a silent call that one tenant refuses leaves the session of another in the same browser alone',
  verifies('IS-TENANT-6'),
  async ({ tenant, relyingParty, newRelyingParty, user, check }) => {
    const inTenant = await newRelyingParty({ tenant, origin: 1 });
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    const answer = await inTenant.askSilently();
    await given('CORE-PROMPT-2', () => {
      expect(answer).not.toBeACode();
    });
    await check('IS-TENANT-6', () => expect(session).toBeAlive());
  },
);
