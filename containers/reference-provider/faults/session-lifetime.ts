import type { FaultTable } from './types.ts';

/** What can be made wrong in how long a session lives. */
export const sessionLifetimeFaults = {
  'silent-call-does-not-extend': {
    what: 'A silent call does not restart the idle clock.',
    breaks: [
      'IS-KEEPALIVE-1',
      'IS-KEEPALIVE-2',
      'IS-KEEPALIVE-3',
      'IS-KEEPALIVE-5',
      'IS-KEEPALIVE-6',
      'IS-SSO-4',
      'IS-MAXIMUM-2',
      'CORE-HINT-3',
      'RPLOGOUT-HINT-1',
      'IS-DURABLE-3',
    ],
  },
  'every-other-silent-call-extends': {
    what: 'Only every other silent call restarts the idle clock.',
    breaks: ['IS-MAXIMUM-2', 'IS-KEEPALIVE-5', 'IS-DURABLE-3'],
  },
  'only-first-client-extends': {
    what: 'Silent calls of any client but the first do not restart the idle clock.',
    breaks: ['IS-SSO-4'],
  },
  'interactive-request-does-not-extend': {
    what: 'An interactive authorization request does not restart the idle clock.',
    breaks: ['IS-IDLE-3'],
  },
  'userinfo-extends': {
    what: 'A userinfo request restarts the idle clock.',
    breaks: ['IS-IDLE-4'],
  },
  'refused-call-extends': {
    what: 'A refused silent call restarts the idle clock.',
    breaks: ['IS-IDLE-7'],
  },
  'idle-timeout-14-minutes': {
    what: 'A session ends after 14 minutes of silence in place of 15.',
    breaks: ['IS-IDLE-1', 'IS-MAXIMUM-2'],
  },
  'idle-timeout-change-ignored': {
    what: 'A changed idle timeout is not in force.',
    breaks: ['IS-IDLE-8'],
  },
  'idle-expiry-tells-clients': {
    what: 'The end of a session by idleness sends logout tokens.',
    breaks: ['IS-IDLE-11', 'BACK-SID-3'],
  },
  'session-never-idles-out': {
    what: 'No silence ends a session.',
    breaks: ['IS-IDLE-2', 'IS-KEEPALIVE-3', 'IS-KEEPALIVE-4', 'IS-KEEPALIVE-8', 'CORE-PROMPT-8'],
    consequences: [
      'IS-IDLE-4',
      'IS-IDLE-5',
      'IS-IDLE-6',
      'IS-IDLE-7',
      'IS-IDLE-8',
      'IS-IDLE-11',
      'IS-EXTEND-2',
      'IS-REMEMBER-3',
      'IS-REMEMBER-6',
      'IS-REMEMBER-7',
      'SESSION-IFRAME-10',
      'BACK-SID-2',
      'BACK-SID-3',
    ],
  },
  'another-default-idle-timeout': {
    what: 'A session lives for 20 minutes of silence where nobody has set anything.',
    breaks: ['IS-IDLE-9'],
    needsOwnProvider: true,
  },
  'senseless-timeout-accepted': {
    what: 'An idle timeout that is no number of minutes is accepted.',
    breaks: ['IS-IDLE-10'],
  },
  'token-refresh-extends': {
    what: 'A refresh grant restarts the idle clock.',
    breaks: ['IS-IDLE-5'],
  },
  'iframe-extends': {
    what: 'Loading the check-session iframe restarts the idle clock.',
    breaks: ['IS-IDLE-6'],
  },
  'remember-me-without-effect': {
    what: 'A user who wants to be remembered is not.',
    breaks: ['IS-REMEMBER-1', 'IS-REMEMBER-2', 'IS-REMEMBER-3', 'IS-REMEMBER-4', 'IS-REMEMBER-6', 'IS-REMEMBER-7'],
  },
  'remember-me-never-ends': {
    what: 'A remembered session never ends by itself.',
    breaks: ['IS-REMEMBER-3', 'IS-REMEMBER-6', 'IS-REMEMBER-7'],
  },
  'extension-without-effect': {
    what: 'The session-extension endpoint does not restart the idle clock.',
    breaks: ['IS-EXTEND-1'],
  },
  'extension-revives-expired-session': {
    what: 'The session-extension endpoint revives a session that has ended.',
    breaks: ['IS-EXTEND-2'],
  },
  'remember-me-extended-by-use': {
    what: 'Silent calls carry a remembered session past its period.',
    breaks: ['IS-REMEMBER-6', 'IS-REMEMBER-7'],
  },
  'remember-me-cookie-without-expiry': {
    what: 'The cookie of a remembered session ends with the browser.',
    breaks: ['IS-REMEMBER-4'],
  },
  'remembered-session-outlives-logout': {
    what: 'A logout that reports success does not end a remembered session.',
    breaks: ['IS-REMEMBER-5', 'RPLOGOUT-END-1', 'SESSION-IFRAME-2', 'BACK-DELIVERY-1', 'BACK-TOKEN-1', 'BACK-TOKEN-2'],
  },
  'sessions-kept-in-memory': {
    what: 'A restart loses every session.',
    breaks: [
      'IS-DURABLE-1',
      'IS-DURABLE-2',
      'IS-DURABLE-3',
      'IS-DURABLE-4',
      'BACK-DELIVERY-1',
      'BACK-TOKEN-1',
      'BACK-TOKEN-2',
    ],
  },
} as const satisfies FaultTable;
