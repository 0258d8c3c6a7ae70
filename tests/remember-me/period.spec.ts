import { expect, given, hours, minutes, plus, test, verifies } from '../../fixtures/index.ts';

const HOUR = '60';
const DAY = '1440';

test(
  'IS-REMEMBER-6 a changed remember-me period takes effect at once, also for an existing session: shortened to an hour',
  verifies('IS-REMEMBER-6'),
  async ({ relyingParty, user, clock, timings, changeServerSettings, check }) => {
    clock.needs(hours(1));
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.stopRefreshing();
    await session.confirmAlive();
    await changeServerSettings({ rememberMePeriod: HOUR });
    await clock.advance(plus(timings.idleTimeout, minutes(30)));
    await given('IS-REMEMBER-1', () => expect(session).toBeAlive());
    // Past the period, however the silent call before has changed when it begins; and past the idle timeout.
    await clock.advance(plus(hours(1), minutes(1)));
    await check('IS-REMEMBER-6', () => expect(session).toHaveEnded());
  },
);

test(
  'IS-REMEMBER-6 a changed remember-me period takes effect at once, also for an existing session: from an hour to a day',
  verifies('IS-REMEMBER-6'),
  async ({ relyingParty, user, clock, timings, changeServerSettings, check }) => {
    clock.needs(hours(2));
    await changeServerSettings({ rememberMePeriod: HOUR });
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.stopRefreshing();
    await session.confirmAlive();
    await clock.advance(plus(timings.idleTimeout, minutes(10)));
    await given('IS-REMEMBER-1', () => expect(session).toBeAlive());
    await changeServerSettings({ rememberMePeriod: DAY });
    // Past the first period, however the silent call before has changed when it begins.
    await clock.advance(plus(hours(1), minutes(30)));
    await check('IS-REMEMBER-6', () => expect(session).toBeAlive());
  },
);

test(
  'IS-REMEMBER-6 whoever is remembered is so no longer when the period is as short as it can be: the feature is off',
  verifies('IS-REMEMBER-6'),
  async ({ relyingParty, user, clock, timings, changeServerSettings, check }) => {
    clock.needs(plus(timings.idleTimeout, timings.margin));
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.stopRefreshing();
    await session.confirmAlive();
    // The product takes no zero.
    await changeServerSettings({ rememberMePeriod: '1' });
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await check('IS-REMEMBER-6', () => expect(session).toHaveEnded());
  },
);
