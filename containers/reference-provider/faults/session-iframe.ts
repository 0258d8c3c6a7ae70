import type { FaultTable } from './types.ts';

/** What can be made wrong in session management: the iframe, and the cookies that it needs. */
export const sessionIframeFaults = {
  'silent-session-state-for-own-origin': {
    what: "The session_state of a silent call is bound to the provider's origin in place of the relying party's.",
    breaks: ['SESSION-STATE-4', 'SESSION-IFRAME-12', 'IS-SSO-3'],
  },
  'session-state-over-other-text': {
    what: 'The session_state is a hash over something that only the iframe of this provider knows.',
    breaks: ['SESSION-STATE-1'],
  },
  'half-empty-message-called-changed': {
    what: 'A message with an empty client_id or session_state is answered with changed.',
    breaks: ['SESSION-IFRAME-5'],
  },
  'unknown-client-told-unchanged': {
    what: 'The iframe tells a client that nobody knows that nothing has changed.',
    breaks: ['SESSION-IFRAME-9'],
  },
  'iframe-never-says-changed': {
    what: 'The iframe answers every well-formed message with unchanged.',
    breaks: [
      'SESSION-IFRAME-2',
      'SESSION-IFRAME-3',
      'SESSION-IFRAME-6',
      'SESSION-IFRAME-10',
      'SESSION-IFRAME-11',
      'SESSION-STATE-3',
    ],
  },
  'iframe-blind-to-end-of-session': {
    what: 'The iframe goes on saying unchanged after idle expiry and after termination by the API (D17).',
    breaks: ['SESSION-IFRAME-10', 'SESSION-IFRAME-11'],
  },
  'single-word-left-unanswered': {
    what: 'A single-word message to the iframe gets no answer (D10).',
    breaks: ['SESSION-IFRAME-4'],
  },
  'iframe-ignores-client-id': {
    what: 'The iframe does not look at the client_id of a message.',
    breaks: ['SESSION-STATE-3'],
  },
  'iframe-answers-any-origin': {
    what: 'The iframe answers a page of any origin.',
    breaks: ['SESSION-IFRAME-7'],
  },
  'iframe-with-frame-options': {
    what: 'The page of the iframe has an X-Frame-Options that some browsers take for a ban.',
    breaks: ['SESSION-IFRAME-8'],
  },
  'iframe-page-repeats-markup': {
    what: 'The error page of the iframe repeats the client_id as markup.',
    breaks: ['INPUT-3'],
  },
  'browser-state-http-only': {
    what: 'The browser-state cookie is HttpOnly, so no iframe can read it.',
    breaks: ['SESSION-IFRAME-1', 'COOKIE-4'],
    consequences: [
      'IS-KEEPALIVE-5',
      'IS-KEEPALIVE-8',
      'IS-IDLE-6',
      'SESSION-STATE-3',
      'SESSION-STATE-4',
      'SESSION-IFRAME-2',
      'SESSION-IFRAME-3',
      'SESSION-IFRAME-4',
      'SESSION-IFRAME-5',
      'SESSION-IFRAME-6',
      'SESSION-IFRAME-7',
      'SESSION-IFRAME-9',
      'SESSION-IFRAME-10',
      'SESSION-IFRAME-11',
      'SESSION-IFRAME-12',
      'RPLOGOUT-REDIRECT-1',
      'RPLOGOUT-END-1',
      'RPLOGOUT-END-3',
      'RPLOGOUT-REDIRECT-3',
      'RPLOGOUT-HINT-2',
      'RPLOGOUT-HINT-3',
      'RPLOGOUT-HINT-5',
      'RPLOGOUT-CLIENT-3',
      'RPLOGOUT-CLIENT-4',
      'RPLOGOUT-NONE-1',
      'RPLOGOUT-CONSENT-1',
      'RPLOGOUT-CONSENT-3',
      'RPLOGOUT-CONSENT-4',
      'BACK-DELIVERY-1',
      'BACK-DELIVERY-4',
      'BACK-TOKEN-1',
      'BACK-TOKEN-2',
      'IS-SSO-3',
      'IS-TENANT-2',
      'IS-TENANT-4',
      'COOKIE-5',
      'IS-DURABLE-3',
      'INPUT-1',
      'INPUT-2',
      'INPUT-3',
    ],
  },
  'browser-state-of-tenant-http-only': {
    what: 'The browser-state cookie of a tenant is HttpOnly, so its iframe cannot read it.',
    breaks: ['IS-TENANT-2'],
  },
  'browser-state-signs-in': {
    what: 'The browser-state cookie alone signs the user in.',
    breaks: ['COOKIE-4'],
  },
  'session-cookie-without-http-only': {
    what: 'The session cookie can be read by scripts.',
    breaks: ['COOKIE-1'],
  },
  'session-cookie-same-site-lax': {
    what: 'The session cookie is SameSite=Lax.',
    breaks: ['COOKIE-2', 'COOKIE-5'],
  },
  'page-cookie-without-secure': {
    what: 'A cookie of the login page is not Secure.',
    breaks: ['COOKIE-3'],
  },
} as const satisfies FaultTable;
