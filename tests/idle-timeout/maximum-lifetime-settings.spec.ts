import { expect, given, minus, plus, times, verifies, type User } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';
import { statusOfChange } from './changed-setting.ts';
import { keepAlive, test } from './maximum-lifetime.ts';

test(
  'IS-MAXIMUM-6 a maximum lifetime that is switched on is in force at once, also for an existing session',
  verifies('IS-MAXIMUM-6'),
  async ({ maximum, relyingParty, user, clock, timings, check }) => {
    const { lifetime } = maximum;
    const step = times(timings.idleTimeout, 2 / 3);
    clock.needs(plus(lifetime, timings.margin));
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await keepAlive(session, clock, { until: minus(lifetime, step), every: step });
    await maximum.set();
    await check('IS-MAXIMUM-6', async () => {
      await expect(session, 'before the lifetime that was set').toBeAlive();
      await clock.advance(minus(plus(lifetime, timings.margin), clock.passed));
      await expect(session, 'after the lifetime that was set').toHaveEnded();
    });
  },
);

test(
  'IS-MAXIMUM-7 with a maximum lifetime a session that is left alone still ends by its idle timeout',
  verifies('IS-MAXIMUM-7'),
  async ({ maximum, relyingParty, openRelyingParty, otherBrowser, user, createUser, clock, timings, check }) => {
    const silence = plus(timings.idleTimeout, timings.margin);
    clock.needs(times(silence, 2));
    const leaveAlone = async (party: RelyingParty, who: User): Promise<Session> => {
      const session = await party.signIn(who);
      await session.stopRefreshing();
      await session.confirmAlive();
      await clock.advance(silence);
      return session;
    };
    const before = await leaveAlone(relyingParty, user);
    await given('IS-IDLE-2', () => expect(before).toHaveEnded());
    await maximum.set();
    // In another browser: in the same one a server that forgets the idle timeout would find the former session again.
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const session = await leaveAlone(elsewhere, await createUser());
    await check('IS-MAXIMUM-7', () => expect(session, 'after its idle timeout').toHaveEnded());
  },
);

for (const [name, values] of [
  ['maximumSessionTimeoutPeriod', ['0', '-1', '1.5', 'abc', '']],
  ['enableMaximumSessionTimeoutPeriod', ['maybe', '']],
] as const) {
  for (const value of values) {
    test(
      `IS-MAXIMUM-8 a ${name} of "${value}" is refused and changes nothing`,
      verifies('IS-MAXIMUM-8'),
      // The fixture puts back what the server should not have accepted.
      async ({ maximum: _, admin, check }) => {
        const before = await admin.getServerSettings();
        const status = await statusOfChange(admin, name, value);
        const after = await admin.getServerSettings();
        await check('IS-MAXIMUM-8', () => {
          expect(status, 'status of the answer').toBe(400);
          expect(after, 'settings in force').toEqual(before);
        });
      },
    );
  }
}
