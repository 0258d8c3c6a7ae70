import type { BrowserContext } from '@playwright/test';
import { hours, minus, minutes, plus, times } from '../../containers/durations.ts';
import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const SESSION_COOKIE = 'commonAuthId';

test(
  'a remembered session lives to just before its period has passed, and has ended just after, whatever was called in between',
  verifies('IS-REMEMBER-1', 'IS-REMEMBER-2', 'IS-REMEMBER-3', 'IS-REMEMBER-7'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, clock, timings, check }) => {
    // One passage of the period for two browsers: the fewer jumps, the less strain on a real server's database.
    const calling = await relyingParty.signIn(user, { rememberMe: true });
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const quiet = await elsewhere.signIn(user, { rememberMe: true });
    for (const session of [calling, quiet]) {
      await session.stopRefreshing();
      await expect(session).toBeAlive();
    }
    await clock.advance(times(timings.idleTimeout, 2));
    await check('IS-REMEMBER-1', async () => {
      await expect(calling).toBeAlive();
    });
    await clock.advance(times(timings.rememberMe, 1 / 2));
    await expect(calling).toBeAlive();
    await clock.advance(minus(timings.rememberMe, plus(clock.passed, hours(1))));
    await check('IS-REMEMBER-2', async () => {
      await expect(calling).toBeAlive();
    });
    await clock.advance(hours(2));
    await check('IS-REMEMBER-3', async () => {
      await expect(quiet).toHaveEnded();
    });
    await check('IS-REMEMBER-7', async () => {
      await expect(calling).toHaveEnded();
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
