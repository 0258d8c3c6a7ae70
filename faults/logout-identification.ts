import type { FaultTable } from './fault.ts';
import { afterLogout, at, inPlaceOf, page } from './mutations.ts';
import { changeQuery, hasSession } from './requests.ts';
import {
  logoutRequest,
  instead,
  errorPage,
  donePage,
  claimsOf,
  ownHint,
  isRefusal,
  visitRefused,
} from './logout-requests.ts';

/** What can be made wrong in how a logout request says whose it is: hints and client ids. */
export const logoutIdentification = {
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
      return hint !== null && isRefusal(answer) ? inPlaceOf(answer, page('')) : answer;
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
} as const satisfies FaultTable;
