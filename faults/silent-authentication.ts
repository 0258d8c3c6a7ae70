import { decodeJwt } from 'jose';
import type { Fault, FaultTable, Request, World } from './fault.ts';
import { at, onAuthorization, page, redirectTo } from './mutations.ts';
import { inputsOf } from './questions.ts';
import { changeQuery, hasSession, isSilent, isStranger, refuse } from './requests.ts';

type Mutations = Pick<Fault, 'request' | 'answer'>;

/** Refuses silent calls with such parameters, without asking the server. */
const refuseSilent = (
  isRefused: (query: URLSearchParams, world: World) => boolean,
  error = 'login_required',
): Mutations => ({
  request: (request, world) => {
    const query = request.url.searchParams;
    const isCall = request.url.pathname.endsWith('/oauth2/authorize') && query.has('client_id') && isSilent(query);
    return isCall && isRefused(query, world) ? refuse(query, error) : request;
  },
});

/** Takes the hint out of silent calls, where it is a token that the server has issued, or where it is none. */
const ignoreHint = (which: 'issued' | 'not issued'): Mutations => ({
  request: (request, world) =>
    changeQuery('authorize', (query) => {
      const isIssued = world.memory.has(query.get('id_token_hint') ?? '');
      if (isSilent(query) && isIssued === (which === 'issued')) query.delete('id_token_hint');
    })(request, world),
  answer: (answer, _, { memory }) => {
    const token = /"id_token"\s*:\s*"([^"]+)"/.exec(answer.body)?.[1];
    if (token !== undefined) memory.set(token, 'issued');
    return answer;
  },
});

/** An error in place of which a page is shown, to browsers of one kind. */
const pageInstead = (isMeant: (request: Request, world: World) => boolean): Pick<Fault, 'answer'> => ({
  answer: onAuthorization('error', ({ asked, request, world }) =>
    isSilent(asked) && isMeant(request, world) ? page() : undefined,
  ),
});

const isExpired = (hint: string | null, { now }: World): boolean => {
  try {
    return (decodeJwt(hint ?? '').exp ?? Infinity) * 1000 < now().getTime();
  } catch {
    return false;
  }
};

/** What can be made wrong in silent authentication. */
export const silentAuthentication = {
  'silent-call-always-refused': {
    what: 'A silent call is refused although the session lives.',
    violates: ['CORE-PROMPT-1'],
    ...refuseSilent(() => true),
  },
  'login-page-for-strangers': {
    what: 'A silent call of a browser that was never here is answered with the login page.',
    violates: ['CORE-PROMPT-2'],
    ...pageInstead(isStranger),
  },
  'login-page-after-logout': {
    what: 'A silent call after a logout is answered with the login page.',
    violates: ['CORE-PROMPT-7'],
    // Not every server leaves a cookie that tells such a browser from one that was never there.
    request: (request, { memory }) => {
      if (request.url.pathname.endsWith('/oidc/logout')) memory.set('logged out', 'yes');
      return request;
    },
    ...pageInstead((request, { memory }) => memory.has('logged out') && !hasSession(request)),
  },
  'login-page-after-idleness': {
    what: 'A silent call with the cookie of a session that has timed out is answered with the login page.',
    violates: ['CORE-PROMPT-8'],
    ...pageInstead(hasSession),
  },
  'error-without-state': {
    what: 'An error carries no state.',
    violates: ['CORE-PROMPT-3'],
    answer: onAuthorization('error', ({ parameters }) => {
      parameters.delete('state');
    }),
  },
  'none-with-another-prompt-accepted': {
    what: 'prompt=none together with another value is taken for prompt=none.',
    violates: ['CORE-PROMPT-4'],
    request: changeQuery('authorize', (query) => {
      if (isSilent(query)) query.set('prompt', 'none');
    }),
  },
  'consent-page-in-iframe': {
    what: 'A silent call for which a consent is missing is answered with the consent page.',
    violates: ['CORE-PROMPT-5'],
    answer: onAuthorization('error', ({ parameters }) =>
      parameters.get('error') === 'consent_required' ? page() : undefined,
    ),
  },
  'error-with-stray-parameter': {
    what: 'The redirect of an error carries an extra parameter, spId (D8).',
    violates: ['CORE-PROMPT-6'],
    answer: onAuthorization('error', ({ parameters }) => {
      parameters.set('spId', 'dfd9d2a3');
    }),
  },
  'silent-answer-cannot-be-framed': {
    what: 'A successful silent call is answered by a page that goes on by script and must not be framed.',
    violates: ['CORE-FRAME-1'],
    answer: onAuthorization('code', ({ asked, url, parameters }) => {
      if (!isSilent(asked)) return undefined;
      url.search = parameters.toString();
      const forward = page(
        `<!doctype html><title>Going on</title><script>location.replace(${JSON.stringify(url.href)})</script>`,
      );
      forward.headers.set('x-frame-options', 'DENY');
      return forward;
    }),
  },
  'silent-call-goes-in-circles': {
    what: 'A silent call is redirected 15 times before it is answered.',
    violates: ['CORE-ENDLESS-1'],
    request: (request) => {
      const { url } = request;
      const hops = Number(url.searchParams.get('hop') ?? 0);
      if (!url.pathname.endsWith('/oauth2/authorize') || !isSilent(url.searchParams) || hops >= 15) return request;
      const next = new URL(url);
      next.searchParams.set('hop', String(hops + 1));
      return redirectTo(next.href);
    },
  },
  'state-decoded': {
    what: 'The state of a successful answer was decoded once too often.',
    violates: ['CORE-STATE-1'],
    answer: onAuthorization('code', ({ parameters }) => {
      parameters.set('state', (parameters.get('state') ?? '').replaceAll('%20', ' '));
    }),
  },
  'state-with-reserved-characters-is-server-error': {
    what: 'A silent call whose state holds reserved characters is a server error (D21).',
    violates: ['CORE-STATE-1'],
    request: (request) => {
      const query = request.url.searchParams;
      const isAffected = isSilent(query) && /[^\w.~-]/.test(query.get('state') ?? '');
      return request.url.pathname.endsWith('/oauth2/authorize') && isAffected
        ? page('Internal server error', 500)
        : request;
    },
  },
  'query-error-in-fragment': {
    what: 'With response_mode=query an error comes in the fragment.',
    violates: ['CORE-MODE-1'],
    answer: onAuthorization('error', ({ url, parameters, asked }) =>
      asked.get('response_mode') === 'query'
        ? redirectTo(`${url.origin}${url.pathname}#${parameters.toString()}`)
        : undefined,
    ),
  },
  'fragment-error-in-query': {
    what: 'With response_mode=fragment an error comes in the query (D12).',
    violates: ['CORE-MODE-2'],
    answer: onAuthorization('error', ({ url, parameters, asked }) =>
      asked.get('response_mode') === 'fragment'
        ? redirectTo(`${url.origin}${url.pathname}?${parameters.toString()}`)
        : undefined,
    ),
  },
  'form-post-error-as-redirect': {
    what: 'With response_mode=form_post an error comes as a redirect.',
    violates: ['CORE-MODE-3'],
    answer: at('authorize', (answer, { url }) => {
      const { searchParams: asked } = url;
      if (asked.get('response_mode') !== 'form_post' || answer.headers.has('location')) return answer;
      return redirectTo(`${asked.get('redirect_uri') ?? ''}?${inputsOf(answer.body).toString()}`);
    }),
  },
  'silent-call-ignores-max-age': {
    what: 'A silent call whose max_age has passed gets a code (D1).',
    violates: ['CORE-MAXAGE-1'],
    request: changeQuery('authorize', (query) => {
      if (isSilent(query)) query.delete('max_age');
    }),
  },
  'silent-call-refuses-every-max-age': {
    what: 'A silent call is refused for a max_age that has not passed.',
    violates: ['CORE-MAXAGE-4'],
    ...refuseSilent((query) => query.get('max_age') !== null && query.get('max_age') !== ''),
  },
  'silent-call-refuses-every-hint': {
    what: "A silent call is refused for the user's own ID token as hint.",
    violates: ['CORE-HINT-1'],
    ...refuseSilent((query, world) => query.has('id_token_hint') && !isExpired(query.get('id_token_hint'), world)),
  },
  'hint-of-another-user-ignored-by-silent-call': {
    what: 'A silent call with the ID token of another user as hint gets a code.',
    violates: ['CORE-HINT-2'],
    ...ignoreHint('issued'),
  },
  'silent-call-refuses-expired-hint': {
    what: 'A silent call is refused for a hint that has expired.',
    violates: ['CORE-HINT-3'],
    ...refuseSilent((query, world) => isExpired(query.get('id_token_hint'), world)),
  },
  'worthless-hint-ignored': {
    what: 'A silent call with a hint that the provider has not issued gets a code.',
    violates: ['CORE-HINT-4'],
    ...ignoreHint('not issued'),
  },
  'error-repeats-hint': {
    what: 'The error about a bad hint repeats the whole token (D11).',
    violates: ['CORE-HINT-5'],
    answer: onAuthorization('error', ({ parameters, asked }) => {
      const hint = asked.get('id_token_hint');
      if (hint !== null) parameters.set('error_description', `The hint ${hint} is not of the user who is signed in.`);
    }),
  },
  'hint-of-ended-session-is-enough': {
    what: 'After a logout a silent call with the ID token of the ended session gets a code.',
    violates: ['CORE-HINT-6'],
    answer: onAuthorization('error', ({ parameters, asked, request }) => {
      if (!asked.has('id_token_hint') || hasSession(request)) return;
      for (const name of ['error', 'error_description']) parameters.delete(name);
      parameters.set('code', 'a-code-for-nobody');
    }),
  },
} as const satisfies FaultTable;
