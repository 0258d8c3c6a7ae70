import { confirmActive, isGranted } from '../../fixtures/exchanges/token-client.ts';
import { expect, plus, test, verifies } from '../../fixtures/index.ts';

test(
  'IS-IDLE-12 ends the access tokens that are bound to the session, and IS-IDLE-13 its refresh tokens, before any browser asks',
  verifies('IS-IDLE-12', 'IS-IDLE-13'),
  async ({ newRelyingParty, tokenClientOf, admin, user, clock, timings, check }) => {
    clock.needs(plus(timings.idleTimeout, timings.margin));
    const relyingParty = await newRelyingParty({ application: { tokensEndWithSession: true } });
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await confirmActive(admin, session.signedIn);
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await check('IS-IDLE-12', async () => {
      expect(await admin.isTokenActive(session.signedIn.accessToken), 'the access token is active').toBe(false);
    });
    await check('IS-IDLE-13', async () => {
      const answer = await tokenClientOf(relyingParty).refresh(session.signedIn);
      expect(isGranted(answer), 'the refresh token is of use').toBe(false);
    });
  },
);
