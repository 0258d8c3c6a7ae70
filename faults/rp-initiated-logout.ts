import { decodeJwt, type JWTPayload } from 'jose';
import type { Answer, Fault, FaultTable, Request, World } from './fault.ts';
import { afterLogout, at, cookies, json, page, redirectTo } from './mutations.ts';
import { changeQuery, hasSession } from './requests.ts';
import { answerQuestion, answerWhenShown, inputsOf, isQuestion } from './questions.ts';

type RequestMutation = NonNullable<Fault['request']>;

/** The parameters of a logout request, by GET or POST; undefined for any other request. */
function logoutRequest({ url, method, body }: Request): URLSearchParams | undefined {
  if (!url.pathname.endsWith('/oidc/logout')) return undefined;
  const parameters = new URLSearchParams(method === 'POST' ? body : url.search);
  return parameters.has('consent') ? undefined : parameters;
}

/** Answers logout requests of a kind in the server's place. */
const instead =
  (answer: (parameters: URLSearchParams, request: Request, world: World) => Answer | undefined): RequestMutation =>
  (request, world) => {
    const parameters = logoutRequest(request);
    return (parameters && answer(parameters, request, world)) ?? request;
  };

/** Where the request asks to be sent, with its state. */
function askedFor(parameters: URLSearchParams): Answer {
  const url = new URL(parameters.get('post_logout_redirect_uri') ?? '');
  const state = parameters.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return redirectTo(url.href);
}

const errorPage = (): Answer => page('<!doctype html><title>Error</title><p>This logout request is refused.</p>', 400);
const donePage = (): Answer => page('<!doctype html><title>Done</title><p>You have successfully logged out.</p>');

/** Unverified; nothing for what is no token. */
function claimsOf(token: string | null | undefined): JWTPayload {
  try {
    return decodeJwt(token ?? '');
  } catch {
    return {};
  }
}

/** Sends the ID token of the browser's own session in place of a hint of a kind. */
const ownHint = (
  isMeant: (
    hint: JWTPayload,
    own: JWTPayload,
    given: { readonly hint: string | null; readonly memory: Map<string, string> },
  ) => boolean,
): Pick<Fault, 'request' | 'answer'> => ({
  request: (request, world) =>
    changeQuery('logout', (parameters) => {
      const own = world.idTokenOf(request);
      const hint = parameters.get('id_token_hint');
      if (own === undefined || hint === null) return;
      if (isMeant(claimsOf(hint), claimsOf(own), { hint, memory: world.memory })) parameters.set('id_token_hint', own);
    })(request, world),
  answer: (answer, request, { memory }) => {
    const token = /"id_token"\s*:\s*"([^"]+)"/.exec(
      request.url.pathname.endsWith('/oauth2/token') ? answer.body : '',
    )?.[1];
    if (token !== undefined) memory.set(token, 'issued');
    return answer;
  },
});

/** Gives requests without a hint that of the browser's own session, so that nobody is asked. */
const withOwnHint =
  (isMeant: (parameters: URLSearchParams) => boolean): RequestMutation =>
  (request, world) =>
    changeQuery('logout', (parameters) => {
      const own = world.idTokenOf(request);
      if (own === undefined || parameters.has('id_token_hint') || parameters.has('consent') || !isMeant(parameters))
        return;
      parameters.delete('client_id');
      parameters.set('id_token_hint', own);
    })(request, world);

const isRefusal = (answer: Answer): boolean =>
  /oauth2_error|retry\.do|Error/.test(answer.headers.get('location') ?? '');
const isPlain = (uri: string | null): boolean =>
  /^https:\/\/(?:rp\.)?localhost:\d{2,}\/r\/[\w-]+\/[\w-]+$/.test(uri ?? '');

/** Visits the uri of a refused request all the same. */
const visitRefused = (isMeant: (parameters: URLSearchParams, request: Request) => boolean) =>
  at('logout', (answer, request) => {
    const parameters = logoutRequest(request);
    if (parameters?.has('post_logout_redirect_uri') !== true || !isRefusal(answer)) return answer;
    return isMeant(parameters, request) ? askedFor(parameters) : answer;
  });

const withHintAlone = (parameters: URLSearchParams): boolean =>
  parameters.has('id_token_hint') && !parameters.has('client_id');

/** What can be made wrong in logout by a relying party. */
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
    request: (request, world) => {
      if (new URLSearchParams(request.body).has('chkRemember')) world.memory.set('remembered', 'yes');
      return instead((parameters) =>
        world.memory.has('remembered') && withHintAlone(parameters) ? askedFor(parameters) : undefined,
      )(request, world);
    },
  },
  'logout-without-browser-state-only-claims': {
    what: 'Where the browser-state cookie was lost a logout reports success and ends nothing (D5).',
    violates: ['RPLOGOUT-END-2'],
    request: instead((parameters, request) =>
      hasSession(request) && !(request.headers.get('cookie') ?? '').includes('opbs=')
        ? askedFor(parameters)
        : undefined,
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
      return isMeant && !isRefusal(answer) && !isQuestion(answer, request) ? page('') : answer;
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
  'expired-hint-refused': {
    what: 'A hint that has expired is refused.',
    violates: ['RPLOGOUT-HINT-1'],
    request: instead((parameters, _, world) =>
      (claimsOf(parameters.get('id_token_hint')).exp ?? Infinity) * 1000 < world.now().getTime()
        ? errorPage()
        : undefined,
    ),
  },
  'unverified-hint-accepted': {
    what: 'The signature of a hint is not verified (D32).',
    violates: ['RPLOGOUT-HINT-2'],
    ...ownHint(
      ({ sub, events }, _, { hint, memory }) => sub !== undefined && events === undefined && !memory.has(hint ?? ''),
    ),
  },
  'hint-of-another-user-logs-out': {
    what: 'A hint that names another user ends the session of the one who is signed in (D4).',
    violates: ['RPLOGOUT-HINT-3'],
    ...ownHint((hint, own, given) => given.memory.has(given.hint ?? '') && hint.sub !== own.sub),
  },
  'refusal-is-empty-page': {
    what: 'A logout that is refused is answered with an empty page (D6).',
    violates: ['RPLOGOUT-HINT-4'],
    answer: at('logout', (answer, request) => {
      const hint = logoutRequest(request)?.get('id_token_hint') ?? null;
      return hint !== null && isRefusal(answer) ? page('') : answer;
    }),
  },
  'logout-token-taken-for-hint': {
    what: 'A logout token is taken for an ID token as a hint (D33).',
    violates: ['RPLOGOUT-HINT-5'],
    ...ownHint(({ events }) => events !== undefined),
  },
  'hint-of-another-session-logs-out': {
    what: 'A hint of another session of the user ends this one, and nobody is asked (D31).',
    violates: ['RPLOGOUT-HINT-6'],
    ...ownHint((hint, own) => hint.sub === own.sub && hint['sid'] !== own['sid'] && hint['events'] === undefined),
  },
  'logout-by-client-id-stays-at-provider': {
    what: 'With client_id in place of the hint the browser ends on a page of the provider.',
    violates: ['RPLOGOUT-CLIENT-1'],
    request: (request, { memory }) => {
      const parameters = logoutRequest(request);
      if (parameters !== undefined) memory.set('by', parameters.has('id_token_hint') ? 'hint' : 'client_id');
      return request;
    },
    answer: afterLogout(({ request, world }) =>
      hasSession(request) && world.memory.get('by') === 'client_id' ? donePage() : undefined,
    ),
  },
  'hint-with-client-id-refused': {
    what: 'A hint and a client_id together are refused.',
    violates: ['RPLOGOUT-CLIENT-2'],
    request: instead((parameters) =>
      parameters.has('id_token_hint') && parameters.has('client_id') ? errorPage() : undefined,
    ),
  },
  'client-id-wins-over-hint': {
    what: 'A client_id that is not that of the hint wins over it: the browser is sent to that client (D18).',
    violates: ['RPLOGOUT-CLIENT-3'],
    request: changeQuery('logout', (parameters) => {
      if (parameters.has('client_id')) parameters.delete('id_token_hint');
    }),
  },
  'client-id-beside-hint-ignored': {
    what: 'A client_id that is not that of the hint is ignored.',
    violates: ['RPLOGOUT-CLIENT-3'],
    request: changeQuery('logout', (parameters) => {
      if (parameters.has('id_token_hint')) parameters.delete('client_id');
    }),
  },
  'unknown-client-of-logout-sent-back': {
    what: 'For a client_id that nobody knows the browser is sent to the uri.',
    violates: ['RPLOGOUT-CLIENT-4'],
    answer: visitRefused((parameters) => parameters.has('client_id') && !parameters.has('id_token_hint')),
  },
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
  'refresh-tokens-outlive-logout': {
    what: 'Refresh tokens are of use after the logout (D13).',
    violates: ['RPLOGOUT-TOKENS-1'],
    answer: at('token', (answer, request, { memory }) => {
      const token = new URLSearchParams(request.body).get('refresh_token');
      if (token !== null && answer.status === 400 && memory.has('last')) {
        return { status: 200, headers: answer.headers, body: memory.get('last') ?? '' };
      }
      if (answer.status === 200) memory.set('last', answer.body);
      return answer;
    }),
  },
  'access-tokens-outlive-logout': {
    what: 'Access tokens are of use after the logout, bound to the session or not (D13).',
    violates: ['RPLOGOUT-TOKENS-2', 'RPLOGOUT-TOKENS-3'],
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
  'cookies-kept-after-logout': {
    what: 'A logout leaves the cookies of the session in the browser.',
    violates: ['RPLOGOUT-COOKIES-1'],
    answer: at(
      'logout',
      cookies((cookie) => (/^(?:commonAuthId|opbs)=/.test(cookie) ? undefined : cookie)),
    ),
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
