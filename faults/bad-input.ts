import type { Answer, Fault, FaultTable } from './fault.ts';
import { at } from './mutations.ts';

import { changeQuery } from './requests.ts';

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

/** What can be made wrong in what becomes of bad input. */
export const badInput = {
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
  'invalid-escape-is-server-error': {
    what: 'An invalid percent-escape in a parameter is a server error (D40).',
    violates: ['INPUT-1', 'INPUT-2', 'INPUT-3'],
    request: (request) => (/%(?![0-9a-f]{2})/i.test(request.url.search) ? failure() : request),
  },
  'login-page-repeats-hint-as-markup': {
    what: 'The login page repeats the login_hint as markup (D42).',
    violates: ['INPUT-4'],
    request: (request, { memory }) => {
      const hint = request.url.searchParams.get('login_hint');
      if (hint !== null) memory.set('hint', hint);
      return request;
    },
    answer: at('login', (answer, _, { memory }) => ({
      ...answer,
      headers: withoutPolicy(answer),
      body: `${answer.body}<p>${memory.get('hint') ?? ''}</p>`,
    })),
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
