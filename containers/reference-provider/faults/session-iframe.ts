import type { FaultTable } from './types.ts';

/** What can be made wrong in session management: the iframe, and the cookies that it needs. */
export const sessionIframeFaults = {
  'silent-session-state-for-own-origin': {
    what: "The session_state of a silent call is bound to the provider's origin in place of the relying party's.",
    breaks: ['SESSION-STATE-4', 'SESSION-IFRAME-12', 'IS-SSO-3'],
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
