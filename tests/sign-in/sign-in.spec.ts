import { createLocalJWKSet, jwtVerify } from 'jose';
import { readKeys } from '../../fixtures/keys.ts';
import { LoginPage } from '../../fixtures/login-page.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'a user signs in and the relying party receives valid tokens',
  verifies('CORE-CODE-1', 'CORE-IDTOKEN-1'),
  async ({ relyingParty, user, target, check }) => {
    const session = await relyingParty.signIn(user);
    await check('CORE-CODE-1', () => {
      const names = session.signedIn.parameters.map(([name]) => name);
      expect(names, 'parameters of the answer').toEqual(expect.arrayContaining(['code', 'state']));
    });
    await check('CORE-IDTOKEN-1', async () => {
      // The relying party has compared the nonce; it leaves the signature to this test.
      const { issuer, jwks } = relyingParty.registered.endpoints;
      const { keys, now } = await readKeys(target.description, jwks);
      const { payload } = await jwtVerify(session.signedIn.idToken, createLocalJWKSet({ keys }), {
        issuer,
        audience: relyingParty.clientId,
        currentDate: now,
        requiredClaims: ['sub', 'iat', 'exp'],
      });
      expect(payload).toEqual(session.signedIn.claims);
    });
    await expect(session.page.getByTestId('signed-in-as')).toBeVisible();
  },
);

test('a wrong password signs nobody in', verifies('CORE-AUTHN-1'), async ({ relyingParty, user }) => {
  const page = await relyingParty.beginSignIn();
  const login = new LoginPage(page);
  await login.submit({ user: user.user, password: `${user.password}-wrong` });
  await expect(login.error).toBeVisible();
  await expect(login.form, 'the login page is still there for another try').toBeVisible();
  expect(await relyingParty.askSilently()).toBeRefusedWith('login_required');

  await login.submit(user);
  await expect(page.getByTestId('signed-in-as'), 'the right password then works in the same browser').toBeVisible();
  expect(await relyingParty.askSilently()).toBeACode();
});
