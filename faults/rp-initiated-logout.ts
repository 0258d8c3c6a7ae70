import type { FaultTable } from './fault.ts';
import { afterLogout, at, inPlaceOf, page } from './mutations.ts';
import { changeQuery, cookieOf, hasBrowserState, hasSession } from './requests.ts';
import { isQuestion } from './questions.ts';
import {
  logoutRequest,
  instead,
  askedFor,
  errorPage,
  donePage,
  withOwnHint,
  isRefusal,
  isPlain,
  visitRefused,
  withHintAlone,
} from './logout-requests.ts';

/** What can be made wrong in where a logout by a relying party leads, and in whether it ends the session. */
export const rpInitiatedLogout = {
  'logout-stays-at-provider': {
    what: 'After a logout the browser ends on a page of the provider.',
    violates: ['RPLOGOUT-REDIRECT-1'],
    answer: afterLogout(({ request }) => (hasSession(request) ? donePage() : undefined)),
  },
  'stray-parameter-after-logout': {
    what: 'The redirect after a logout carries an extra parameter, sp.',
    violates: ['RPLOGOUT-REDIRECT-2'],
    answer: afterLogout(({ parameters, request }) => {
      if (hasSession(request)) parameters.set('sp', 'sample');
    }),
  },
  'uri-of-another-client-visited': {
    what: 'A post_logout_redirect_uri that is registered for another client is redirected to.',
    violates: ['RPLOGOUT-REDIRECT-3'],
    answer: visitRefused(
      (parameters, request) =>
        withHintAlone(parameters) && hasSession(request) && isPlain(parameters.get('post_logout_redirect_uri')),
    ),
  },
  'stray-parameter-without-session': {
    what: 'The redirect of a logout without a session carries an extra parameter, crId (D8).',
    violates: ['RPLOGOUT-REDIRECT-4'],
    answer: afterLogout(({ parameters, request }) => {
      if (!hasSession(request)) parameters.set('crId', 'console');
    }),
  },
  'lookalike-uri-visited': {
    what: 'A uri that looks like a registered one is redirected to.',
    violates: ['RPLOGOUT-REDIRECT-5'],
    answer: visitRefused(
      (parameters, request) => hasSession(request) && !isPlain(parameters.get('post_logout_redirect_uri')),
    ),
  },
  'uri-without-client-visited': {
    what: 'A post_logout_redirect_uri that comes with neither hint nor client_id is redirected to.',
    violates: ['RPLOGOUT-REDIRECT-6'],
    request: instead((parameters) =>
      ['id_token_hint', 'client_id'].some((name) => parameters.has(name)) || !parameters.has('post_logout_redirect_uri')
        ? undefined
        : askedFor(parameters),
    ),
  },
  'any-uri-visited-without-session': {
    what: 'Where no session is left, the browser is sent to any uri.',
    violates: ['RPLOGOUT-REDIRECT-7'],
    answer: visitRefused((_, request) => !hasSession(request)),
  },
  'refused-uri-logs-out': {
    what: 'A request that is refused for its uri ends the session.',
    violates: ['RPLOGOUT-REDIRECT-8'],
    request: changeQuery('logout', (parameters) => {
      const uri = parameters.get('post_logout_redirect_uri');
      if (uri !== null && !isPlain(uri) && withHintAlone(parameters)) parameters.delete('post_logout_redirect_uri');
    }),
  },
  'query-of-post-logout-uri-lost': {
    what: 'The query of the post_logout_redirect_uri is lost when the state is added.',
    violates: ['RPLOGOUT-REDIRECT-10'],
    answer: afterLogout(({ parameters }) => {
      const own = [...parameters.keys()].filter((name) => !['state', 'error', 'error_description'].includes(name));
      for (const name of own) parameters.delete(name);
    }),
  },
  'logout-truncates-state': {
    what: 'A logout cuts the state off after 100 characters.',
    violates: ['RPLOGOUT-STATE-1'],
    answer: afterLogout(({ parameters }) => {
      const state = parameters.get('state');
      if (state !== null) parameters.set('state', state.slice(0, 100));
    }),
  },
  'logout-makes-up-a-state': {
    what: 'A logout without state comes back with one.',
    violates: ['RPLOGOUT-STATE-2'],
    answer: afterLogout(({ parameters }) => {
      if (!parameters.has('state')) parameters.set('state', 'made-up');
    }),
  },
  'state-lost-without-session': {
    what: 'A logout that finds no session loses the state (D14).',
    violates: ['RPLOGOUT-STATE-3'],
    answer: afterLogout(({ parameters, request }) => {
      if (!hasSession(request)) parameters.delete('state');
    }),
  },
  'logout-by-post-refused': {
    what: 'A logout by POST is answered 405.',
    violates: ['RPLOGOUT-METHOD-1'],
    request: instead((_, { method }) =>
      method === 'POST'
        ? { status: 405, headers: new Headers({ allow: 'GET' }), body: 'Method not allowed' }
        : undefined,
    ),
  },
  'logout-only-claims': {
    what: 'A logout redirects as success, and the session lives.',
    violates: ['RPLOGOUT-END-1'],
    request: instead((parameters) =>
      withHintAlone(parameters) && isPlain(parameters.get('post_logout_redirect_uri'))
        ? askedFor(parameters)
        : undefined,
    ),
  },
  'remembered-session-outlives-logout': {
    what: 'A logout that is reported as done does not end a remembered session.',
    violates: ['IS-REMEMBER-5'],
    request: instead((parameters, request, { memory }) =>
      memory.has(cookieOf(request, 'commonAuthId') ?? '') && withHintAlone(parameters)
        ? askedFor(parameters)
        : undefined,
    ),
    answer: (answer, request, { memory }) => {
      const given = /commonAuthId=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1];
      if (given !== undefined && new URLSearchParams(request.body).has('chkRemember')) memory.set(given, 'remembered');
      return answer;
    },
  },
  'logout-without-browser-state-only-claims': {
    what: 'Where the browser-state cookie was lost a logout reports success and ends nothing (D5).',
    violates: ['RPLOGOUT-END-2'],
    request: instead((parameters, request) =>
      hasSession(request) && !hasBrowserState(request) ? askedFor(parameters) : undefined,
    ),
  },
  'logout-without-parameters-not-asked': {
    what: 'A logout request with neither hint nor client_id ends the session, and nobody is asked.',
    violates: ['RPLOGOUT-NONE-1'],
    request: withOwnHint((parameters) => !parameters.has('client_id')),
  },
  'logout-without-uri-shows-nothing': {
    what: 'After a logout that names no uri the page is empty.',
    violates: ['RPLOGOUT-NONE-2'],
    answer: at('logout', (answer, request) => {
      const parameters = logoutRequest(request);
      const isMeant = parameters?.has('id_token_hint') === true && !parameters.has('post_logout_redirect_uri');
      return isMeant && !isRefusal(answer) && !isQuestion(answer, request) ? inPlaceOf(answer, page('')) : answer;
    }),
  },
  'nothing-to-log-out-is-empty-page': {
    what: 'A logout without parameters and without a session is answered with an empty page.',
    violates: ['RPLOGOUT-NONE-3'],
    request: instead((parameters, request) =>
      [...parameters].length === 0 && !hasSession(request) ? page('') : undefined,
    ),
  },
  'page-about-refused-uri-is-empty': {
    what: 'A request that is refused for its uri is answered with an empty page.',
    violates: ['RPLOGOUT-REDIRECT-9'],
    answer: at('logout', (answer) =>
      isRefusal(answer) && /post.?logout/i.test(answer.headers.get('location') ?? '') ? page('') : answer,
    ),
  },
  'second-logout-is-an-error': {
    what: 'A logout of a user who is not signed in any more ends on an error page.',
    violates: ['RPLOGOUT-TWICE-1'],
    request: instead((parameters, request) =>
      !hasSession(request) && parameters.has('post_logout_redirect_uri') ? errorPage() : undefined,
    ),
  },
  'logout-refuses-ui-locales': {
    what: 'A logout with preferred languages ends on an error page.',
    violates: ['RPLOGOUT-LOCALES-1'],
    request: instead((parameters) => (parameters.has('ui_locales') ? errorPage() : undefined)),
  },
} as const satisfies FaultTable;
