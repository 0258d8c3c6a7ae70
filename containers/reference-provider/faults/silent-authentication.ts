import type { FaultTable } from './types.ts';

/** What can be made wrong in silent authentication. */
export const silentAuthenticationFaults = {
  'silent-call-ignores-max-age': {
    what: 'A silent call whose max_age has passed gets a code (D1).',
    breaks: ['CORE-MAXAGE-1'],
  },
  'auth-time-moves': {
    what: 'auth_time moves forward with every silent call (D2).',
    breaks: ['CORE-AUTHTIME-1'],
  },
  'error-with-stray-parameter': {
    what: 'The redirect of an error carries a parameter that nobody asked for, spId (D8).',
    breaks: ['CORE-PROMPT-6'],
  },
  'error-repeats-hint': {
    what: 'The error about a bad hint repeats the whole token (D11).',
    breaks: ['CORE-HINT-5'],
  },
  'fragment-error-in-query': {
    what: 'With response_mode=fragment an error comes in the query (D12).',
    breaks: ['CORE-MODE-2'],
  },
  'form-post-error-as-redirect': {
    what: 'With response_mode=form_post an error comes as a redirect.',
    breaks: ['CORE-MODE-3'],
  },
  'error-without-state': {
    what: 'An error carries no state.',
    breaks: [
      'CORE-PROMPT-2',
      'CORE-PROMPT-3',
      'CORE-PROMPT-4',
      'CORE-PROMPT-5',
      'CORE-PROMPT-6',
      'CORE-PROMPT-7',
      'CORE-PROMPT-8',
      'CORE-MODE-1',
      'CORE-MODE-2',
      'CORE-MAXAGE-1',
      'CORE-HINT-2',
      'CORE-HINT-4',
      'CORE-AUTHN-1',
      'COOKIE-4',
      'COOKIE-6',
      'IS-KEEPALIVE-3',
      'IS-KEEPALIVE-4',
    ],
  },
  'state-decoded': {
    what: 'The state of a successful answer was decoded once too often.',
    breaks: ['CORE-STATE-1'],
  },
  'login-page-in-iframe': {
    what: 'A silent call from a browser that was never here is answered with the login page.',
    breaks: [
      'CORE-PROMPT-2',
      'CORE-PROMPT-3',
      'CORE-PROMPT-6',
      'CORE-FRAME-1',
      'SESSION-STATE-2',
      'CORE-MODE-1',
      'CORE-MODE-2',
      'CORE-MODE-3',
      'COOKIE-6',
    ],
  },
  'consent-page-in-iframe': {
    what: 'A silent call for which a consent is missing is answered with the consent page.',
    breaks: ['CORE-PROMPT-5'],
  },
  'silent-call-goes-in-circles': {
    what: 'A silent call is redirected 15 times before it is answered.',
    breaks: ['CORE-ENDLESS-1'],
  },
  'silent-call-refuses-every-max-age': {
    what: 'A silent call is refused for a max_age that has not passed.',
    breaks: ['CORE-MAXAGE-4', 'CORE-AUTHTIME-1'],
  },
  'silent-call-refuses-every-hint': {
    what: "A silent call is refused for the user's own ID token as hint.",
    breaks: ['CORE-HINT-1', 'CORE-HINT-2', 'CORE-HINT-3'],
  },
  'silent-call-refuses-guests': {
    what: 'A silent call is refused to a user of another tenant.',
    breaks: ['IS-TENANT-5'],
  },
  'worthless-hint-ignored': {
    what: 'A silent call with a hint that nobody signed gets a code.',
    breaks: ['CORE-HINT-4'],
  },
  'hint-of-another-user-ignored-by-silent-call': {
    what: 'A silent call with the ID token of another user as hint gets a code.',
    breaks: ['CORE-HINT-2'],
    needsOwnProvider: true,
  },
  'sid-per-client': {
    what: 'Every client of a session is given a sid of its own.',
    breaks: ['IS-SSO-2'],
  },
  'repeated-parameter-is-server-error': {
    what: 'A repeated parameter of an authorization request is a server error.',
    breaks: ['INPUT-1'],
  },
} as const satisfies FaultTable;
