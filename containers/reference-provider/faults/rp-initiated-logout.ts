import type { FaultTable } from './types.ts';

/** What can be made wrong in logout by the relying party. */
export const rpInitiatedLogoutFaults = {
  'unasked-consent-accepted': {
    what: 'An answer to a question that was never asked ends the session, and tells no client (D3).',
    breaks: ['RPLOGOUT-CONSENT-4'],
  },
  'hint-of-another-user-logs-out': {
    what: 'A hint that names another user ends the session of the one who is signed in (D4).',
    breaks: ['RPLOGOUT-HINT-3'],
  },
  'logout-without-browser-state-only-claims': {
    what: 'Where the browser-state cookie was lost a logout reports success and ends nothing (D5).',
    breaks: ['RPLOGOUT-END-2'],
  },
  'refusal-is-empty-page': {
    what: 'A logout that is refused is answered with an empty page (D6).',
    breaks: ['RPLOGOUT-HINT-4'],
  },
  'stray-parameter-without-session': {
    what: 'The redirect of a logout without a session carries a parameter that nobody asked for, crId (D8).',
    breaks: ['RPLOGOUT-REDIRECT-4'],
  },
  'logout-truncates-state': {
    what: 'A logout cuts the state off after 100 characters.',
    breaks: ['RPLOGOUT-STATE-1'],
  },
  'state-lost-without-session': {
    what: 'A logout without a session loses the state.',
    breaks: ['RPLOGOUT-STATE-3'],
  },
  'tenant-logout-ends-other-sessions': {
    what: 'A logout ends the sessions of all tenants in that browser.',
    breaks: ['IS-TENANT-4'],
  },
  'logout-without-uri-only-claims': {
    what: 'A logout without a uri reports success and ends nothing.',
    breaks: [
      'RPLOGOUT-NONE-2',
      'RPLOGOUT-END-1',
      'SESSION-IFRAME-2',
      'BACK-DELIVERY-1',
      'BACK-TOKEN-1',
      'BACK-TOKEN-2',
    ],
  },
  'logout-ends-all-sessions-of-user': {
    what: 'A logout ends the sessions of the user in other browsers too.',
    breaks: ['RPLOGOUT-END-3', 'RPLOGOUT-HINT-6', 'BACK-DELIVERY-6'],
  },
  'uri-without-client-visited': {
    what: 'A post_logout_redirect_uri without hint and client_id is visited unasked.',
    breaks: ['RPLOGOUT-REDIRECT-6'],
  },
  'logout-by-post-stays-at-provider': {
    what: 'A logout by POST ends on a page of the provider.',
    breaks: [
      'RPLOGOUT-METHOD-1',
      'RPLOGOUT-REDIRECT-1',
      'RPLOGOUT-REDIRECT-2',
      'RPLOGOUT-STATE-1',
      'RPLOGOUT-STATE-2',
      'RPLOGOUT-CLIENT-1',
      'RPLOGOUT-CLIENT-2',
    ],
  },
  'nothing-to-log-out-is-empty-page': {
    what: 'A logout without parameters and without a session is answered with an empty page.',
    breaks: ['RPLOGOUT-NONE-3'],
  },
  'question-shown-twice-logs-out': {
    what: 'The question whether to log out ends the session when its page is reloaded.',
    breaks: ['RPLOGOUT-CONSENT-3'],
  },
  'second-answer-is-server-error': {
    what: 'A second answer to the question whether to log out is a server error.',
    breaks: ['RPLOGOUT-CONSENT-5'],
  },
  'unverified-hint-accepted': {
    what: 'The signature of a hint is not verified.',
    breaks: ['RPLOGOUT-HINT-2', 'RPLOGOUT-HINT-4'],
  },
  'client-id-beside-hint-ignored': {
    what: 'A client_id that is not that of the hint is ignored.',
    breaks: ['RPLOGOUT-CLIENT-3'],
  },
  'logout-without-parameters-unasked': {
    what: 'A logout request without parameters ends the session unasked.',
    breaks: ['RPLOGOUT-NONE-1'],
  },
  'refused-consent-logs-out': {
    what: 'A user who answers No is logged out.',
    breaks: ['RPLOGOUT-CONSENT-1'],
  },
  'consent-loses-state': {
    what: 'A user who answers Yes comes back without the state.',
    breaks: ['RPLOGOUT-CONSENT-2'],
  },
  'cookies-kept-after-logout': {
    what: 'A logout leaves the cookies of the session in the browser.',
    breaks: ['RPLOGOUT-COOKIES-1', 'IS-REMEMBER-5'],
  },
  'tokens-outlive-logout': {
    what: 'Access and refresh tokens are of use after the logout (D13).',
    breaks: ['RPLOGOUT-TOKENS-1'],
  },
  'bound-tokens-outlive-logout': {
    what: 'Tokens are of use after the logout though their application has bound them to the session.',
    breaks: ['RPLOGOUT-TOKENS-2'],
  },
  'stack-trace-on-error-page': {
    what: 'The page about a bad hint shows a stack trace.',
    breaks: ['INPUT-2'],
  },
} as const satisfies FaultTable;
