import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { expect, given, test, Undecided, verifies } from '../../fixtures/index.ts';

const SESSION = 'commonAuthId';

async function sessionCookiesOf(browser: BrowserContext, url: string): Promise<string[]> {
  const values = (await browser.cookies(url)).flatMap(({ name, value }) => (name === SESSION ? [value] : []));
  if (values.length === 0) throw new Undecided(`the browser has no cookie ${SESSION} after the sign-in`);
  return values;
}

/** As somebody does who has got a cookie into the browser of somebody else. */
const plant = (browser: BrowserContext, url: string, value: string): Promise<void> =>
  browser.addCookies([
    {
      name: SESSION,
      value,
      domain: new URL(url).hostname,
      path: new URL(url).pathname.replace(/oauth2\/authorize$/, ''),
      secure: true,
      httpOnly: true,
      sameSite: 'None',
    },
  ]);

test(
  'COOKIE-9 a sign-in replaces a session cookie that was planted: a made-up value',
  verifies('COOKIE-9'),
  async ({ relyingParty, user, context, check }) => {
    const url = relyingParty.registered.endpoints.authorization;
    const planted = randomUUID();
    await plant(context, url, planted);
    await relyingParty.signInOnPage(user);
    const values = await sessionCookiesOf(context, url);
    await check('COOKIE-9', () => {
      expect(values.includes(planted), 'the session has the planted cookie').toBe(false);
    });
  },
);

test(
  'COOKIE-9 a sign-in replaces a session cookie that was planted: that of a live session of somebody else',
  verifies('COOKIE-9'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, createUser, context, check }) => {
    const url = relyingParty.registered.endpoints.authorization;
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const attacker = await elsewhere.signInOnPage(await createUser());
    const [planted = ''] = await sessionCookiesOf(otherBrowser, url);
    await plant(context, url, planted);
    const victim = await (
      await openRelyingParty(relyingParty.registered)
    ).signInOnPage(user, {
      parameters: { prompt: 'login' },
    });
    await given('CORE-LOGIN-1', () => {
      expect(victim.sub, 'who was signed in with prompt=login').not.toBe(attacker.sub);
    });
    const values = await sessionCookiesOf(context, url);
    await check('COOKIE-9', () => {
      expect(values.includes(planted), 'the session has the planted cookie').toBe(false);
    });
  },
);
