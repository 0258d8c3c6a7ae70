import type { FaultTable } from './fault.ts';
import { at, idToken, onAuthorization, page, redirectTo } from './mutations.ts';
import { changeQuery, isSilent } from './requests.ts';

/** What can be made wrong in silent authentication. */
export const silentAuthentication = {
  'silent-call-ignores-max-age': {
    what: 'A silent call whose max_age has passed gets a code (D1).',
    violates: ['CORE-MAXAGE-1'],
    request: changeQuery('authorize', (query) => {
      if (isSilent(query)) query.delete('max_age');
    }),
  },
  'error-with-stray-parameter': {
    what: 'The redirect of an error carries an extra parameter, spId (D8).',
    violates: ['CORE-PROMPT-6'],
    answer: onAuthorization('error', ({ parameters }) => {
      parameters.set('spId', 'dfd9d2a3');
    }),
  },
  'error-repeats-hint': {
    what: 'The error about a bad hint repeats the whole token (D11).',
    violates: ['CORE-HINT-5'],
    answer: onAuthorization('error', ({ parameters, asked }) => {
      const hint = asked.get('id_token_hint');
      if (hint !== null) parameters.set('error_description', `The hint ${hint} is not of the user who is signed in.`);
    }),
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
  'query-error-in-fragment': {
    what: 'With response_mode=query an error comes in the fragment.',
    violates: ['CORE-MODE-1'],
    answer: onAuthorization('error', ({ url, parameters, asked }) =>
      asked.get('response_mode') === 'query'
        ? redirectTo(`${url.origin}${url.pathname}#${parameters.toString()}`)
        : undefined,
    ),
  },
  'error-without-state': {
    what: 'An error carries no state.',
    violates: ['CORE-PROMPT-3'],
    answer: onAuthorization('error', ({ parameters }) => {
      parameters.delete('state');
    }),
  },
  'silent-code-for-another-subject': {
    what: 'The ID token of every other sign-in or silent call names another subject.',
    violates: ['CORE-SUB-1'],
    answer: idToken((claims, { memory }) => {
      const before = memory.get('sid') === claims['sid'];
      memory.set('sid', String(claims['sid']));
      return before ? { ...claims, sub: 'somebody-else' } : claims;
    }, 'authorization_code'),
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
  'login-page-in-iframe': {
    what: 'A refused silent call is answered with a login page.',
    violates: ['CORE-PROMPT-2'],
    answer: at(
      'authorize',
      onAuthorization('error', ({ asked }) => (isSilent(asked) ? page() : undefined)),
    ),
  },
} as const satisfies FaultTable;
