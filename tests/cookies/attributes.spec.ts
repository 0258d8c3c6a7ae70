import { expect, test, Undecided, verifies } from '../../fixtures/index.ts';
import { CookieWatch, isWellFormed, shown } from './set-cookie.ts';

const SESSION = 'commonAuthId';
const BROWSER_STATE = 'opbs';
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

test(
  'COOKIE-7 every cookie is Secure and well formed, and those of the session work in an iframe and are of no use to others',
  verifies('COOKIE-1', 'COOKIE-2', 'COOKIE-3', 'COOKIE-7', 'COOKIE-8', 'COOKIE-10', 'COOKIE-11'),
  async ({ relyingParty, user, context, target, check }) => {
    const watch = new CookieWatch(context, new URL(target.description.baseUrl).origin);
    await relyingParty.askSilently();
    const session = await relyingParty.signInOnPage(user);
    await session.confirmAlive();
    // Cookies that a script sets come without a field.
    const names = (await context.cookies()).map(({ name }) => name);
    await session.logOut();
    const answers = await watch.answers();
    const cookies = answers.flat();
    const those = (name: string) => {
      const found = cookies.filter((cookie) => cookie.name === name && !cookie.isRemoval);
      if (found.length === 0) throw new Undecided(`the sign-in has set no cookie ${name}`);
      return found;
    };

    await check('COOKIE-1', () => {
      const readable = those(SESSION).filter(({ attributes }) => !attributes.includes('httponly'));
      expect(readable.map(shown), 'session cookies that scripts can read').toEqual([]);
    });
    await check('COOKIE-2', () => {
      const used = [...those(SESSION), ...those(BROWSER_STATE)];
      const kept = used.filter(({ field }) => !/;\s*SameSite=None\b/i.test(field));
      expect(kept.map(shown), 'cookies that a hidden iframe of another site does not get').toEqual([]);
    });
    await check('COOKIE-3', () => {
      const slips = [...names, ...cookies.map(({ name }) => name)].filter((name) => /^(?:null|undefined)$/i.test(name));
      expect([...new Set(slips)], 'names that are slips').toEqual([]);
    });
    await check('COOKIE-7', () => {
      expect(cookies.length, 'cookies that were set').toBeGreaterThan(0);
      const insecure = cookies.filter(({ attributes, isRemoval }) => !isRemoval && !attributes.includes('secure'));
      expect(insecure.map(shown), 'cookies that are not Secure').toEqual([]);
    });
    await check('COOKIE-8', () => {
      const shared = those(SESSION).filter(({ attributes }) => attributes.includes('domain'));
      expect(shared.map(shown), 'session cookies with a Domain').toEqual([]);
    });
    await check('COOKIE-10', () => {
      const repeated = answers.flatMap((answer) => {
        const own = answer.map(({ name }) => name);
        return own.filter((name, index) => own.indexOf(name) < index);
      });
      const kinds = new Set(repeated.map((name) => name.replaceAll(UUID, '…')));
      expect([...kinds], 'names of cookies that one answer sets twice').toEqual([]);
    });
    await check('COOKIE-11', () => {
      expect(cookies.length, 'cookies that were set').toBeGreaterThan(0);
      const malformed = cookies.filter((cookie) => !isWellFormed(cookie));
      expect(malformed.map(shown), 'Set-Cookie fields that are not well formed').toEqual([]);
    });
  },
);

test(
  'COOKIE-4 the browser-state cookie, which scripts can read, signs nobody in without the session cookie',
  verifies('COOKIE-4'),
  async ({ relyingParty, user, context, check }) => {
    const session = await relyingParty.signInOnPage(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await context.clearCookies({ name: SESSION });
    const left = (await context.cookies()).map(({ name }) => name);
    expect(left, 'cookies that are left').toContain(BROWSER_STATE);
    const answer = await relyingParty.askSilently();
    await check('COOKIE-4', () => {
      expect(answer).not.toBeACode();
    });
  },
);
