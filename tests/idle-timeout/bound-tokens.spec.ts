import { confirmActive } from '../../fixtures/exchanges/token-client.ts';
import { expect, plus, test, verifies } from '../../fixtures/index.ts';

test(
  'IS-IDLE-12 ends the access tokens that are bound to the session, and IS-IDLE-13 its refresh tokens, before any browser asks',
  verifies('IS-IDLE-12', 'IS-IDLE-13'),
  async ({ newRelyingParty, tokensAfter, admin, user, clock, timings, check }) => {
    clock.needs(plus(timings.idleTimeout, timings.margin));
    const relyingParty = await newRelyingParty({ application: { tokensEndWithSession: true } });
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await confirmActive(admin, session.signedIn);
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    const tokens = tokensAfter('idleness, where they are bound to the session', relyingParty, session.signedIn);
    await check('IS-IDLE-12', async () => {
      expect(await tokens.accessIsActive(), 'the access token is active').toBe(false);
    });
    await check('IS-IDLE-13', async () => {
      expect(await tokens.refreshIsGranted(), 'the refresh token is of use').toBe(false);
    });
  },
);

// Without the session's cookie such an application is refused new tokens from the first: only access tokens can tell.
const VALIDATED = { tokensEndWithSession: true, validatesTokenBinding: true } as const;

test(
  'IS-IDLE-12 ends the access tokens that are bound to the session where the server validates their binding',
  verifies('IS-IDLE-12'),
  async ({ newRelyingParty, admin, user, clock, timings, check }) => {
    clock.needs(plus(timings.idleTimeout, timings.margin));
    const relyingParty = await newRelyingParty({ application: VALIDATED });
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await confirmActive(admin, session.signedIn);
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await check('IS-IDLE-12', async () => {
      expect(await admin.isTokenActive(session.signedIn.accessToken), 'the access token is active').toBe(false);
    });
  },
);
