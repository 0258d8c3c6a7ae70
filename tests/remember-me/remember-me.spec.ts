import type { BrowserContext } from '@playwright/test';
import { hours, minus, minutes, plus, times } from '../../containers/durations.ts';
import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const SESSION_COOKIE = 'commonAuthId';

test(
  'a remembered session lives beyond the idle timeout, to just before its period has passed',
  verifies('IS-REMEMBER-1', 'IS-REMEMBER-2'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const session = await relyingParty.signIn(user, { rememberMe: true });
    await session.stopRefreshing();
    await clock.advance(times(timings.idleTimeout, 2));
    await check('IS-REMEMBER-1', async () => {
      await expect(session).toBeAlive();
    });
    await clock.advance(minus(timings.rememberMe, plus(clock.passed, hours(1))));
    await check('IS-REMEMBER-2', async () => {
      await expect(session).toBeAlive();
    });
  },
);

test(
  'a remembered session has ended just after its period',
  verifies('IS-REMEMBER-3'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user, { rememberMe: true });
    await session.stopRefreshing();
    await expect(session).toBeAlive();
    await clock.advance(plus(timings.rememberMe, hours(1)));
    await expect(session).toHaveEnded();
  },
);

test(
  'silent calls do not carry a remembered session past its period',
  verifies('IS-REMEMBER-7'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const session = await relyingParty.signIn(user, { rememberMe: true });
    await session.stopRefreshing();
    for (const part of [1 / 3, 1 / 3, 1 / 3 - 1 / 100]) {
      await clock.advance(times(timings.rememberMe, part));
      await expect(session).toBeAlive();
    }
    await clock.advance(plus(minus(timings.rememberMe, clock.passed), hours(1)));
    await check('IS-REMEMBER-7', async () => {
      await expect(session).toHaveEnded();
    });
  },
);

test(
  'the cookie of a remembered session is kept for the period, the other ends with the browser',
  verifies('IS-REMEMBER-4'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, timings, context, target }) => {
    await relyingParty.signIn(user, { rememberMe: true });
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    await elsewhere.signIn(user);
    const expiryIn = async (browser: BrowserContext): Promise<number | undefined> =>
      (await browser.cookies(target.description.baseUrl)).find(({ name }) => name === SESSION_COOKIE)?.expires;
    const lifetime = ((await expiryIn(context)) ?? 0) * 1000 - Date.now();
    expect(
      Math.abs(lifetime - timings.rememberMe),
      'milliseconds between the expiry of the cookie and the period',
    ).toBeLessThan(minutes(5));
    expect(await expiryIn(otherBrowser), 'expiry of the plain session cookie (-1: with the browser)').toBe(-1);
  },
);

test(
  'a logout ends a remembered session too',
  verifies('IS-REMEMBER-5', ...AFTER_LOGOUT),
  async ({ relyingParty, user, check, context, target }) => {
    const session = await relyingParty.signIn(user, { rememberMe: true });
    await expect(session).toBeAlive();
    await session.logOut();
    await check('IS-REMEMBER-5', async () => {
      await expect(session).toHaveEnded();
      const names = (await context.cookies(target.description.baseUrl)).map(({ name }) => name);
      expect(names).not.toContain(SESSION_COOKIE);
    });
    await expectLoggedOut(check, [session]);
  },
);

test(
  'a changed remember-me period is in force at once',
  verifies('IS-REMEMBER-6'),
  async ({ relyingParty, user, clock, timings, changeServerSettings }) => {
    await changeServerSettings({ rememberMePeriod: '60' });
    const session = await relyingParty.signIn(user, { rememberMe: true });
    await session.stopRefreshing();
    await clock.advance(plus(timings.idleTimeout, minutes(30)));
    await expect(session).toBeAlive();
    await clock.advance(minutes(20));
    await expect(session).toHaveEnded();
  },
);
