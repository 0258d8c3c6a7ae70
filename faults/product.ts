import type { Answer, Fault, FaultTable, Request, World } from './fault.ts';
import { at, cookies, idToken, json, onAuthorization, PATHS } from './mutations.ts';
import { WAS_AWAY } from './proxy.ts';
import { changeQuery, isSilent, refuse } from './requests.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Answers in the server's place, which then does nothing. */
const pretend =
  (method: string, path: RegExp, status: number, body = ''): NonNullable<Fault['request']> =>
  (request) =>
    request.method === method && path.test(request.url.pathname)
      ? { status, headers: new Headers({ 'content-type': 'application/json' }), body }
      : request;

/** Refuses silent calls of clients whose first answer is older than `age`, in milliseconds. */
const refuseAfter = (age: number): Pick<Fault, 'request'> => ({
  request: (request, { memory, now }) => {
    const query = request.url.searchParams;
    if (!request.url.pathname.endsWith('/oauth2/authorize') || !query.has('client_id')) return request;
    const first = Number(memory.get('first') ?? now().getTime());
    memory.set('first', String(first));
    return isSilent(query) && now().getTime() - first > age ? refuse(query, 'login_required') : request;
  },
});

/** Restarts the idle clock of the session whose cookie the request carries, in the product's own way. */
async function extendSession({ url, headers }: Request, { send }: World): Promise<void> {
  const sent = new Headers({ cookie: headers.get('cookie') ?? '', host: url.host });
  await send({ method: 'GET', url: new URL(PATHS.extend, url), headers: sent, body: '' });
}

const isSessionCookie = (cookie: string): boolean => /^commonAuthId=[^;]/.test(cookie);

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

const failure = (body = 'Internal server error'): Answer => ({
  status: 500,
  headers: new Headers({ 'content-type': 'text/plain' }),
  body,
});

/** A server fault for parameters that are longer than 4,000 characters. */
const failForOversize =
  (endpoint: RegExp): NonNullable<Fault['request']> =>
  ({ url, ...request }) =>
    endpoint.test(url.pathname) && [...url.searchParams.values()].some((value) => value.length > 4_000)
      ? failure()
      : { url, ...request };

const browserSessionOf = ({ headers }: Request): string | undefined =>
  /commonAuthId=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];

/** What can be made wrong in what the product documents, in cookies and in what is made of bad input. */
export const product = {
  'silent-calls-refused-after-seven-minutes': {
    what: 'Silent calls are refused seven minutes after the sign-in.',
    violates: ['IS-KEEPALIVE-1'],
    ...refuseAfter(7 * MINUTE_MS),
  },
  'silent-calls-refused-after-an-hour': {
    what: 'Silent calls are refused an hour after the sign-in.',
    violates: ['IS-KEEPALIVE-2'],
    ...refuseAfter(HOUR_MS),
  },
  'page-of-before-a-restart-refused': {
    what: 'After a restart the silent calls of a page that was open all the time are refused.',
    violates: ['IS-DURABLE-3'],
    request: (request, { memory }) => {
      const query = request.url.searchParams;
      // The relying party's own calls, which have a code_challenge, and not the questions of a test.
      const isOwn =
        request.url.pathname.endsWith('/oauth2/authorize') && isSilent(query) && query.has('code_challenge');
      return isOwn && memory.has(WAS_AWAY) ? refuse(query, 'login_required') : request;
    },
  },
  'maximum-lifetime-of-twelve-hours': {
    what: 'A session ends after twelve hours, though no maximum lifetime is set.',
    violates: ['IS-MAXIMUM-2'],
    ...refuseAfter(12 * HOUR_MS),
  },
  'silent-calls-at-the-same-time-refused': {
    what: 'Of silent calls that are sent at the same time one is refused.',
    violates: ['IS-KEEPALIVE-6'],
    request: (request, { memory }) => {
      const query = request.url.searchParams;
      if (!request.url.pathname.endsWith('/oauth2/authorize') || !isSilent(query)) return request;
      if (memory.has('under way')) return refuse(query, 'login_required');
      memory.set('under way', query.get('state') ?? '');
      return request;
    },
    answer: (answer, { url }, { memory }) => {
      if (memory.get('under way') === url.searchParams.get('state')) memory.delete('under way');
      return answer;
    },
  },
  'another-default-idle-timeout': {
    what: 'The idle timeout is 20 minutes where nobody has set anything.',
    violates: ['IS-IDLE-9'],
    answer: at(
      'settings',
      json((settings) => ({ ...settings, idleSessionTimeoutPeriod: '20' })),
    ),
  },
  'senseless-timeout-accepted': {
    what: 'An idle timeout that is no positive number is accepted.',
    violates: ['IS-IDLE-10'],
    request: (request) =>
      request.method === 'PATCH' &&
      request.url.pathname.endsWith('/configs') &&
      /"value":"(?!\d*[1-9])/.test(request.body)
        ? { status: 200, headers: new Headers(), body: '' }
        : request,
  },
  'extension-without-effect': {
    what: 'The session-extension endpoint answers 200 and does not restart the idle clock.',
    violates: ['IS-EXTEND-1'],
    request: pretend('GET', /\/identity\/extend-session$/, 200, '{}'),
  },
  'iframe-extends': {
    what: 'Loading the check-session iframe restarts the idle clock.',
    violates: ['IS-IDLE-6'],
    answer: at('iframe', async (answer, request, world) => {
      await extendSession(request, world);
      return answer;
    }),
  },
  'refused-call-extends': {
    what: 'A refused silent call restarts the idle clock.',
    violates: ['IS-IDLE-7'],
    answer: at('authorize', async (answer, request, world) => {
      if ((answer.headers.get('location') ?? '').includes('error=')) await extendSession(request, world);
      return answer;
    }),
  },
  'remember-me-without-effect': {
    what: 'A user who wants to be remembered is not.',
    violates: ['IS-REMEMBER-1', 'IS-REMEMBER-4'],
    request: changeQuery('commonauth', (form) => {
      form.delete('chkRemember');
    }),
  },
  'remembered-session-ends-after-twelve-days': {
    what: 'A remembered session ends twelve days after the sign-in.',
    violates: ['IS-REMEMBER-2'],
    ...refuseAfter(12 * 24 * HOUR_MS),
  },
  'remember-me-cookie-without-expiry': {
    what: 'The cookie of a remembered session ends with the browser.',
    violates: ['IS-REMEMBER-4'],
    answer: cookies((cookie) =>
      isSessionCookie(cookie) ? cookie.replaceAll(/;\s*(?:expires|max-age)=[^;]*/gi, '') : cookie,
    ),
  },
  'every-session-cookie-is-kept': {
    what: 'The cookie of a session that is not remembered outlives the browser.',
    violates: ['IS-REMEMBER-8'],
    answer: cookies((cookie) =>
      isSessionCookie(cookie) && !/expires=|max-age=/i.test(cookie) ? `${cookie}; Max-Age=86400` : cookie,
    ),
  },
  'session-listed-without-second-client': {
    what: 'The list of sessions leaves out the second client.',
    violates: ['IS-ADMIN-1'],
    answer: at(
      'sessions',
      json(({ sessions, ...others }) => ({
        ...others,
        sessions: (sessions as { applications: unknown[] }[] | undefined)?.map((session) => ({
          ...session,
          applications: session.applications.slice(0, 1),
        })),
      })),
    ),
  },
  'termination-without-effect': {
    what: 'Ending the sessions of a user through the API ends none.',
    violates: ['IS-ADMIN-2'],
    request: pretend('DELETE', /\/me\/sessions$/, 204),
  },
  'password-change-keeps-sessions': {
    what: 'A change of password ends no session.',
    violates: ['IS-ADMIN-4'],
    request: pretend('PATCH', /\/scim2\/Me$/, 200, '{}'),
  },
  'deletion-keeps-sessions': {
    what: 'The deletion of a user ends no session.',
    violates: ['IS-ADMIN-5'],
    request: pretend('DELETE', /\/scim2\/Users\//, 204),
  },
  'termination-of-one-without-effect': {
    what: 'Ending one session by its id ends none.',
    violates: ['IS-ADMIN-9'],
    request: pretend('DELETE', /\/me\/sessions\/[^/]+$/, 204),
  },
  'termination-of-one-ends-all': {
    what: 'Ending one session by its id ends all sessions of the user.',
    violates: ['IS-ADMIN-10'],
    request: (request) => {
      if (request.method !== 'DELETE' || !/\/me\/sessions\/[^/]+$/.test(request.url.pathname)) return request;
      return { ...request, url: new URL(request.url.href.replace(/\/[^/]+$/, '')) };
    },
  },
  'id-token-signed-by-unpublished-key': {
    what: 'ID tokens are signed with a key that is not published.',
    violates: ['IS-SIGN-1', 'IS-SIGN-3', 'IS-SIGN-6', 'DISCOVERY-3'],
    answer: at(
      'token',
      json(async (content, _, { tokens }) =>
        typeof content['id_token'] === 'string'
          ? {
              ...content,
              id_token: await tokens.change(content['id_token'], (claims) => claims, { kid: 'not-published' }),
            }
          : content,
      ),
    ),
  },
  'tenant-cookies-at-root': {
    what: 'The cookies of a tenant are sent to every other tenant.',
    violates: ['IS-TENANT-3'],
    answer: cookies((cookie) => cookie.replace(/path=\/t\/[^;]*/i, 'Path=/')),
  },
  'session-state-lost-when-another-joins': {
    what: 'When a second client has joined, silent calls of the first bring no session_state.',
    violates: ['IS-SSO-3'],
    answer: onAuthorization('code', ({ parameters, asked, world: { memory } }) => {
      const first = memory.get('first') ?? asked.get('client_id') ?? '';
      memory.set('first', first);
      if (asked.get('client_id') !== first) memory.set('joined', 'yes');
      if (asked.get('client_id') === first && memory.has('joined') && isSilent(asked))
        parameters.delete('session_state');
    }),
  },
  'subject-per-client': {
    what: 'Every client is given a subject of its own.',
    violates: ['IS-SSO-5'],
    answer: idToken((claims) => ({ ...claims, sub: `${String(claims.sub)}-at-${String(claims.aud)}` })),
  },
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
  'oversize-parameter-is-server-error': {
    what: 'An oversize parameter of an authorization request is a server error.',
    violates: ['INPUT-1'],
    request: failForOversize(/\/oauth2\/authorize$/),
  },
  'stack-trace-at-logout': {
    what: 'An oversize parameter of a logout request shows a stack trace.',
    violates: ['INPUT-2'],
    request: (request) =>
      request.url.pathname.endsWith('/oidc/logout') && request.url.search.length > 4_000
        ? {
            status: 200,
            headers: new Headers({ 'content-type': 'text/plain' }),
            body: 'java.lang.IllegalStateException\n\tat org.example.Logout.handle(Logout.java:42)',
          }
        : request,
  },
  'oversize-parameter-of-iframe-is-server-error': {
    what: 'An oversize parameter of the check-session iframe is a server error.',
    violates: ['INPUT-3'],
    request: failForOversize(/\/oidc\/checksession$/),
  },
  'page-repeats-markup': {
    what: 'The page of the check-session iframe repeats a parameter as markup.',
    violates: ['INPUT-4'],
    answer: at('iframe', (answer, { url }) => ({
      ...answer,
      headers: withoutPolicy(answer),
      body: `${answer.body}<p>${[...url.searchParams.values()].join(' ')}</p>`,
    })),
  },
  'repeated-parameter-accepted': {
    what: 'An authorization request that repeats a parameter is carried out.',
    violates: ['INPUT-5'],
    request: changeQuery('authorize', (query) => {
      for (const name of new Set(query.keys())) {
        const [first = ''] = query.getAll(name);
        query.set(name, first);
      }
    }),
  },
} as const satisfies FaultTable;

function withoutPolicy({ headers }: Answer): Headers {
  const changed = new Headers(headers);
  changed.delete('content-security-policy');
  return changed;
}
