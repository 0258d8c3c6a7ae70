import { expect, minus, test, times, verifies } from '../../fixtures/index.ts';

test(
  'IS-SSO-1 a second relying party signs the user in without asking, with the same subject and the same sid',
  verifies('IS-SSO-1', 'IS-SSO-2', 'IS-SSO-5'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    const joining = secondRelyingParty.joinSession();
    await check('IS-SSO-1', () => joining);
    const second = await joining;
    await check('IS-SSO-2', () => {
      first.confirmSid();
      expect(second.signedIn.claims['sid'], 'sid at the second relying party').toBe(first.sid);
    });
    await check('IS-SSO-5', () => {
      expect(second.sub, 'sub at the second relying party').toBe(first.sub);
    });
  },
);

test(
  'IS-SSO-3 when a second relying party joins, a silent call of the first brings a code and a session_state',
  verifies('IS-SSO-3'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    await first.stopRefreshing();
    await first.confirmAlive();
    await secondRelyingParty.joinSession();
    await check('IS-SSO-3', async () => {
      const answer = await first.askSilently();
      expect(answer).toBeACode();
      expect(answer.kind === 'answer' && answer.parameters.has('session_state'), 'it has a session_state').toBe(true);
    });
  },
);

test(
  'IS-SSO-4 silent calls of one relying party keep the session for the other',
  verifies('IS-SSO-4'),
  async ({ relyingParty, secondRelyingParty, user, clock, timings, check }) => {
    const { idleTimeout, refreshInterval, margin } = timings;
    clock.needs(times(idleTimeout, 2.5));
    const first = await relyingParty.signIn(user);
    const second = await secondRelyingParty.joinSession();
    await first.stopRefreshing();
    await check('IS-SSO-4', async () => {
      while (clock.passed < idleTimeout * 1.5) {
        await clock.advance(refreshInterval);
        await expect(second).toHaveBeenRefreshed();
      }
      await clock.advance(minus(refreshInterval, margin));
      await expect(first).toBeAlive();
    });
  },
);
