import { randomBytes, randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

interface CookieOptions {
  readonly path: string;
  /** Seconds; absent: until the browser closes. 0: remove. */
  readonly maxAge?: number;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly sameSite?: 'None' | 'Lax' | 'Strict';
}

/** Written by hand because the product's order and spelling of attributes is kept. */
export function setCookie(
  ctx: Context,
  name: string,
  value: string,
  { path, maxAge, httpOnly = true, secure = true, sameSite }: CookieOptions,
): void {
  // The product's removals name ten seconds past the epoch.
  const expires =
    maxAge === 0 ? 'Thu, 01 Jan 1970 00:00:10 GMT' : new Date(Date.now() + (maxAge ?? 0) * 1000).toUTCString();
  const parts = [
    `${name}=${value}`,
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`, `Expires=${expires}`]),
    `Path=${path}`,
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
  ];
  ctx.append('Set-Cookie', parts.join('; '));
}

export const SESSION_COOKIE = 'commonAuthId';
export const BROWSER_STATE_COOKIE = 'opbs';
/** Cookies of the library. The product has none of them: they are supplied on the way in and taken off on the way out. */
export const LIBRARY_COOKIES = {
  session: '_session',
  interaction: '_interaction',
  resume: '_interaction_resume',
} as const;

/** Until the browser closes, or for the remember-me period. */
export function setSessionCookie({ faults, cookiePath, settings }: Realm, ctx: Context, session: Session): void {
  const kept = session.remembered && !faults.has('remember-me-cookie-without-expiry');
  setCookie(ctx, SESSION_COOKIE, session.id, {
    path: cookiePath,
    httpOnly: !faults.has('session-cookie-without-http-only'),
    sameSite: faults.has('session-cookie-same-site-lax') ? 'Lax' : 'None',
    ...(kept ? { maxAge: settings.rememberMeMs / 1000 } : {}),
  });
}

export function setBrowserStateCookie({ faults, cookiePath, prefix }: Realm, ctx: Context, value: string): void {
  const httpOnly =
    faults.has('browser-state-http-only') || (faults.has('browser-state-of-tenant-http-only') && prefix !== '');
  setCookie(ctx, BROWSER_STATE_COOKIE, value, { path: cookiePath, httpOnly, sameSite: 'None' });
}

/** Takes both session cookies from the browser, as far as it has them. */
export function removeSessionCookies(ctx: Context, path: string): void {
  const browserState = ctx.cookies.get(BROWSER_STATE_COOKIE);
  const session = ctx.cookies.get(SESSION_COOKIE);
  if (browserState !== undefined)
    setCookie(ctx, BROWSER_STATE_COOKIE, browserState, { path, maxAge: 0, httpOnly: false, sameSite: 'None' });
  if (session !== undefined) setCookie(ctx, SESSION_COOKIE, session, { path, maxAge: 0, sameSite: 'None' });
}

/** Every pass through the product's authentication framework sets this cookie and takes it back in the same answer. */
export function setFrameworkCookies(ctx: Context, path: string, id: string = randomUUID()): void {
  const value = randomUUID();
  setCookie(ctx, `pastr-${id}`, value, { path, sameSite: 'Strict' });
  setCookie(ctx, `pastr-${id}`, value, { path, maxAge: 0, sameSite: 'Strict' });
}

export const nonceCookieName = (sessionDataKey: string): string => `sessionNonceCookie-${sessionDataKey}`;

export function setServletSession({ faults }: Realm, ctx: Context, path: string): void {
  const secure = !faults.has('page-cookie-without-secure');
  setCookie(ctx, 'JSESSIONID', randomBytes(32).toString('hex').toUpperCase(), { path, secure });
}

/** Lets the library find its cookies in the request. */
export function supplyLibraryCookies(
  ctx: Context,
  cookies: Partial<Record<keyof typeof LIBRARY_COOKIES, string | undefined>>,
): void {
  const supplied = Object.entries(cookies).flatMap(([name, value]) =>
    value === undefined ? [] : [`${LIBRARY_COOKIES[name as keyof typeof LIBRARY_COOKIES]}=${value}`],
  );
  ctx.req.headers.cookie = [...supplied, ctx.req.headers.cookie ?? ''].filter((part) => part !== '').join('; ');
}

/** Takes the library's cookies out of the answer. */
export function dropLibraryCookies(ctx: Context): void {
  const names = Object.values(LIBRARY_COOKIES);
  const header = ctx.response.headers['set-cookie'];
  if (header === undefined) return;
  const kept = [header].flat().filter((cookie) => !names.some((name) => cookie.startsWith(`${name}=`)));
  if (kept.length === 0) ctx.remove('Set-Cookie');
  else ctx.set('Set-Cookie', kept);
}
