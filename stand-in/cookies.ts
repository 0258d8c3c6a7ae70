import type { Context } from 'koa';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

interface CookieOptions {
  readonly path: string;
  /** Seconds; absent: until the browser closes. 0: remove. */
  readonly maxAge?: number;
  readonly httpOnly?: boolean;
  readonly sameSite: 'None' | 'Lax';
}

function setCookie(ctx: Context, name: string, value: string, options: CookieOptions): void {
  const { path, maxAge, httpOnly = true, sameSite } = options;
  // With a Max-Age alone the browser goes by its own clock, which need not be the moved one.
  const expires = new Date(maxAge === 0 ? 0 : Date.now() + (maxAge ?? 0) * 1000).toUTCString();
  const parts = [
    `${name}=${value}`,
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`, `Expires=${expires}`]),
    `Path=${path}`,
    'Secure',
    ...(httpOnly ? ['HttpOnly'] : []),
    `SameSite=${sameSite}`,
  ];
  ctx.append('Set-Cookie', parts.join('; '));
}

export const SESSION_COOKIE = 'commonAuthId';
export const BROWSER_STATE_COOKIE = 'opbs';
/** Names the login pages that this browser has asked for, so that no other site can post their forms for it. */
const LOGINS_COOKIE = 'logins';
const MOST_LOGINS = 5;

/** The live session of the browser that sent the request. */
export const currentSession = ({ sessions }: Realm, ctx: Context): Session | undefined =>
  sessions.live(ctx.cookies.get(SESSION_COOKIE));

/** Until the browser closes, or for the remember-me period. */
export function setSessionCookie({ cookiePath, settings }: Realm, ctx: Context, { id, remembered }: Session): void {
  const lifetime = remembered ? { maxAge: settings.rememberMeMs / 1000 } : {};
  setCookie(ctx, SESSION_COOKIE, id, { path: cookiePath, sameSite: 'None', ...lifetime });
}

export function setBrowserStateCookie({ cookiePath }: Realm, ctx: Context, value: string): void {
  setCookie(ctx, BROWSER_STATE_COOKIE, value, { path: cookiePath, httpOnly: false, sameSite: 'None' });
}

/** Takes both session cookies from the browser. */
export function removeSessionCookies({ cookiePath: path }: Realm, ctx: Context): void {
  setCookie(ctx, BROWSER_STATE_COOKIE, '', { path, maxAge: 0, httpOnly: false, sameSite: 'None' });
  setCookie(ctx, SESSION_COOKIE, '', { path, maxAge: 0, sameSite: 'None' });
}

const loginsOf = (ctx: Context): string[] => (ctx.cookies.get(LOGINS_COOKIE) ?? '').split('.');

/** Ties a login page to the browser that has asked for it. */
export function rememberLogin({ cookiePath }: Realm, ctx: Context, uid: string): void {
  const logins = [uid, ...loginsOf(ctx)].slice(0, MOST_LOGINS).join('.');
  setCookie(ctx, LOGINS_COOKIE, logins, { path: cookiePath, sameSite: 'Lax' });
}

export const hasAskedForLogin = (ctx: Context, uid: string): boolean => loginsOf(ctx).includes(uid);

/** Cookies of the library: they are supplied on the way in and taken off on the way out. */
export const LIBRARY_COOKIES = {
  session: '_session',
  interaction: '_interaction',
  resume: '_interaction_resume',
} as const;

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
  const all = [ctx.response.headers['set-cookie'] ?? []].flat();
  const kept = all.filter((cookie) => !names.some((name) => cookie.startsWith(`${name}=`)));
  if (kept.length === 0) ctx.remove('Set-Cookie');
  else ctx.set('Set-Cookie', kept);
}
