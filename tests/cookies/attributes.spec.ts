import type { Cookie } from '@playwright/test';
import { expect, test as base, verifies } from '../../fixtures/index.ts';

const SESSION = 'commonAuthId';
const BROWSER_STATE = 'opbs';

const test = base.extend<{ cookiesAfterSignIn: readonly Cookie[] }>({
  cookiesAfterSignIn: async ({ relyingParty, user, context, target }, use) => {
    await relyingParty.signIn(user);
    await use(
      await context.cookies([target.description.baseUrl, `${target.description.baseUrl}/authenticationendpoint/`]),
    );
  },
});

const named = (cookies: readonly Cookie[], name: string): Cookie | undefined =>
  cookies.find((cookie) => cookie.name === name);

test(
  'the session cookie is Secure, HttpOnly, and of use in an iframe',
  verifies('COOKIE-1', 'COOKIE-2'),
  async ({ cookiesAfterSignIn, check }) => {
    await check('COOKIE-1', () => {
      expect(named(cookiesAfterSignIn, SESSION)).toMatchObject({ secure: true, httpOnly: true });
    });
    await check('COOKIE-2', () => {
      for (const name of [SESSION, BROWSER_STATE])
        expect(named(cookiesAfterSignIn, name), name).toMatchObject({ sameSite: 'None', secure: true });
    });
  },
);

test('every cookie has a sensible name and is Secure', verifies('COOKIE-3'), async ({ cookiesAfterSignIn, check }) => {
  await check('COOKIE-3', () => {
    const odd = cookiesAfterSignIn.filter(({ name, secure }) => !secure || ['', 'null', 'undefined'].includes(name));
    expect(odd.map(({ name, secure }) => ({ name, secure }))).toEqual([]);
  });
});

test(
  'the browser-state cookie can be read by the iframe and signs nobody in',
  verifies('COOKIE-4'),
  async ({ cookiesAfterSignIn, relyingParty, context }) => {
    expect(named(cookiesAfterSignIn, BROWSER_STATE)).toMatchObject({ httpOnly: false });
    expect(await relyingParty.askSilently()).toBeACode();
    await context.clearCookies({ name: SESSION });
    expect(await relyingParty.askSilently()).toBeRefusedWith('login_required');
  },
);
