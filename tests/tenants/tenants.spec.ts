import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { readDiscovery } from '../../fixtures/discovery.ts';
import { newState, requestLogout } from '../../fixtures/logout.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { readKeys } from '../../fixtures/keys.ts';

test.beforeEach(({ target }, testInfo) => {
  const { kind } = target.description;
  testInfo.skip(
    kind === 'remote',
    "makes a tenant, which could not be removed again from a server that is not the suite's own",
  );
});

test(
  'a tenant has an issuer and keys of its own, published under its path',
  verifies('IS-TENANT-1'),
  async ({ target, tenant }) => {
    const own = await readDiscovery({ ...target.description, baseUrl: tenant.baseUrl });
    const others = await readDiscovery(target.description);
    expect(own.endpoints.issuer).toBe(`${tenant.baseUrl}/oauth2/token`);
    for (const url of Object.values(own.endpoints)) expect(url).toContain(`/t/${tenant.domain}/`);
    const ownKeys = await readKeys(target.description, own.endpoints.jwks);
    const otherKeys = await readKeys(target.description, others.endpoints.jwks);
    expect(ownKeys.keys.map(({ kid }) => kid)).not.toEqual(otherKeys.keys.map(({ kid }) => kid));
  },
);

test(
  'sign-in, silent renewal and logout work in a tenant as they do without one',
  verifies('IS-TENANT-2', 'IS-TENANT-3', ...AFTER_LOGOUT),
  async ({ tenant, registerRelyingParty, openRelyingParty, context, check }) => {
    const relyingParty = await openRelyingParty(await registerRelyingParty({ tenant }));
    const session = await relyingParty.signIn(await tenant.createUser());
    await check('IS-TENANT-3', async () => {
      const cookies = await context.cookies(`${tenant.baseUrl}/oauth2/authorize`);
      const paths = cookies.filter(({ name }) => ['commonAuthId', 'opbs'].includes(name)).map(({ path }) => path);
      expect(paths).toEqual([`/t/${tenant.domain}/`, `/t/${tenant.domain}/`]);
    });
    await check('IS-TENANT-2', async () => {
      expect(session.signedIn.claims['iss']).toBe(`${tenant.baseUrl}/oauth2/token`);
      await expect(session).toBeAlive();
    });
    await check('IS-TENANT-2', () => expect(session).toHaveIframeStatus('unchanged'));
    await check('IS-TENANT-2', async () => {
      const state = newState();
      const { loggedOut } = relyingParty.urls;
      const parameters = { id_token_hint: session.signedIn.idToken, post_logout_redirect_uri: loggedOut, state };
      expect(await requestLogout(relyingParty, { parameters })).toHaveReturned(loggedOut, state);
    });
    await expectLoggedOut(check, [session]);
  },
);

test(
  'a logout in one tenant leaves the session of another in the same browser alone',
  verifies('IS-TENANT-4'),
  async ({ tenant, relyingParty, registerRelyingParty, openRelyingParty, user, check }) => {
    const inTenant = await openRelyingParty(await registerRelyingParty({ tenant, origin: 1 }));
    const session = await inTenant.signIn(await tenant.createUser());
    const other = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    await expect(other).toBeAlive();
    await session.logOut();
    await session.waitForLogoutToken();
    await check('IS-TENANT-4', async () => {
      await expect(other).toHaveIframeStatus('unchanged');
      await expect(other).toBeAlive();
    });
    await expect(session).toHaveEnded();
  },
);

test(
  'a silent call that one tenant refuses leaves the session of another in the same browser alone',
  verifies('IS-TENANT-6'),
  async ({ tenant, relyingParty, registerRelyingParty, openRelyingParty, user, check }) => {
    const inTenant = await openRelyingParty(await registerRelyingParty({ tenant, origin: 1 }));
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    expect(await inTenant.askSilently()).toBeRefusedWith('login_required');
    await check('IS-TENANT-6', () => expect(session).toBeAlive());
  },
);
