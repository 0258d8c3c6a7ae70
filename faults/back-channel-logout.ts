import type { Delivery, Fault, FaultTable } from './fault.ts';
import { idToken, logoutTokens, without } from './mutations.ts';
import { OTHER_ALGORITHM } from './tokens.ts';
import { WAS_AWAY } from './proxy.ts';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const NOTHING_SENT: NonNullable<Fault['delivery']> = () => [];

/** Passes on only what is not lost. */
const lose =
  (isLost: (delivery: Delivery, memory: Map<string, string>) => boolean): NonNullable<Fault['delivery']> =>
  (delivery, { memory }) =>
    isLost(delivery, memory) ? [] : [delivery];

/** Loses the tokens that are sent after a request to the administration that ends sessions. */
const loseAfter = (method: string, path: string): Pick<Fault, 'request' | 'delivery'> => ({
  request: (request, { memory }) => {
    if (request.method === method && request.url.pathname.includes(path)) memory.set('ended', 'yes');
    return request;
  },
  delivery: lose((_, memory) => memory.has('ended')),
});

/** What can be made wrong in logout tokens and their delivery. */
export const backChannelLogout = {
  'no-client-notified': {
    what: 'No logout token is sent.',
    violates: ['BACK-DELIVERY-1'],
    delivery: NOTHING_SENT,
  },
  'second-client-not-notified': {
    what: 'Only the first client of the session is sent a logout token.',
    violates: ['BACK-DELIVERY-1'],
    delivery: lose(({ fields, receiver }, memory) => {
      const sid = /"sid":"([^"]+)"/.exec(payloadOf(fields))?.[1] ?? '';
      const first = memory.get(sid) ?? receiver;
      memory.set(sid, first);
      return receiver !== first;
    }),
  },
  'logout-token-in-wrong-field': {
    what: 'The form field is called logoutToken.',
    violates: ['BACK-DELIVERY-2'],
    delivery: ({ fields, ...delivery }) => [
      { ...delivery, fields: new URLSearchParams({ logoutToken: fields.get('logout_token') ?? '' }) },
    ],
  },
  'logout-token-as-json': {
    what: 'The logout token is posted as JSON.',
    violates: ['BACK-DELIVERY-2'],
    delivery: (delivery) => [{ ...delivery, contentType: 'application/json' }],
  },
  'bystanders-notified': {
    what: 'Clients that take no part in the session are sent logout tokens too.',
    violates: ['BACK-DELIVERY-3'],
    delivery: (delivery, world) => world.receivers().map((receiver) => ({ ...delivery, receiver })),
  },
  'refused-logout-notifies': {
    what: 'A logout that is refused sends logout tokens.',
    violates: ['BACK-DELIVERY-4'],
    answer: async (answer, request, world) => {
      const token = request.url.pathname.endsWith('/oidc/logout') ? world.idTokenOf(request) : undefined;
      if (token === undefined || !/oauth2_error|retry/.test(answer.headers.get('location') ?? '')) return answer;
      const forged = await world.tokens.change(token, ({ nonce: _, at_hash: __, ...claims }) => ({
        ...claims,
        jti: 'refused',
        events: { [LOGOUT_EVENT]: {} },
      }));
      const fields = new URLSearchParams({ logout_token: forged });
      const contentType = 'application/x-www-form-urlencoded';
      for (const receiver of world.receivers()) await world.deliver({ receiver, contentType, fields });
      return answer;
    },
  },
  'notified-twice': {
    what: 'A logout token that was received is sent again.',
    violates: ['BACK-DELIVERY-7'],
    sentAgain: (status) => status === 200,
  },
  'sent-again-after-204': {
    what: 'A logout token is sent again where the receiver answered 204.',
    violates: ['BACK-DELIVERY-11'],
    sentAgain: (status) => status === 204,
  },
  'sent-again-after-failure': {
    what: 'A logout token is sent again at once where the receiver has failed.',
    violates: ['BACK-DELIVERY-12'],
    sentAgain: (status) => status >= 500,
  },
  'redirected-before-notification': {
    what: 'The browser is sent back before the clients have been notified (D22).',
    violates: ['BACK-DELIVERY-9'],
    delivery: (delivery, world) => {
      setTimeout(() => void world.deliver(delivery), 3_000).unref();
      return [];
    },
  },
  'query-of-receiver-dropped': {
    what: 'The query of a back-channel uri is lost.',
    violates: ['BACK-DELIVERY-10'],
    delivery: (delivery) => [{ ...delivery, receiver: delivery.receiver.split('?')[0] ?? '' }],
  },
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
  'offline-refresh-token-revoked': {
    what: 'A logout revokes refresh tokens that were issued with offline_access.',
    violates: ['BACK-REFRESH-1'],
    request: (request, { memory }) => {
      if (request.url.pathname.endsWith('/oidc/logout')) memory.set('ended', 'yes');
      const isRefresh =
        request.url.pathname.endsWith('/oauth2/token') && request.body.includes('grant_type=refresh_token');
      if (!isRefresh || !memory.has('ended')) return request;
      const headers = new Headers({
        'content-type': 'application/json',
        'cache-control': 'no-store',
        pragma: 'no-cache',
      });
      return { status: 400, headers, body: JSON.stringify({ error: 'invalid_grant' }) };
    },
  },
  'logout-token-without-jti': {
    what: 'The logout token has no jti.',
    violates: ['BACK-TOKEN-5'],
    ...logoutTokens(without('jti')),
  },
  'termination-tells-nobody': {
    what: 'Ending sessions through the API sends no logout token.',
    violates: ['IS-ADMIN-3'],
    ...loseAfter('DELETE', '/me/sessions'),
  },
  'password-change-tells-nobody': {
    what: 'Sessions that end by a change of password send no logout token.',
    violates: ['IS-ADMIN-7'],
    ...loseAfter('PATCH', '/scim2/Me'),
  },
  'deletion-tells-nobody': {
    what: 'Sessions that end with their user send no logout token.',
    violates: ['IS-ADMIN-8'],
    ...loseAfter('DELETE', '/scim2/Users/'),
  },
  'nobody-notified-after-restart': {
    what: 'A logout after a restart of the server notifies nobody.',
    violates: ['IS-DURABLE-4'],
    delivery: lose((_, memory) => memory.has(WAS_AWAY)),
  },
} as const satisfies FaultTable;

const payloadOf = (fields: URLSearchParams): string =>
  Buffer.from(fields.get('logout_token')?.split('.')[1] ?? '', 'base64url').toString();
