import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { readKeys } from '../../fixtures/exchanges/keys.ts';
import { needsOwnServer } from '../tenants/own-server.ts';
import { signersOf } from './signer.ts';

test(
  'IS-SIGN-1 ID tokens and logout tokens are signed with keys that their issuer publishes',
  verifies('IS-SIGN-1', 'IS-SIGN-2'),
  async ({ relyingParty, user, target, check }) => {
    const session = await relyingParty.signIn(user);
    const candidates = { 'the issuer': await readKeys(target.description, relyingParty.registered.endpoints.jwks) };
    const ofIdToken = await signersOf(session.signedIn.idToken, candidates);
    await check('IS-SIGN-1', () => {
      expect(ofIdToken, 'who has signed the ID token').toEqual(['the issuer']);
    });
    await session.logOut();
    const { token } = await session.waitForLogoutToken();
    const ofLogoutToken = await signersOf(token, candidates);
    await check('IS-SIGN-2', () => {
      expect(ofLogoutToken, 'who has signed the logout token').toEqual(['the issuer']);
    });
  },
);

/** Control: where two tenants publish one key, nobody can tell whose a signature is. */
const confirmKeysApart = (signers: readonly string[][]): Promise<void> =>
  given('IS-TENANT-1', () => {
    for (const each of signers) expect(each.length, 'tenants that publish the key of the token').toBeLessThan(2);
  });

test.describe('across tenants', () => {
  test.beforeEach(({ target }, testInfo) => {
    needsOwnServer(target.description, testInfo);
  });

  test(
    "IS-SIGN-3 the tokens of another tenant's user are signed with the key of the application's tenant",
    verifies('IS-SIGN-3'),
    async ({ tenant, registerRelyingParty, openRelyingParty, target, check }) => {
      const registered = await registerRelyingParty({ application: { saas: true } });
      const relyingParty = await openRelyingParty(registered);
      const guest = await tenant.createUser();
      const session = await relyingParty.signIn({ ...guest, user: `${guest.user}@${tenant.domain}` });
      const { endpoints } = await readDiscovery({ ...target.description, baseUrl: tenant.baseUrl });
      const candidates = {
        "the application's tenant": await readKeys(target.description, registered.endpoints.jwks),
        "the user's tenant": await readKeys(target.description, endpoints.jwks),
      };
      await session.logOut();
      const { token } = await session.waitForLogoutToken();
      const signers = [await signersOf(session.signedIn.idToken, candidates), await signersOf(token, candidates)];
      await confirmKeysApart(signers);
      await check('IS-SIGN-3', () => {
        for (const each of signers) expect(each, 'who has signed the token').toEqual(["the application's tenant"]);
      });
    },
  );

  test(
    "IS-SIGN-6 the tokens of a super-tenant user at another tenant's application are signed with the key of that tenant",
    verifies('IS-SIGN-6', 'IS-TENANT-5'),
    async ({
      tenant,
      relyingParty: standard,
      registerRelyingParty,
      openRelyingParty,
      aboutLogout,
      user,
      target,
      check,
    }) => {
      const registered = await registerRelyingParty({ tenant, application: { saas: true } });
      const relyingParty = await openRelyingParty(registered);
      const session = await relyingParty.signIn({ ...user, user: `${user.user}@carbon.super` });
      const { endpoints } = await readDiscovery(target.description);
      const candidates = {
        "the application's tenant": await readKeys(target.description, registered.endpoints.jwks),
        "the user's tenant": await readKeys(target.description, endpoints.jwks),
      };
      const ofIdToken = await signersOf(session.signedIn.idToken, candidates);
      await confirmKeysApart([ofIdToken]);
      await check('IS-SIGN-6', () => {
        expect(ofIdToken, 'who has signed the ID token').toEqual(["the application's tenant"]);
      });
      await check('IS-TENANT-5', async () => {
        await expect(session).toBeAlive();
        await session.logOut();
        await aboutLogout(standard, () => expect(session).toHaveEnded());
      });
    },
  );
});
