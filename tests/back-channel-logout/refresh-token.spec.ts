import { expect, test, verifies } from '../../fixtures/index.ts';

const SCOPE = 'openid offline_access';

test(
  'BACK-REFRESH-1 a refresh token that was issued with offline_access is not revoked by the logout',
  verifies('BACK-REFRESH-1'),
  async ({ relyingParty, tokenClientOf, user, check }, testInfo) => {
    const session = await relyingParty.signInOnPage(user, { parameters: { scope: SCOPE } });
    const { scope = SCOPE, refreshToken } = session.signedIn;
    testInfo.skip(
      refreshToken === undefined || !scope.split(' ').includes('offline_access'),
      `does not apply: the server grants no offline_access, but: ${scope}`,
    );
    await session.logOut();
    await session.waitForLogoutToken();
    await check('BACK-REFRESH-1', async () => {
      const { status, error } = await tokenClientOf(relyingParty).refresh(session.signedIn);
      expect(error ?? status, 'answer to a refresh after the logout').toBe(200);
    });
  },
);
