import { days, hours, milliseconds, minus, minutes, plus, seconds, times } from '../../containers/durations.ts';
import { AdminError } from '../../containers/identity-server/admin-error.ts';
import { extendSession } from '../../fixtures/extend-session.ts';
import { countLogoutTokens } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const DEFAULT_MINUTES = '15';

test('the default idle timeout is 15 minutes', verifies('IS-IDLE-9'), async ({ admin, target }, testInfo) => {
  const ours = target.description.clock.kind === 'movable';
  testInfo.skip(
    !ours,
    'the suite cannot know the default on a server whose settings somebody else (or this run) has changed',
  );
  expect((await admin.getServerSettings()).idleSessionTimeoutPeriod).toBe(DEFAULT_MINUTES);
});

test(
  'a changed idle timeout is in force at once, for a session that exists already',
  verifies('IS-IDLE-8'),
  async ({ relyingParty, user, clock, changeServerSettings }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await changeServerSettings({ idleSessionTimeoutPeriod: '2' });
    await clock.advance(seconds(100));
    await expect(session, 'after 1 min 40 s of silence, with 2 min').toBeAlive();
    await changeServerSettings({ idleSessionTimeoutPeriod: '1' });
    await clock.advance(seconds(75));
    await expect(session, 'after 1 min 15 s of silence, with 1 min').toHaveEnded();
  },
);

for (const value of ['0', '-1', 'abc', '']) {
  test(
    `an idle timeout of "${value}" is refused and changes nothing`,
    verifies('IS-IDLE-10'),
    async ({ admin, changeServerSettings }) => {
      const before = await admin.getServerSettings();
      await expect(changeServerSettings({ idleSessionTimeoutPeriod: value })).rejects.toThrow(AdminError);
      expect(await admin.getServerSettings()).toEqual(before);
    },
  );
}

test(
  'the end of a session by idleness sends no logout token',
  verifies('IS-IDLE-11'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, createUser, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await expect(session).toBeAlive();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await expect(session).toHaveEnded();
    // A token that was sent for the end of the session would have come before that of a later logout.
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const later = await elsewhere.signIn(await createUser());
    await later.logOut();
    await later.waitForLogoutToken();
    expect(await countLogoutTokens([session])).toEqual([0]);
  },
);

test(
  'the session-extension endpoint does not revive a session that has ended',
  verifies('IS-EXTEND-2'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await expect(session).toBeAlive();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    expect((await extendSession(session)).status, 'status of the refusal').toBeGreaterThanOrEqual(400);
    await expect(session).toHaveEnded();
  },
);

test(
  'silent calls do not carry a session past the maximum lifetime that is set',
  verifies('IS-MAXIMUM-1'),
  async ({ admin, relyingParty, user, clock, timings, changeServerSettings }, testInfo) => {
    const { enableMaximumSessionTimeoutPeriod } = await admin.getServerSettings();
    testInfo.skip(
      enableMaximumSessionTimeoutPeriod === undefined,
      'the server has no setting for a maximum session lifetime (WSO2 IS has it from 7.3 on)',
    );
    const lifetime = times(timings.idleTimeout, 2);
    await changeServerSettings({
      enableMaximumSessionTimeoutPeriod: 'true',
      maximumSessionTimeoutPeriod: String(lifetime / minutes(1)),
    });
    const began = Date.now();
    const session = await relyingParty.signIn(user);
    while (clock.passed < minus(lifetime, timings.refreshInterval)) {
      await clock.advance(timings.refreshInterval);
      await expect(session).toHaveBeenRefreshed();
    }
    await session.stopRefreshing();
    // The lifetime is counted from the sign-in, and so includes what the test itself has taken.
    const age = plus(clock.passed, milliseconds(Date.now() - began));
    await clock.advance(minus(lifetime, plus(age, timings.margin)));
    await expect(session, 'just before its maximum lifetime').toBeAlive();
    await clock.advance(times(timings.margin, 2));
    await expect(session, 'just after its maximum lifetime').toHaveEnded();
  },
);

test(
  'without a maximum lifetime silent calls keep a session for days',
  verifies('IS-MAXIMUM-2'),
  async ({ relyingParty, user, clock, timings }, testInfo) => {
    clock.needs(days(1));
    testInfo.setTimeout(180_000);
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    // As few jumps as the claim allows: every one is a strain on a real server's database.
    while (clock.passed < days(1)) {
      await clock.advance(minus(timings.idleTimeout, minutes(1)));
      await expect(session).toBeAlive();
    }
    expect(clock.passed).toBeGreaterThan(hours(23));
  },
);
