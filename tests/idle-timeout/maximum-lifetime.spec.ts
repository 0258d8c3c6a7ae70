import { days, expect, milliseconds, minus, minutes, plus, times, verifies } from '../../fixtures/index.ts';
import { keepAlive, test } from './maximum-lifetime.ts';

test(
  'IS-MAXIMUM-1 silent calls do not carry a session past the maximum lifetime that is set',
  verifies('IS-MAXIMUM-1'),
  async ({ maximum, relyingParty, user, clock, timings, check }) => {
    const { lifetime } = maximum;
    clock.needs(plus(lifetime, timings.margin));
    await maximum.set();
    const began = Date.now();
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    const every = timings.refreshInterval;
    await keepAlive(session, clock, { until: minus(lifetime, every), every });
    // The lifetime is counted from the sign-in, and so includes what the test itself has taken.
    const taken = milliseconds(Date.now() - began);
    const age = clock.movable ? plus(clock.passed, taken) : taken;
    await clock.advance(minus(lifetime, plus(age, timings.margin)));
    await check('IS-MAXIMUM-1', async () => {
      await expect(session, 'just before its maximum lifetime').toBeAlive();
      await clock.advance(times(timings.margin, 2));
      await expect(session, 'just after its maximum lifetime').toHaveEnded();
    });
  },
);

test(
  'IS-MAXIMUM-2 without a maximum lifetime silent calls keep a session for a day',
  verifies('IS-MAXIMUM-2'),
  async ({ relyingParty, user, clock, timings, check }, testInfo) => {
    clock.needs(days(1));
    testInfo.setTimeout(180_000);
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await check('IS-MAXIMUM-2', async () => {
      // As few jumps as the claim allows: every one is a strain on a real server's database.
      while (clock.passed < days(1)) {
        await clock.advance(minus(timings.idleTimeout, minutes(1)));
        await expect(session).toBeAlive();
      }
    });
  },
);
