import type { Fault, FaultTable, Request } from './fault.ts';
import { cookies, onAuthorization } from './mutations.ts';

export const isSessionCookie = (cookie: string): boolean => /^commonAuthId=[^;]/.test(cookie);

/** Adds one more cookie where the session cookie is set. */
const alsoSet =
  (extra: (cookie: string) => string): NonNullable<Fault['answer']> =>
  (answer) => {
    const own = answer.headers.getSetCookie().find(isSessionCookie);
    if (own === undefined) return answer;
    const headers = new Headers(answer.headers);
    headers.append('set-cookie', extra(own));
    return { ...answer, headers };
  };

const browserSessionOf = ({ headers }: Request): string | undefined =>
  /commonAuthId=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];

/** What can be made wrong in cookies. */
export const cookieFaults = {
  'session-cookie-without-http-only': {
    what: 'The session cookie can be read by scripts.',
    violates: ['COOKIE-1'],
    answer: cookies((cookie) => (isSessionCookie(cookie) ? cookie.replace(/;\s*httponly/i, '') : cookie)),
  },
  'session-cookie-same-site-lax': {
    what: 'The session cookie is SameSite=Lax.',
    violates: ['COOKIE-2', 'COOKIE-5'],
    answer: cookies((cookie) => (isSessionCookie(cookie) ? cookie.replace(/samesite=none/i, 'SameSite=Lax') : cookie)),
  },
  'cookie-named-null': {
    what: 'A cookie is named null (D26).',
    violates: ['COOKIE-3'],
    answer: alsoSet(() => 'null=""; Path=/; Secure; HttpOnly; SameSite=None'),
  },
  'browser-state-signs-in': {
    what: 'The browser-state cookie alone signs the user in.',
    violates: ['COOKIE-4'],
    request: (request, { memory }) => {
      const cookie = request.headers.get('cookie') ?? '';
      const state = /opbs=([^;]+)/.exec(cookie)?.[1];
      const session = browserSessionOf(request);
      if (state === undefined) return request;
      if (session !== undefined) {
        memory.set(state, session);
        return request;
      }
      const headers = new Headers(request.headers);
      headers.set('cookie', `${cookie}; commonAuthId=${memory.get(state) ?? ''}`);
      return { ...request, headers };
    },
  },
  'login-page-for-framed-strangers': {
    what: 'A silent call without cookies is answered with a page where another site frames it.',
    violates: ['COOKIE-6'],
    answer: onAuthorization('error', ({ request }) =>
      request.headers.get('sec-fetch-site') === 'cross-site'
        ? { status: 200, headers: new Headers({ 'content-type': 'text/html' }), body: '<p>Sign in</p>' }
        : undefined,
    ),
  },
  'cookie-without-secure': {
    what: 'A cookie is not Secure.',
    violates: ['COOKIE-7'],
    answer: alsoSet(() => 'theme=dark; Path=/; HttpOnly'),
  },
  'session-cookie-with-domain': {
    what: 'The session cookie has a Domain attribute.',
    violates: ['COOKIE-8'],
    answer: cookies((cookie) => (isSessionCookie(cookie) ? `${cookie}; Domain=localhost` : cookie)),
  },
  'session-cookie-of-before-kept': {
    what: 'A sign-in gives its session to the session cookie that the browser held before.',
    violates: ['COOKIE-9'],
    request: (request, { memory }) => {
      const id = browserSessionOf(request);
      const real = memory.get(id ?? '');
      if (id === undefined || real === undefined) return request;
      const headers = new Headers(request.headers);
      headers.set('cookie', (headers.get('cookie') ?? '').replace(id, real));
      return { ...request, headers };
    },
    answer: (answer, request, world) => {
      const id = browserSessionOf(request);
      if (id === undefined) return answer;
      return cookies((cookie) => {
        if (!isSessionCookie(cookie)) return cookie;
        world.memory.set(id, /^commonAuthId=([^;]*)/.exec(cookie)?.[1] ?? '');
        return undefined;
      })(answer, request, world);
    },
  },
  'session-cookie-set-twice': {
    what: 'One answer sets the session cookie twice (D25).',
    violates: ['COOKIE-10'],
    answer: alsoSet((cookie) => cookie),
  },
  'cookie-attribute-twice': {
    what: 'A cookie has an attribute twice.',
    violates: ['COOKIE-11'],
    answer: cookies((cookie) => (isSessionCookie(cookie) ? `${cookie}; Secure; Secure` : cookie)),
  },
} as const satisfies FaultTable;
