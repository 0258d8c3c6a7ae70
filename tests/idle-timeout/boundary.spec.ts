import { expect, minus, plus, test, verifies } from '../../fixtures/index.ts';
import { inTime } from '../../fixtures/in-time.ts';

test(
  'IS-IDLE-1 just before its idle timeout the session is alive',
  verifies('IS-IDLE-1'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const silence = minus(timings.idleTimeout, timings.margin);
    clock.needs(silence);
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    const since = performance.now();
    await session.confirmAlive();
    await clock.advance(silence);
    const deadline = { limit: timings.idleTimeout, since, passed: silence };
    await check('IS-IDLE-1', () => inTime(clock, deadline, () => expect(session).toBeAlive()));
  },
);

test(
  'IS-IDLE-2 just after its idle timeout the session has ended',
  verifies('IS-IDLE-2'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const silence = plus(timings.idleTimeout, timings.margin);
    clock.needs(silence);
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await clock.advance(silence);
    await check('IS-IDLE-2', () => expect(session).toHaveEnded());
  },
);
