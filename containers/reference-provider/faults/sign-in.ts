import type { FaultTable } from './types.ts';

/** What can be made wrong in discovery, keys, sign-in and tokens. */
export const signInFaults = {
  'endpoint-published-with-http': {
    what: 'The metadata publishes an endpoint with http.',
    breaks: ['DISCOVERY-2'],
  },
  'back-channel-logout-not-announced': {
    what: 'The metadata says that there is no back-channel logout, and there is.',
    breaks: ['BACK-DISCOVERY-1'],
  },
  'key-published-with-its-primes': {
    what: 'The published key holds the primes of the private one.',
    breaks: ['DISCOVERY-4'],
  },
  'key-published-under-another-id': {
    what: 'The key is published under another id than the one that tokens name.',
    breaks: [
      'DISCOVERY-3',
      'CORE-IDTOKEN-1',
      'IS-SIGN-1',
      'IS-SIGN-2',
      'IS-SIGN-3',
      'BACK-TOKEN-1',
      'IS-ADMIN-3',
      'IS-ADMIN-4',
      'IS-ADMIN-5',
    ],
    consequences: ['IS-SIGN-6', 'IS-TENANT-1', 'IS-TENANT-5'],
  },
  'guest-token-signed-with-home-key': {
    what: "The ID token of another tenant's user is signed with the key of that tenant.",
    breaks: ['IS-SIGN-3', 'IS-SIGN-6', 'IS-TENANT-5'],
  },
  'tenants-share-a-key': {
    what: 'All tenants sign with one key.',
    breaks: ['IS-TENANT-1', 'IS-SIGN-3', 'IS-SIGN-6'],
    needsOwnProvider: true,
  },
  'tenant-cookies-at-root': {
    what: 'The cookies of a tenant are sent to every other tenant.',
    breaks: ['IS-TENANT-3', 'IS-TENANT-4'],
  },
  'refused-silent-call-ends-session-of-another-tenant': {
    what: 'A silent call that a tenant refuses ends the session of another tenant in that browser (D19).',
    breaks: ['IS-TENANT-6'],
  },
  'wrong-password-accepted': {
    what: 'Any password signs a user in.',
    breaks: ['CORE-AUTHN-1'],
  },
  'second-client-asks-again': {
    what: 'A user who is signed in is asked again when another application is opened.',
    breaks: ['IS-SSO-1', 'IS-SSO-3', 'IS-SSO-4'],
    consequences: [
      'SESSION-STATE-3',
      'SESSION-IFRAME-2',
      'SESSION-IFRAME-6',
      'SESSION-IFRAME-7',
      'SESSION-IFRAME-12',
      'RPLOGOUT-REDIRECT-1',
      'RPLOGOUT-STATE-1',
      'RPLOGOUT-REDIRECT-2',
      'RPLOGOUT-END-1',
      'RPLOGOUT-REDIRECT-5',
      'BACK-DELIVERY-1',
      'BACK-DELIVERY-2',
      'BACK-DELIVERY-5',
      'BACK-TOKEN-1',
      'BACK-TOKEN-2',
      'BACK-TOKEN-3',
      'BACK-TOKEN-4',
      'BACK-TOKEN-5',
      'BACK-TOKEN-6',
      'BACK-SID-2',
      'BACK-SID-3',
      'IS-ADMIN-1',
      'IS-ADMIN-2',
      'IS-ADMIN-3',
      'IS-ADMIN-5',
      'IS-DURABLE-1',
      'IS-DURABLE-2',
      'IS-DURABLE-4',
    ],
  },
  'prompt-login-ignored': {
    what: 'With prompt=login a user who is signed in is not asked again.',
    breaks: ['CORE-LOGIN-1', 'CORE-LOGIN-2'],
  },
  'interactive-request-ignores-max-age': {
    what: 'An interactive request whose max_age has passed asks nobody.',
    breaks: ['CORE-MAXAGE-2'],
  },
  'id-token-without-auth-time': {
    what: 'The ID token of a request with max_age has no auth_time.',
    breaks: ['CORE-MAXAGE-3', 'CORE-LOGIN-2', 'CORE-AUTHTIME-1'],
  },
  'id-token-without-sid': {
    what: 'The ID token of a sign-in, and of a silent call, carries no sid.',
    breaks: ['CORE-IDTOKEN-2', 'CORE-SUB-1', 'CORE-SID-1', 'IS-SSO-2'],
    consequences: [
      'CORE-REFRESH-2',
      'IS-KEEPALIVE-2',
      'SESSION-IFRAME-12',
      'RPLOGOUT-AGAIN-1',
      'BACK-DELIVERY-6',
      'BACK-TOKEN-2',
      'BACK-SID-1',
      'BACK-SID-2',
      'BACK-SID-3',
      'IS-SSO-3',
      'IS-ADMIN-3',
    ],
  },
  'refreshed-id-token-of-another-subject': {
    what: 'The ID token of a refresh grant names another subject.',
    breaks: ['CORE-REFRESH-1'],
  },
  'refreshed-id-token-without-sid': {
    what: 'The ID token of a refresh grant carries no sid (D7).',
    breaks: ['CORE-REFRESH-2'],
  },
  'unknown-client-sent-back': {
    what: 'The error about an unknown client is sent to the redirect_uri that it names.',
    breaks: ['CORE-CLIENT-1'],
  },
  'foreign-redirect-uri-visited': {
    what: 'The error about an unregistered redirect_uri is sent there.',
    breaks: ['CORE-CLIENT-2'],
  },
  'redirect-uri-compared-by-prefix': {
    what: 'An uri that begins like a registered one counts as registered.',
    breaks: ['RPLOGOUT-REDIRECT-3', 'RPLOGOUT-REDIRECT-5', 'RPLOGOUT-REDIRECT-7', 'BACK-DELIVERY-4'],
  },
} as const satisfies FaultTable;
