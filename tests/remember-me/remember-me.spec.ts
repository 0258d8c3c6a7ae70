import type { BrowserContext } from '@playwright/test';
import { arriveHomeOrAtLogin } from '../../fixtures/exchanges/sign-in.ts';
import { expect, given, hours, minus, minutes, plus, test, times, verifies } from '../../fixtures/index.ts';
import { providerCookies, SESSION_COOKIE } from '../../fixtures/exchanges/provider-cookies.ts';
import type { OpenedRelyingParty } from '../../fixtures/opened-relying-party.ts';

test(
  'IS-REMEMBER-2 a remembered session lasts until its period has passed, which a silent call restarts',
  verifies('IS-REMEMBER-1', 'IS-REMEMBER-2', 'IS-REMEMBER-3', 'IS-REMEMBER-7'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, clock, timings, check }) => {
    const { rememberMe, idleTimeout } = timings;
    clock.needs(plus(rememberMe, hours(1)));
    // One passage of the period for two browsers: the fewer jumps, the less strain on a real server's database.
    const calling = await relyingParty.signInOnPage(user, { rememberMe: true });
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const quiet = await elsewhere.signInOnPage(user, { rememberMe: true });
    for (const session of [calling, quiet]) {
      await session.stopRefreshing();
      await session.confirmAlive();
    }
    await clock.advance(times(idleTimeout, 2));
    await check('IS-REMEMBER-1', () => expect(calling).toBeAlive());
    await clock.advance(times(rememberMe, 1 / 2));
    await given('IS-REMEMBER-1', () => expect(calling).toBeAlive());
    await clock.advance(minus(rememberMe, plus(clock.passed, hours(1))));
    await check('IS-REMEMBER-2', () => expect(calling).toBeAlive(), { needs: ['IS-REMEMBER-1'] });
    await clock.advance(hours(2));
    await check('IS-REMEMBER-3', () => expect(quiet).toHaveEnded());
    await check('IS-REMEMBER-7', () => expect(calling).toBeAlive(), { needs: ['IS-REMEMBER-2', 'IS-REMEMBER-3'] });
  },
);

/** When the session cookie of a browser expires, in milliseconds; -1: with the browser. */
async function expiryOf(browser: BrowserContext, relyingParty: OpenedRelyingParty): Promise<number> {
  const cookie = (await providerCookies(browser, relyingParty)).find(({ name }) => name === SESSION_COOKIE);
  if (cookie === undefined) throw new Error(`the browser has no cookie ${SESSION_COOKIE} after the sign-in`);
  return cookie.expires === -1 ? -1 : cookie.expires * 1000;
}

test(
  'IS-REMEMBER-4 the cookie of a remembered session is kept for the remember-me period',
  verifies('IS-REMEMBER-4'),
  async ({ relyingParty, user, timings, context, check }) => {
    await relyingParty.signInOnPage(user, { rememberMe: true });
    const expiry = await expiryOf(context, relyingParty);
    await check('IS-REMEMBER-4', () => {
      expect(expiry, 'when the cookie expires, in milliseconds').toBeGreaterThan(
        Date.now() + timings.rememberMe - minutes(5),
      );
      expect(expiry, 'when the cookie expires, in milliseconds').toBeLessThan(
        Date.now() + timings.rememberMe + minutes(5),
      );
    });
  },
);

test(
  'IS-REMEMBER-8 the cookie of a session that is not remembered ends with the browser',
  verifies('IS-REMEMBER-8'),
  async ({ relyingParty, user, context, check }) => {
    await relyingParty.signInOnPage(user);
    const expiry = await expiryOf(context, relyingParty);
    await check('IS-REMEMBER-8', () => {
      expect(expiry, 'expiry of the cookie (-1: with the browser)').toBe(-1);
    });
  },
);

test(
  'IS-REMEMBER-5 a logout ends a remembered session too',
  verifies('IS-REMEMBER-5'),
  async ({ relyingParty, user, aboutLogout, check }) => {
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.confirmAlive();
    await session.logOut();
    await check('IS-REMEMBER-5', () => aboutLogout(relyingParty, () => expect(session).toHaveEnded()));
  },
);

test(
  'CORE-LOGIN-1 asks a remembered user again with prompt=login, also when the idle timeout has passed',
  verifies('CORE-LOGIN-1'),
  async ({ relyingParty, user, clock, timings, check }) => {
    clock.needs(times(timings.idleTimeout, 2));
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.stopRefreshing();
    await session.confirmAlive();
    await clock.advance(times(timings.idleTimeout, 2));
    await given('IS-REMEMBER-1', () => expect(session).toBeAlive());
    const page = await relyingParty.beginSignIn({ parameters: { prompt: 'login' } });
    const at = await arriveHomeOrAtLogin(page, relyingParty);
    await check('CORE-LOGIN-1', () => {
      expect(at, 'where prompt=login leads').toBe('login');
    });
  },
);
