import { createLocalJWKSet, compactVerify } from 'jose';
import { readDiscovery } from '../../fixtures/discovery.ts';
import { readKeys } from '../../fixtures/keys.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'ID tokens and logout tokens verify against the published keys of the issuer that they name',
  verifies('IS-SIGN-1', 'IS-SIGN-2'),
  async ({ relyingParty, user, target, check }) => {
    const session = await relyingParty.signIn(user);
    const published = await readKeys(target.description, relyingParty.registered.endpoints.jwks);
    const keys = createLocalJWKSet(published);
    await check('IS-SIGN-1', () => compactVerify(session.signedIn.idToken, keys));
    await session.logOut();
    const { token } = await session.waitForLogoutToken();
    await check('IS-SIGN-2', () => compactVerify(token, keys));
  },
);

test(
  "the tokens of another tenant's user are signed with the key of the application's tenant, and no other",
  verifies('IS-SIGN-3'),
  async ({ tenant, registerRelyingParty, openRelyingParty, target }) => {
    const registered = await registerRelyingParty({ application: { saas: true } });
    const relyingParty = await openRelyingParty(registered);
    const guest = await tenant.createUser();
    const session = await relyingParty.signIn({ ...guest, user: `${guest.user}@${tenant.domain}` });
    const own = await readKeys(target.description, registered.endpoints.jwks);
    const { endpoints } = await readDiscovery({ ...target.description, baseUrl: tenant.baseUrl });
    const foreign = await readKeys(target.description, endpoints.jwks);
    expect(session.signedIn.claims['iss']).toBe(registered.endpoints.issuer);
    await compactVerify(session.signedIn.idToken, createLocalJWKSet(own));
    await expect(compactVerify(session.signedIn.idToken, createLocalJWKSet(foreign))).rejects.toThrow();

    await expect(session).toBeAlive();
    await session.logOut();
    const { token } = await session.waitForLogoutToken();
    await compactVerify(token, createLocalJWKSet(own));
    await expect(session).toHaveEnded();
  },
);

test(
  "a user of the super tenant signs in at another tenant's application, whose tokens are that tenant's alone",
  verifies('IS-SIGN-6', 'IS-TENANT-5'),
  async ({ tenant, registerRelyingParty, openRelyingParty, user, target, check }) => {
    const registered = await registerRelyingParty({ tenant, application: { saas: true } });
    const relyingParty = await openRelyingParty(registered);
    const session = await relyingParty.signIn({ ...user, user: `${user.user}@carbon.super` });
    const { endpoints } = await readDiscovery(target.description);
    const own = await readKeys(target.description, registered.endpoints.jwks);
    const foreign = await readKeys(target.description, endpoints.jwks);
    await check('IS-SIGN-6', async () => {
      expect(session.signedIn.claims['iss']).toBe(registered.endpoints.issuer);
      await compactVerify(session.signedIn.idToken, createLocalJWKSet(own));
      await expect(compactVerify(session.signedIn.idToken, createLocalJWKSet(foreign))).rejects.toThrow();
    });
    await check('IS-TENANT-5', async () => {
      await expect(session).toBeAlive();
      await session.logOut();
      expect((await session.waitForLogoutToken()).problem).toBeUndefined();
      await expect(session).toHaveEnded();
    });
  },
);
