import type { FaultTable } from './fault.ts';
import { all, at, header, onAuthorization, redirectTo } from './mutations.ts';
import { addCookies, changeQuery, hasSession, isSilent, refuse } from './requests.ts';

const KNOWN_PARAMETERS =
  /^(?:response_type|response_mode|client_id|redirect_uri|scope|state|nonce|prompt|max_age|display|\w+_locales|acr_values|claims|login_hint|id_token_hint|code_challenge|code_challenge_method|sessionDataKey\w*|consent|hop)$/;

/** An address of a relying party of the suite, with nothing added or changed. */
const PLAIN = /^https:\/\/(?:rp\.)?localhost:\d{2,}\/r\/[\w-]+\/[\w-]+$/;

const framable = all(header('x-frame-options', undefined), header('content-security-policy', undefined));

/** What can be made wrong in how users sign in, and in requests for it. */
export const signIn = {
  'no-code-after-sign-in': {
    what: 'The answer after a sign-in carries no code.',
    violates: ['CORE-CODE-1'],
    answer: onAuthorization('code', ({ parameters, asked }) => {
      if (!isSilent(asked)) parameters.delete('code');
    }),
  },
  'wrong-password-accepted': {
    what: 'Any password signs a user in.',
    violates: ['CORE-AUTHN-1'],
    request: (request, world) => {
      if (request.url.pathname.endsWith('/scim2/Users') && request.method === 'POST') {
        const { userName, password } = JSON.parse(request.body) as { userName: string; password: string };
        world.memory.set(userName, password);
      }
      return changeQuery('commonauth', (form) => {
        const known = world.memory.get(form.get('username') ?? '');
        if (known !== undefined) form.set('password', known);
      })(request, world);
    },
  },
  'login-form-of-another-browser-accepted': {
    what: 'A login form that was given to one browser signs in another one that submits it (D35).',
    violates: ['CORE-CSRF-1'],
    request: (request, { memory }) => {
      const key = new URLSearchParams(request.body).get('sessionDataKey');
      const given = request.url.pathname.endsWith('/commonauth') ? memory.get(key ?? '') : undefined;
      return given === undefined ? request : addCookies(request, given);
    },
    answer: (answer, request, { memory }) => {
      const key = new URL(answer.headers.get('location') ?? '/', request.url).searchParams.get('sessionDataKey');
      const given = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
      if (key !== null && given.length > 0) memory.set(key, given.join('; '));
      return answer;
    },
  },
  'prompt-login-ignored': {
    what: 'With prompt=login a user who is signed in is not asked again.',
    violates: ['CORE-LOGIN-1'],
    request: changeQuery('authorize', (query) => {
      if (query.get('prompt') === 'login') query.delete('prompt');
    }),
  },
  'interactive-request-ignores-max-age': {
    what: 'An interactive request whose max_age has passed asks nobody.',
    violates: ['CORE-MAXAGE-2'],
    request: changeQuery('authorize', (query) => {
      const maxAge = Number(query.get('max_age'));
      if (!isSilent(query) && maxAge > 0 && maxAge < 60) query.delete('max_age');
    }),
  },
  'login-page-can-be-framed': {
    what: 'The login page can be shown in frames of any origin.',
    violates: ['CORE-CLICKJACKING-1'],
    answer: at('login', framable),
  },
  'consent-page-can-be-framed': {
    what: 'The consent page can be shown in frames of any origin.',
    violates: ['CORE-CLICKJACKING-1'],
    answer: at('consent', framable),
  },
  'answer-with-status-307': {
    what: 'The redirect to the redirect_uri has status 307.',
    violates: ['CORE-REDIRECT-1'],
    answer: at('authorize', (answer, { url }, { origin }) => {
      const location = answer.headers.get('location');
      return location !== null && new URL(location, url).origin !== origin ? { ...answer, status: 307 } : answer;
    }),
  },
  'password-sent-on': {
    what: 'The submitted login form is redirected with status 307, and the password with it.',
    violates: ['CORE-REDIRECT-2'],
    answer: at('commonauth', (answer, { body }) =>
      answer.headers.has('location') && body.includes('password=') ? { ...answer, status: 307 } : answer,
    ),
  },
  'unknown-client-sent-back': {
    what: 'The error about an unknown client is sent to the redirect_uri that it names.',
    violates: ['CORE-CLIENT-1'],
    answer: at('authorize', (answer, { url }) =>
      (answer.headers.get('location') ?? '').includes('invalid_client')
        ? refuse(url.searchParams, 'invalid_client')
        : answer,
    ),
  },
  'foreign-redirect-uri-visited': {
    what: 'The error about the redirect_uri of somebody else is sent there.',
    violates: ['CORE-CLIENT-2'],
    answer: visitRefused((uri) => !uri.includes('localhost') || PLAIN.test(uri)),
  },
  'lookalike-redirect-uri-visited': {
    what: 'A redirect_uri that looks like a registered one is sent the answer.',
    violates: ['CORE-CLIENT-3'],
    answer: visitRefused((uri) => uri.includes('localhost') && !PLAIN.test(uri)),
  },
  'query-of-redirect-uri-lost': {
    what: 'The query of a redirect_uri is lost when parameters are added to it.',
    violates: ['CORE-CLIENT-4'],
    answer: onAuthorization('any', ({ parameters, asked }) => {
      for (const name of new URL(asked.get('redirect_uri') ?? '').searchParams.keys()) parameters.delete(name);
    }),
  },
  'hint-error-added-with-another-question-mark': {
    what: 'An error about an id_token_hint is added to a redirect_uri that has a query with a second question mark (D38).',
    violates: ['CORE-CLIENT-4'],
    answer: onAuthorization('error', ({ parameters, asked }) => {
      const uri = asked.get('redirect_uri') ?? '';
      if (!asked.has('id_token_hint') || !uri.includes('?')) return undefined;
      for (const name of new URL(uri).searchParams.keys()) parameters.delete(name);
      return redirectTo(`${uri}?${parameters.toString()}`);
    }),
  },
  'max-age-zero-ignored': {
    what: 'An interactive request with max_age=0 asks nobody (D37).',
    violates: ['CORE-MAXAGE-5'],
    request: changeQuery('authorize', (query) => {
      if (!isSilent(query) && query.get('max_age') === '0') query.delete('max_age');
    }),
  },
  'no-post-at-authorization-endpoint': {
    what: 'An authorization request by POST is answered 405.',
    violates: ['CORE-METHOD-1'],
    request: (request) =>
      request.method === 'POST' &&
      request.url.pathname.endsWith('/oauth2/authorize') &&
      request.body.includes('client_id=')
        ? { status: 405, headers: new Headers({ allow: 'GET' }), body: '' }
        : request,
  },
  'unknown-parameter-refused': {
    what: 'An authorization request with a parameter that nobody knows is refused.',
    violates: ['CORE-PARAM-1'],
    request: refuseAuthorization((query) => [...query.keys()].some((name) => !KNOWN_PARAMETERS.test(name))),
  },
  'empty-parameter-refused': {
    what: 'An authorization request with a parameter without value is refused.',
    violates: ['CORE-PARAM-2'],
    request: refuseAuthorization((query) => [...query.values()].includes('')),
  },
  'ui-locales-refused': {
    what: 'An authorization request with ui_locales is refused.',
    violates: ['CORE-PARAM-3'],
    request: refuseAuthorization((query) => (query.get('ui_locales') ?? '') !== ''),
  },
  'code-may-be-cached': {
    what: 'A redirect with a code may be kept by caches.',
    violates: ['CORE-CACHE-2'],
    answer: at('authorize', (answer, request, world) =>
      (answer.headers.get('location') ?? '').includes('code=')
        ? header('cache-control', 'public, max-age=600')(answer, request, world)
        : answer,
    ),
  },
  'form-post-page-may-be-cached': {
    what: 'The page that posts an answer may be kept by caches.',
    violates: ['CORE-CACHE-3'],
    answer: at('authorize', (answer, request, world) =>
      request.url.searchParams.get('response_mode') === 'form_post' && !answer.headers.has('location')
        ? all(header('cache-control', 'max-age=600'), header('pragma', undefined), header('expires', undefined))(
            answer,
            request,
            world,
          )
        : answer,
    ),
  },
  'authorization-by-script': {
    what: 'The authorization endpoint answers scripts of any origin.',
    violates: ['CORE-CORS-1'],
    answer: at('authorize', (answer, request, world) =>
      header('access-control-allow-origin', request.headers.get('origin') ?? '*')(answer, request, world),
    ),
  },
  'any-origin-with-credentials': {
    what: 'Scripts of any origin can read what userinfo answers with cookies.',
    violates: ['CORE-CORS-2'],
    answer: at(['userinfo', 'iframe', 'logout'], (answer, request, world) => {
      const origin = request.headers.get('origin') ?? undefined;
      return all(
        header('access-control-allow-origin', origin),
        header('access-control-allow-credentials', origin && 'true'),
      )(answer, request, world);
    }),
  },
  'another-issuer-in-answer': {
    what: 'The redirect with a code names another issuer.',
    violates: ['CORE-ISS-1'],
    answer: onAuthorization('code', ({ parameters }) => {
      parameters.set('iss', 'https://another.invalid');
    }),
  },
  'second-client-asks-again': {
    what: 'A user who is signed in is asked again when another application is opened.',
    violates: ['IS-SSO-1'],
    request: (request, { memory }) => {
      const query = request.url.searchParams;
      if (!request.url.pathname.endsWith('/oauth2/authorize') || !query.has('client_id') || isSilent(query))
        return request;
      const client = query.get('client_id') ?? '';
      const first = memory.get('first') ?? client;
      memory.set('first', first);
      if (client === first || !hasSession(request) || query.has('prompt')) return request;
      const url = new URL(request.url);
      url.searchParams.set('prompt', 'login');
      return redirectTo(url.href);
    },
  },
} as const satisfies FaultTable;

/** Sends the error about a redirect_uri of a kind there. */
function visitRefused(isMeant: (uri: string) => boolean): NonNullable<FaultTable[string]['answer']> {
  return at('authorize', (answer, { url }) => {
    const error = decodeURIComponent(answer.headers.get('location')?.split('oauthError')[1] ?? '');
    const isVisited = /callback|redirect_uri/.test(error) && isMeant(url.searchParams.get('redirect_uri') ?? '');
    return isVisited ? refuse(url.searchParams, 'invalid_request') : answer;
  });
}

/** Refuses authorization requests with such parameters, without asking the server. */
function refuseAuthorization(
  isRefused: (query: URLSearchParams) => boolean,
): NonNullable<FaultTable[string]['request']> {
  return (request) => {
    const query = request.url.searchParams;
    const isRequest = request.url.pathname.endsWith('/oauth2/authorize') && query.has('client_id');
    return isRequest && isRefused(query) ? refuse(query, 'invalid_request') : request;
  };
}
