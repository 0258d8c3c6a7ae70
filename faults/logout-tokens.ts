import type { FaultTable } from './fault.ts';
import { idToken, logoutTokens } from './mutations.ts';
import { OTHER_ALGORITHM } from './tokens.ts';

export const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** What can be made wrong in what a logout token says, and by which key. */
export const logoutTokenFaults = {
  'logout-token-for-another-audience': {
    what: 'The logout token names another audience.',
    violates: ['BACK-TOKEN-1'],
    ...logoutTokens((claims) => ({ ...claims, aud: 'another-client' })),
  },
  'logout-token-of-another-issuer': {
    what: 'The logout token names another issuer.',
    violates: ['BACK-TOKEN-1'],
    ...logoutTokens((claims) => ({ ...claims, iss: 'https://another.invalid' })),
  },
  'logout-token-event-for-events': {
    what: 'The logout token has a claim event in place of events.',
    violates: ['BACK-TOKEN-1'],
    ...logoutTokens(({ events, ...claims }) => ({ ...claims, event: events })),
  },
  'logout-token-with-nonce': {
    what: 'The logout token has a nonce.',
    violates: ['BACK-TOKEN-1'],
    ...logoutTokens((claims) => ({ ...claims, nonce: 'of-the-sign-in' })),
  },
  'logout-token-stale': {
    what: 'The logout token was issued an hour ago, and has expired.',
    violates: ['BACK-TOKEN-1'],
    ...logoutTokens(({ iat = 0, ...claims }) => ({ ...claims, iat: iat - 3_600, exp: iat - 3_480 })),
  },
  'logout-token-signed-by-foreign-key': {
    what: 'The logout token is signed with a key that is not published.',
    violates: ['BACK-TOKEN-1', 'IS-SIGN-2'],
    ...logoutTokens((claims) => claims, { kid: 'not-published' }),
  },
  'logout-token-of-another-user': {
    what: 'The logout token names another user.',
    violates: ['BACK-TOKEN-2'],
    ...logoutTokens((claims) => ({ ...claims, sub: 'somebody-else' })),
  },
  'logout-token-of-another-session': {
    what: 'The logout token names another session.',
    violates: ['BACK-TOKEN-2'],
    ...logoutTokens((claims) => ({ ...claims, sid: 'another-session' })),
  },
  'logout-token-without-typ': {
    what: 'The logout token has no typ (D9).',
    violates: ['BACK-TOKEN-3'],
    ...logoutTokens((claims) => claims, { typ: undefined }),
  },
  'logout-token-for-an-hour': {
    what: 'The logout token expires an hour after it was issued.',
    violates: ['BACK-TOKEN-4'],
    ...logoutTokens(({ iat = 0, ...claims }) => ({ ...claims, iat, exp: iat + 3_600 })),
  },
  'logout-token-with-the-same-jti': {
    what: 'All logout tokens have the same jti.',
    violates: ['BACK-TOKEN-5'],
    ...logoutTokens((claims) => ({ ...claims, jti: 'always-the-same' })),
  },
  'logout-event-true': {
    what: 'The value of the logout event is true, in place of an object.',
    violates: ['BACK-TOKEN-7'],
    ...logoutTokens((claims) => ({ ...claims, events: { [LOGOUT_EVENT]: true } })),
  },
  'logout-event-not-empty': {
    what: 'The object of the logout event is not empty.',
    violates: ['BACK-TOKEN-8'],
    ...logoutTokens((claims) => ({ ...claims, events: { [LOGOUT_EVENT]: { reason: 'because' } } })),
  },
  'logout-token-signed-with-another-key': {
    what: 'Logout tokens are signed with another of the published keys than ID tokens are.',
    violates: ['BACK-TOKEN-9'],
    delivery: logoutTokens((claims) => claims).delivery,
  },
  'logout-token-signed-by-another-algorithm': {
    what: 'Logout tokens are signed with RS384, ID tokens with RS256.',
    violates: ['BACK-TOKEN-10', 'BACK-TOKEN-9'],
    ...logoutTokens((claims) => claims, { alg: OTHER_ALGORITHM }),
  },
  'sid-per-user': {
    what: 'Two sessions of one user have the same sid.',
    violates: ['BACK-SID-1'],
    answer: idToken((claims) => ({ ...claims, sid: `sid-of-${String(claims.sub)}` })),
  },
  'other-session-notified': {
    what: 'A logout sends a token for another session of the user as well.',
    violates: ['BACK-DELIVERY-6'],
    answer: idToken((claims, { memory }) => {
      memory.set(String(claims['sid']), String(claims.sub));
      return claims;
    }),
    delivery: async (delivery, world) => {
      const { sub, sid } = JSON.parse(payloadOf(delivery.fields)) as Readonly<Record<string, string>>;
      const others = [...world.memory]
        .filter(([other, owner]) => owner === sub && other !== sid)
        .map(([other]) => other);
      const token = delivery.fields.get('logout_token') ?? '';
      const forged = others.map(async (other) => {
        const changed = await world.tokens.change(token, (claims) => ({ ...claims, sid: other, jti: `of-${other}` }));
        return { ...delivery, fields: new URLSearchParams({ logout_token: changed }) };
      });
      return [delivery, ...(await Promise.all(forged))];
    },
  },
  'logout-token-of-the-user-before': {
    what: 'The logout token of a user names the user who had logged out before (D20).',
    violates: ['BACK-SID-5'],
    ...logoutTokens((claims, { memory }) => {
      const before = memory.get('sub') ?? String(claims.sub);
      memory.set('sub', before);
      return { ...claims, sub: before };
    }),
  },
  'sid-outside-of-ascii': {
    what: 'A sid holds characters outside of ASCII.',
    violates: ['BACK-SID-6'],
    answer: idToken((claims) => ({ ...claims, sid: `${String(claims['sid'])}é` })),
  },
  'sid-that-can-be-guessed': {
    what: 'A sid is a small number.',
    violates: ['BACK-SID-7'],
    answer: idToken((claims, { memory }) => {
      const sid = memory.get(String(claims['sid'])) ?? String(memory.size + 1);
      memory.set(String(claims['sid']), sid);
      return { ...claims, sid };
    }),
  },
} as const satisfies FaultTable;

export const payloadOf = (fields: URLSearchParams): string =>
  Buffer.from(fields.get('logout_token')?.split('.')[1] ?? '', 'base64url').toString();
