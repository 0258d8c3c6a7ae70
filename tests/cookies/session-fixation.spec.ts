import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { SESSION_COOKIE, sessionCookiesOf } from '../../fixtures/exchanges/provider-cookies.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import type { OpenedRelyingParty } from '../../fixtures/opened-relying-party.ts';

/** As somebody does who has got a cookie into the browser of somebody else. */
const plant = (browser: BrowserContext, { registered }: OpenedRelyingParty, value: string): Promise<void> => {
  const { hostname, pathname } = new URL(registered.endpoints.authorization);
  return browser.addCookies([
    {
      name: SESSION_COOKIE,
      value,
      domain: hostname,
      // Where the product has it: for all of the server, or for the paths of one tenant.
      path: /^.*\/t\/[^/]+\//.exec(pathname)?.[0] ?? '/',
      secure: true,
      httpOnly: true,
      sameSite: 'None',
    },
  ]);
};

test(
  'COOKIE-9 a sign-in replaces a session cookie that was planted: a made-up value',
  verifies('COOKIE-9'),
  async ({ relyingParty, user, context, check }) => {
    const planted = randomUUID();
    await plant(context, relyingParty, planted);
    await relyingParty.signInOnPage(user);
    const values = await sessionCookiesOf(context, relyingParty);
    await check('COOKIE-9', () => {
      expect(values.includes(planted), 'the session has the planted cookie').toBe(false);
    });
  },
);

test(
  'COOKIE-9 a sign-in replaces a session cookie that was planted: that of a live session of somebody else',
  verifies('COOKIE-9'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, createUser, context, check }) => {
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const attacker = await elsewhere.signInOnPage(await createUser());
    const [planted = ''] = await sessionCookiesOf(otherBrowser, elsewhere);
    await plant(context, relyingParty, planted);
    const victim = await (
      await openRelyingParty(relyingParty.registered)
    ).signInOnPage(user, {
      parameters: { prompt: 'login' },
    });
    await given('CORE-LOGIN-1', () => {
      expect(victim.sub, 'who was signed in with prompt=login').not.toBe(attacker.sub);
    });
    const values = await sessionCookiesOf(context, relyingParty);
    await check('COOKIE-9', () => {
      expect(values.includes(planted), 'the session has the planted cookie').toBe(false);
    });
  },
);
