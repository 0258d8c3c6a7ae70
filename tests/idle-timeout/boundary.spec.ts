import { minus, plus } from '../../containers/durations.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'just before its idle timeout the session is alive',
  verifies('IS-IDLE-1'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await clock.advance(minus(timings.idleTimeout, timings.margin));
    await expect(session).toBeAlive();
  },
);

test(
  'just after its idle timeout the session has ended',
  verifies('IS-IDLE-2'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await expect(session).toBeAlive();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await expect(session).toHaveEnded();
  },
);
