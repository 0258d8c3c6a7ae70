import type { FaultTable } from './types.ts';

/** What can be made wrong in session management: the iframe, and the cookies that it needs. */
export const sessionIframeFaults = {
  'session-state-for-own-origin': {
    what: "session_state is bound to the provider's origin in place of the relying party's.",
    breaks: ['SESSION-STATE-1', 'SESSION-STATE-4', 'SESSION-IFRAME-1'],
  },
  'silent-session-state-outdated': {
    what: 'A silent call brings a session_state of a browser state that is no more.',
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
  'empty-half-answered-with-changed': {
    what: 'A message with an empty half is answered with changed.',
    breaks: ['SESSION-IFRAME-5'],
  },
  'iframe-ignores-first-character': {
    what: 'The iframe does not compare the first character of a session_state.',
    breaks: ['SESSION-IFRAME-6'],
  },
  'iframe-ignores-client-id': {
    what: 'The iframe does not look at the client_id of a message.',
    breaks: ['SESSION-STATE-3'],
  },
  'iframe-answers-any-origin': {
    what: 'The iframe answers a page of any origin.',
    breaks: ['SESSION-IFRAME-7'],
  },
  'iframe-serves-unknown-client': {
    what: 'An unknown client is served an iframe that tells it unchanged.',
    breaks: ['SESSION-IFRAME-9'],
  },
  'iframe-may-not-be-framed': {
    what: 'The page of the iframe forbids that it is framed.',
    breaks: ['SESSION-IFRAME-8', 'SESSION-IFRAME-1'],
  },
  'iframe-page-repeats-markup': {
    what: 'The error page of the iframe repeats the client_id as markup.',
    breaks: ['INPUT-3'],
  },
  'browser-state-http-only': {
    what: 'The browser-state cookie is HttpOnly, so the iframe cannot read it.',
    breaks: ['COOKIE-4', 'SESSION-IFRAME-1'],
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
