import type { FaultTable, Request } from './fault.ts';
import { afterLogout, at, cookies, json, page, redirectTo } from './mutations.ts';
import { changeQuery, hasSession, isSilent } from './requests.ts';
import { answerQuestion, answerWhenShown, inputsOf } from './questions.ts';
import { logoutRequest, askedFor, claimsOf, withOwnHint } from './logout-requests.ts';

const isSilentCall = ({ url }: Request): boolean =>
  url.pathname.endsWith('/oauth2/authorize') && isSilent(url.searchParams);

/** What can be made wrong in the question whether to log out, and in what is left after a logout. */
export const logoutConfirmation = {
  'client-id-not-asked': {
    what: 'With client_id in place of the hint the session ends, and nobody is asked (D23).',
    violates: ['RPLOGOUT-CLIENT-5'],
    request: withOwnHint((parameters) => parameters.has('client_id')),
  },
  'nobody-asked': {
    what: 'Nobody is ever asked whether to log out: a valid hint is enough.',
    violates: ['RPLOGOUT-ASK-1'],
    answer: at('logout', (answer, request, world) =>
      logoutRequest(request)?.has('id_token_hint') === true ? answerQuestion(answer, request, world) : answer,
    ),
  },
  'refused-consent-logs-out': {
    what: 'A user who answers No is logged out.',
    violates: ['RPLOGOUT-CONSENT-1'],
    request: (request, { memory }) => {
      const form = new URLSearchParams(request.body);
      if (!request.url.pathname.endsWith('/oidc/logout') || form.get('consent') !== 'deny') return request;
      memory.set('denied', 'yes');
      form.set('consent', 'approve');
      return { ...request, body: form.toString() };
    },
    answer: afterLogout(({ parameters, world }) => {
      if (world.memory.delete('denied')) parameters.set('error', 'access_denied');
    }),
  },
  'agreed-logout-only-claims': {
    what: 'A user who answers Yes is sent back, and the session lives.',
    violates: ['RPLOGOUT-CONSENT-2'],
    request: (request, { memory }) => {
      const asked = logoutRequest(request);
      if (asked?.has('post_logout_redirect_uri') === true) memory.set('asked', asked.toString());
      const isYes = request.url.pathname.endsWith('/oidc/logout') && request.body.includes('consent=approve');
      return isYes ? askedFor(new URLSearchParams(memory.get('asked'))) : request;
    },
  },
  'question-logs-out': {
    what: 'The question whether to log out ends the session when it is shown.',
    violates: ['RPLOGOUT-CONSENT-3'],
    answer: answerWhenShown,
  },
  'logout-by-another-endpoint': {
    what: 'A request to /commonauth that asks for a logout ends the session, whoever sends it.',
    violates: ['RPLOGOUT-FOREIGN-1'],
    request: (request, world) => {
      const isMeant = `${request.url.search}${request.body}`.includes('commonAuthLogout=true');
      const own = isMeant ? world.idTokenOf(request) : undefined;
      if (own === undefined) return request;
      const query = new URLSearchParams({ id_token_hint: own }).toString();
      return { ...request, method: 'GET', body: '', url: new URL(`/oidc/logout?${query}`, request.url) };
    },
  },
  'answer-without-question-accepted': {
    what: 'An answer to a question that was never asked ends the session (D3).',
    violates: ['RPLOGOUT-CONSENT-4'],
    request: (request, world) =>
      changeQuery('logout', (parameters) => {
        const own = [...parameters.keys()].join() === 'consent' ? world.idTokenOf(request) : undefined;
        if (own === undefined) return;
        parameters.delete('consent');
        parameters.set('id_token_hint', own);
      })(request, world),
  },
  'second-answer-is-server-error': {
    what: 'A second answer to the question whether to log out is a server error.',
    violates: ['RPLOGOUT-CONSENT-5'],
    request: (request) =>
      request.body.includes('consent=approve') && !hasSession(request)
        ? { status: 500, headers: new Headers({ 'content-type': 'text/plain' }), body: 'Internal server error' }
        : request,
  },
  'answer-of-another-page-accepted': {
    what: 'While a question is open an answer that another page sends ends the session (D34).',
    violates: ['RPLOGOUT-CONSENT-7'],
    request: (request, { memory }) => {
      const form = new URLSearchParams(request.body);
      if (!request.url.pathname.endsWith('/oidc/logout') || form.get('consent') !== 'approve') return request;
      for (const [name, value] of new URLSearchParams(memory.get('question')))
        if (!form.has(name)) form.set(name, value);
      return { ...request, body: form.toString() };
    },
    answer: (answer, { url }, { memory }) => {
      if (url.pathname.endsWith('/oauth2_logout_consent.do')) memory.set('question', inputsOf(answer.body).toString());
      return answer;
    },
  },
  'no-comes-back-without-error': {
    what: 'After a No the relying party is not told access_denied.',
    violates: ['RPLOGOUT-CONSENT-6'],
    answer: afterLogout(({ parameters }) => {
      for (const name of ['error', 'error_description']) parameters.delete(name);
    }),
  },
  'refresh-tokens-outlive-session': {
    what: 'Refresh tokens are of use after the session has ended, whatever ended it (D13).',
    violates: [
      'RPLOGOUT-TOKENS-1',
      'IS-IDLE-13',
      'IS-BOUND-2',
      'IS-ACCOUNT-9',
      'IS-ACCOUNT-10',
      'IS-ACCOUNT-11',
      'IS-ACCOUNT-12',
    ],
    answer: at('token', (answer, request, { memory }) => {
      const token = new URLSearchParams(request.body).get('refresh_token');
      if (token !== null && answer.status === 400 && memory.has('last')) {
        return { status: 200, headers: answer.headers, body: memory.get('last') ?? '' };
      }
      if (answer.status === 200) memory.set('last', answer.body);
      return answer;
    }),
  },
  'access-tokens-outlive-session': {
    what: 'Access tokens are of use after a logout (D13), or whatever else ended the session (D43), bound to it or not.',
    violates: [
      'RPLOGOUT-TOKENS-2',
      'RPLOGOUT-TOKENS-3',
      'IS-IDLE-12',
      'IS-BOUND-1',
      'IS-ACCOUNT-5',
      'IS-ACCOUNT-6',
      'IS-ACCOUNT-7',
      'IS-ACCOUNT-8',
    ],
    answer: async (answer, request, world) => {
      const { pathname } = request.url;
      if (pathname.endsWith('/oauth2/introspect'))
        return json((content) => ({ ...content, active: true }))(answer, request, world);
      if (!pathname.endsWith('/oauth2/userinfo')) return answer;
      const token = request.headers.get('authorization') ?? '';
      if (answer.status === 200) world.memory.set(token, answer.body);
      const earlier = world.memory.get(token);
      if (answer.status === 200 || earlier === undefined) return answer;
      return { status: 200, headers: new Headers({ 'content-type': 'application/json' }), body: earlier };
    },
  },
  'logout-revokes-tokens-of-other-browsers': {
    what: "A logout makes the access tokens of the user's session in another browser inactive.",
    violates: ['RPLOGOUT-TOKENS-4'],
    answer: (answer, request, world) => {
      if (request.url.pathname.endsWith('/oidc/logout')) world.memory.set('ended', 'yes');
      if (!request.url.pathname.endsWith('/oauth2/introspect') || !world.memory.has('ended')) return answer;
      return { ...answer, body: JSON.stringify({ active: false }) };
    },
  },
  'cookies-kept-after-logout': {
    what: 'A logout leaves the cookies of the session in the browser.',
    violates: ['RPLOGOUT-COOKIES-1'],
    answer: at(
      'logout',
      cookies((cookie) => (/^(?:commonAuthId|opbs)=/.test(cookie) ? undefined : cookie)),
    ),
  },
  'calls-under-way-revive-session': {
    what: 'Where silent calls were under way during a logout, some that are sent after it get codes all the same.',
    violates: ['RPLOGOUT-END-4'],
    request: (request, { memory }) => {
      const underWay = Number(memory.get('under way') ?? 0);
      if (logoutRequest(request) !== undefined && underWay > 0) memory.set('raced', 'yes');
      if (!isSilentCall(request)) return request;
      memory.set('under way', String(underWay + 1));
      const left = Number(memory.get('revived') ?? 0);
      if (left === 0) return request;
      memory.set('revived', String(left - 1));
      memory.set('under way', String(underWay));
      return redirectTo(memory.get('code') ?? request.url.href);
    },
    answer: (answer, request, { memory }) => {
      if (logoutRequest(request) !== undefined && memory.delete('raced')) memory.set('revived', '8');
      if (!isSilentCall(request)) return answer;
      memory.set('under way', String(Number(memory.get('under way')) - 1));
      const location = answer.headers.get('location') ?? '';
      if (location.includes('code=')) memory.set('code', location);
      return answer;
    },
  },
  'logout-closes-login-pages': {
    what: 'The form of a login page that was open during a logout is answered with an error.',
    violates: ['RPLOGOUT-AGAIN-2'],
    request: (request, { memory }) => {
      const key =
        request.url.searchParams.get('sessionDataKey') ?? new URLSearchParams(request.body).get('sessionDataKey');
      if (request.url.pathname.endsWith('/login.do') && key !== null) memory.set(key, 'open');
      if (logoutRequest(request) !== undefined) for (const each of memory.keys()) memory.set(each, 'closed');
      const isClosed = request.url.pathname.endsWith('/commonauth') && memory.get(key ?? '') === 'closed';
      return isClosed ? page('<!doctype html><title>Error</title><p>This page has expired.</p>', 400) : request;
    },
  },
  'same-sid-after-logout': {
    what: 'The session after a logout has the sid of the one before.',
    violates: ['RPLOGOUT-AGAIN-1'],
    request: (request, world) => {
      const { sub, sid } = claimsOf(logoutRequest(request)?.get('id_token_hint'));
      if (sub !== undefined) world.memory.set(sub, String(sid));
      return request;
    },
    answer: at(
      'token',
      json(async (content, _, { memory, tokens }) => {
        const token = String(content['id_token']);
        const earlier = memory.get(String(claimsOf(token).sub));
        return earlier === undefined
          ? content
          : { ...content, id_token: await tokens.change(token, (claims) => ({ ...claims, sid: earlier })) };
      }),
    ),
  },
} as const satisfies FaultTable;
