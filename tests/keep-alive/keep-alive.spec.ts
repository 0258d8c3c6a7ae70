import { plus } from '../../containers/durations.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'silent calls in the hidden iframe keep the session past its idle timeout, and silence ends it',
  verifies('IS-KEEPALIVE-1', 'IS-KEEPALIVE-2', 'IS-KEEPALIVE-3'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const session = await relyingParty.signIn(user);
    const calls = Math.ceil(timings.keepAliveSpan / timings.refreshInterval);
    await check('IS-KEEPALIVE-1', async () => {
      for (let call = 0; call < calls; call += 1) {
        await clock.advance(timings.refreshInterval);
        await expect(session).toHaveBeenRefreshed();
      }
    });
    await check('IS-KEEPALIVE-2', async () => {
      expect(clock.passed, 'the session was watched beyond its idle timeout').toBeGreaterThan(timings.idleTimeout);
      const { tokens } = await session.refreshNow();
      expect(tokens?.claims).toMatchObject({ sub: session.sub, sid: session.sid });
    });

    await session.stopRefreshing();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await check('IS-KEEPALIVE-3', async () => {
      await expect(session).toHaveEnded();
    });
  },
);

test(
  'the relying party tells its user when the session has ended',
  verifies('IS-KEEPALIVE-3'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    const result = await session.refreshNow();
    expect(result).toMatchObject({ outcome: 'refused', error: 'login_required' });
    await expect(session.page.getByTestId('message')).toContainText(/ended/i);
    await expect(session.page.getByTestId('sign-in')).toBeVisible();
  },
);
