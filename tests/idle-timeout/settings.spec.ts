import { extendSession } from '../../fixtures/exchanges/extend-session.ts';
import { countLogoutTokens } from '../../fixtures/invariants.ts';
import { expect, given, plus, seconds, verifies } from '../../fixtures/index.ts';
import { test } from '../../fixtures/quiet-session.ts';
import { statusOfChange } from './changed-setting.ts';

const DEFAULT_MINUTES = '15';

test(
  'IS-IDLE-9 the default idle timeout is 15 minutes',
  verifies('IS-IDLE-9'),
  async ({ admin, target, check }, testInfo) => {
    const ours = target.description.clock.kind === 'movable';
    testInfo.skip(
      !ours,
      'the suite cannot know the default on a server whose settings somebody else (or this run) has changed',
    );
    const { idleSessionTimeoutPeriod } = await admin.getServerSettings();
    await check('IS-IDLE-9', () => {
      expect(idleSessionTimeoutPeriod, 'minutes').toBe(DEFAULT_MINUTES);
    });
  },
);

test(
  'IS-IDLE-8 a changed idle timeout takes effect at once, also for an existing session: shortened to 1 minute',
  verifies('IS-IDLE-8'),
  async ({ relyingParty, user, clock, changeServerSettings, check }) => {
    await changeServerSettings({ idleSessionTimeoutPeriod: '2' });
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await changeServerSettings({ idleSessionTimeoutPeriod: '1' });
    await clock.advance(seconds(75));
    await check('IS-IDLE-8', () => expect(session, 'after 1 min 15 s of silence').toHaveEnded());
  },
);

test(
  'IS-IDLE-8 a changed idle timeout takes effect at once, also for an existing session: lengthened to 2 minutes',
  verifies('IS-IDLE-8'),
  async ({ relyingParty, user, clock, changeServerSettings, check }) => {
    await changeServerSettings({ idleSessionTimeoutPeriod: '1' });
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await changeServerSettings({ idleSessionTimeoutPeriod: '2' });
    await clock.advance(seconds(100));
    await check('IS-IDLE-8', () => expect(session, 'after 1 min 40 s of silence').toBeAlive());
  },
);

for (const value of ['0', '-1', 'abc', '']) {
  test(
    `IS-IDLE-10 an idle timeout of "${value}" is refused and changes nothing`,
    verifies('IS-IDLE-10'),
    // The fixture puts back what the server should not have accepted.
    async ({ admin, changeServerSettings: _, check }) => {
      const before = await admin.getServerSettings();
      const status = await statusOfChange(admin, 'idleSessionTimeoutPeriod', value);
      const after = await admin.getServerSettings();
      await check('IS-IDLE-10', () => {
        expect(status, 'status of the answer').toBe(400);
        expect(after, 'settings in force').toEqual(before);
      });
    },
  );
}

test(
  'IS-IDLE-11 the idle expiry of a session sends no logout token',
  verifies('IS-IDLE-11'),
  async ({ relyingParty, user, clock, timings, barrier, check }) => {
    const silence = plus(timings.idleTimeout, timings.margin);
    clock.needs(silence);
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await clock.advance(silence);
    // It is noticed at the first request after it, if not before.
    await given('IS-IDLE-2', () => expect(session).toHaveEnded());
    await barrier([relyingParty]);
    const tokens = await countLogoutTokens([session]);
    await check('IS-IDLE-11', () => {
      expect(tokens, 'logout tokens').toEqual([0]);
    });
  },
);

test(
  'IS-EXTEND-2 the session-extension endpoint refuses a session that has expired, and does not revive it',
  verifies('IS-EXTEND-2'),
  async ({ relyingParty, beginQuietSession, user, clock, timings, target, check }) => {
    const silence = plus(timings.idleTimeout, timings.margin);
    clock.needs(silence);
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    const quiet = await beginQuietSession(relyingParty);
    await clock.advance(silence);
    await given('IS-IDLE-2', () => expect(quiet).toHaveEnded());
    const status = await extendSession(session, 'the session cookie', target.description);
    await check('IS-EXTEND-2', async () => {
      expect(status, 'status of the answer').toBe(400);
      await expect(session).toHaveEnded();
    });
  },
);
