import type { FaultTable } from './types.ts';

/** What can be made wrong in logout tokens, and ends of sessions that clients are told of. */
export const backChannelLogoutFaults = {
  'second-client-not-notified': {
    what: 'Only the first client of the session is sent a logout token.',
    breaks: [
      'BACK-DELIVERY-1',
      'BACK-DELIVERY-2',
      'BACK-DELIVERY-5',
      'BACK-TOKEN-1',
      'BACK-TOKEN-2',
      'BACK-TOKEN-3',
      'BACK-TOKEN-4',
      'BACK-TOKEN-5',
      'BACK-TOKEN-6',
      'IS-DURABLE-4',
      'IS-ADMIN-3',
      'IS-ADMIN-5',
    ],
  },
  'notified-twice': {
    what: 'Every client is sent two logout tokens.',
    breaks: ['BACK-DELIVERY-1', 'BACK-DELIVERY-6', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'bystanders-notified': {
    what: 'Clients that take no part in the session are sent logout tokens too.',
    breaks: ['BACK-DELIVERY-3', 'BACK-SID-3'],
  },
  'refused-logout-notifies': {
    what: 'A logout that is refused sends logout tokens.',
    breaks: [
      'BACK-DELIVERY-4',
      'RPLOGOUT-REDIRECT-1',
      'RPLOGOUT-REDIRECT-3',
      'RPLOGOUT-HINT-2',
      'RPLOGOUT-HINT-5',
      'RPLOGOUT-CLIENT-3',
      'RPLOGOUT-CLIENT-4',
      'INPUT-2',
    ],
  },
  'clients-notified-one-after-another': {
    what: 'A client is sent its token only when the one before has answered.',
    breaks: ['BACK-DELIVERY-5'],
  },
  'logout-token-in-wrong-field': {
    what: 'The form field is called logoutToken.',
    breaks: [
      'BACK-DELIVERY-2',
      'BACK-DELIVERY-6',
      'BACK-TOKEN-1',
      'BACK-TOKEN-2',
      'BACK-TOKEN-3',
      'BACK-TOKEN-4',
      'BACK-TOKEN-5',
      'BACK-TOKEN-6',
      'BACK-SID-3',
      'IS-SIGN-2',
      'IS-SIGN-3',
      'IS-ADMIN-3',
      'IS-ADMIN-4',
      'IS-ADMIN-5',
    ],
    consequences: ['IS-ADMIN-6', 'IS-IDLE-11'],
  },
  'logout-token-without-typ': {
    what: 'The logout token has no typ (D9).',
    breaks: ['BACK-TOKEN-3'],
  },
  'logout-token-for-another-audience': {
    what: 'The logout token names another audience.',
    breaks: ['BACK-TOKEN-1', 'BACK-TOKEN-6', 'IS-ADMIN-3', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'logout-token-of-another-issuer': {
    what: 'The logout token names another issuer.',
    breaks: ['BACK-TOKEN-1', 'IS-ADMIN-3', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'logout-token-event-for-events': {
    what: 'The logout token has a claim event in place of events.',
    breaks: ['BACK-TOKEN-1', 'IS-ADMIN-3', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'logout-token-with-nonce': {
    what: 'The logout token has a nonce.',
    breaks: ['BACK-TOKEN-1', 'IS-ADMIN-3', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'logout-token-without-jti': {
    what: 'The logout token has no jti.',
    breaks: ['BACK-TOKEN-1', 'BACK-TOKEN-5', 'IS-ADMIN-3', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'logout-token-stale': {
    what: 'The logout token was issued an hour ago.',
    breaks: ['BACK-TOKEN-1', 'IS-ADMIN-3', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'logout-token-signed-by-foreign-key': {
    what: 'The logout token is signed with a key that is not published.',
    breaks: ['BACK-TOKEN-1', 'IS-SIGN-2', 'IS-SIGN-3', 'IS-ADMIN-3', 'IS-ADMIN-4', 'IS-ADMIN-5'],
  },
  'logout-token-with-numeric-sid': {
    what: 'The sid of the logout token is a number.',
    breaks: ['BACK-TOKEN-2', 'BACK-DELIVERY-6', 'BACK-SID-3', 'IS-ADMIN-3'],
  },
  'expired-session-inherited': {
    what: 'After a session has ended by idleness the next user in the browser takes over its sid and its clients (D16).',
    breaks: ['BACK-SID-2', 'BACK-SID-3'],
  },
  'sid-per-user': {
    what: 'Two sessions of one user have the same sid.',
    breaks: ['BACK-SID-1', 'RPLOGOUT-AGAIN-1'],
  },
  'session-listed-without-second-client': {
    what: 'The list of sessions leaves out the second client.',
    breaks: ['IS-ADMIN-1'],
  },
  'termination-ends-one-session-of-many': {
    what: 'Ending the sessions of a user through the API ends the first of them.',
    breaks: ['IS-ADMIN-2', 'IS-ADMIN-3'],
  },
  'termination-tells-nobody': {
    what: 'Ending sessions through the API sends no logout token.',
    breaks: ['IS-ADMIN-3'],
  },
  'termination-ends-sessions-of-others': {
    what: "Ending one user's sessions through the API ends those of others.",
    breaks: ['IS-ADMIN-6'],
  },
  'password-change-keeps-sessions': {
    what: 'A change of password ends no session.',
    breaks: ['IS-ADMIN-4'],
  },
} as const satisfies FaultTable;
