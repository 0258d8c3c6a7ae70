import { expect, plus, test, verifies } from '../../fixtures/index.ts';

test(
  'IS-KEEPALIVE-2 silent calls in the hidden iframe keep the session past its idle timeout, and silence ends it',
  verifies('IS-KEEPALIVE-1', 'IS-KEEPALIVE-2', 'IS-KEEPALIVE-3'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const { refreshInterval, idleTimeout, keepAliveSpan, margin } = timings;
    clock.needs(plus(keepAliveSpan, idleTimeout, margin));
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const callUntil = async (span: number): Promise<void> => {
      while (clock.passed < span) {
        await clock.advance(refreshInterval);
        await expect(session).toHaveBeenRefreshed();
      }
    };

    await check('IS-KEEPALIVE-1', () => callUntil(idleTimeout - refreshInterval));
    await check('IS-KEEPALIVE-2', () => callUntil(keepAliveSpan), { needs: ['IS-KEEPALIVE-1'] });
    await check(
      'IS-KEEPALIVE-3',
      async () => {
        await session.stopRefreshing();
        await clock.advance(plus(idleTimeout, margin));
        await expect(session).toHaveEnded();
      },
      { needs: ['IS-KEEPALIVE-2'] },
    );
  },
);

test(
  'IS-KEEPALIVE-4 silent calls at an interval longer than the idle timeout do not keep the session',
  verifies('IS-KEEPALIVE-4'),
  async ({ newRelyingParty, user, clock, timings, check }) => {
    const refreshInterval = plus(timings.idleTimeout, timings.margin);
    clock.needs(refreshInterval);
    const relyingParty = await newRelyingParty({ registration: { refreshIntervalMs: refreshInterval } });
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    await clock.advance(refreshInterval);
    await check('IS-KEEPALIVE-4', async () => {
      expect((await session.waitForSilentResult()).outcome, 'of the first call by the timer').not.toBe('renewed');
      await expect(session).toHaveEnded();
    });
  },
);
