import { isSessionCookie } from './cookies.ts';
import type { Fault, FaultTable, Request, World } from './fault.ts';
import { at, cookies, json, PATHS } from './mutations.ts';
import { WAS_AWAY } from './proxy.ts';
import { changeQuery, hasBrowserState, hasSession, isSilent, refuse, pretend } from './requests.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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

/** What can be made wrong in how long sessions live: keep-alive, idle timeout, remember-me. */
export const sessionLifetime = {
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
      /"\/idleSessionTimeoutPeriod","value":"(?!\d*[1-9])/.test(request.body)
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
    what: 'A refused silent call restarts the idle clock (D41).',
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
  'remembered-session-needs-browser-state': {
    what: 'A remembered session is not found without the browser-state cookie, which ends with the browser.',
    violates: ['IS-REMEMBER-9'],
    request: (request, { memory }) => {
      if (new URLSearchParams(request.body).has('chkRemember')) memory.set('remembered', 'yes');
      const query = request.url.searchParams;
      const isMeant = request.url.pathname.endsWith('/oauth2/authorize') && isSilent(query) && memory.has('remembered');
      return isMeant && hasSession(request) && !hasBrowserState(request) ? refuse(query, 'login_required') : request;
    },
  },
} as const satisfies FaultTable;
