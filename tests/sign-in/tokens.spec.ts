import { expect, test, verifies } from '../../fixtures/index.ts';

test('the ID token carries a sid', verifies('CORE-IDTOKEN-2'), async ({ relyingParty, user }) => {
  const { signedIn } = await relyingParty.signIn(user);
  expect(signedIn.claims['sid']).toEqual(expect.any(String));
});

test(
  'an ID token from a refresh names the same issuer, subject, audience and session',
  verifies('CORE-REFRESH-1', 'CORE-REFRESH-2'),
  async ({ relyingParty, tokenClientOf, user, check }) => {
    const session = await relyingParty.signIn(user);
    const { iss, sub, aud, sid } = session.signedIn.claims;
    const refreshed = await tokenClientOf(relyingParty).refresh(session.signedIn);
    await check('CORE-REFRESH-1', () => {
      expect(refreshed).toMatchObject({ iss, sub, aud });
    });
    await check('CORE-REFRESH-2', () => {
      expect(refreshed?.['sid']).toBe(sid);
    });
  },
);
