import { expect, minus, plus, test, verifies } from '../../fixtures/index.ts';
import { inTime } from '../../fixtures/in-time.ts';

test(
  'IS-KEEPALIVE-8 a page that slept renews the session on waking in time, and has lost it on waking too late',
  verifies('IS-KEEPALIVE-8'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const session = await relyingParty.signIn(user);
    const since = performance.now();
    await session.confirmAlive();
    await check('IS-KEEPALIVE-8', async () => {
      const passed = minus(timings.idleTimeout, timings.margin);
      await clock.passAsleep(passed);
      await inTime(clock, { limit: timings.idleTimeout, since, passed }, () =>
        expect(session, 'on waking in time').toHaveBeenRefreshed(),
      );
      await clock.passAsleep(plus(timings.idleTimeout, timings.margin));
      await expect(session, 'on waking too late').toHaveEnded();
    });
  },
);

test(
  'IS-KEEPALIVE-6 silent calls that two tabs of one browser send at the same time all get a code',
  verifies('IS-KEEPALIVE-6'),
  async ({ relyingParty, openRelyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    const tabs = [relyingParty, await openRelyingParty(relyingParty.registered)];
    await Promise.all(tabs.map((tab) => tab.probePage()));
    await check('IS-KEEPALIVE-6', async () => {
      for (let round = 0; round < 3; round += 1) {
        const answers = await Promise.all(tabs.map((tab) => tab.askSilently()));
        for (const answer of answers) expect(answer).toBeACode();
      }
    });
  },
);
