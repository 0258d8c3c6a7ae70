import type { Delivery, Fault, FaultTable } from './fault.ts';
import { LOGOUT_EVENT, payloadOf } from './logout-tokens.ts';
import { logoutTokens, without } from './mutations.ts';
import { WAS_AWAY } from './proxy.ts';
import { invalidGrant } from './requests.ts';

const NOTHING_SENT: NonNullable<Fault['delivery']> = () => [];

const sidOf = ({ fields }: Delivery): string => /"sid":"([^"]+)"/.exec(payloadOf(fields))?.[1] ?? '';

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
    delivery: lose((delivery, memory) => {
      const { receiver } = delivery;
      const sid = sidOf(delivery);
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
  'hanging-receivers-keep-the-next-user-waiting': {
    what: 'After a session of three clients was ended, the clients of the next user are not notified (D44).',
    violates: ['BACK-DELIVERY-13'],
    delivery: (delivery, { memory }) => {
      const sid = sidOf(delivery);
      memory.set(sid, String(Number(memory.get(sid) ?? 0) + 1));
      const isKeptWaiting = [...memory].some(([other, clients]) => other !== sid && Number(clients) >= 3);
      return isKeptWaiting ? [] : [delivery];
    },
  },
  'query-of-receiver-dropped': {
    what: 'The query of a back-channel uri is lost.',
    violates: ['BACK-DELIVERY-10'],
    delivery: (delivery) => [{ ...delivery, receiver: delivery.receiver.split('?')[0] ?? '' }],
  },
  'offline-refresh-token-revoked': {
    what: 'A logout revokes refresh tokens that were issued with offline_access.',
    violates: ['BACK-REFRESH-1'],
    request: (request, { memory }) => {
      if (request.url.pathname.endsWith('/oidc/logout')) memory.set('ended', 'yes');
      const isRefresh =
        request.url.pathname.endsWith('/oauth2/token') && request.body.includes('grant_type=refresh_token');
      return isRefresh && memory.has('ended') ? invalidGrant() : request;
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
  'account-change-tells-nobody': {
    what: 'Sessions that end by what an administrator does to the account send no logout token.',
    violates: ['IS-ACCOUNT-3', 'IS-ACCOUNT-4'],
    ...loseAfter('PATCH', '/scim2/Users/'),
  },
  'recovery-of-password-tells-nobody': {
    what: 'Sessions that end by the recovery of a password send no logout token.',
    violates: ['IS-ACCOUNT-21'],
    ...loseAfter('POST', '/recovery/'),
  },
  'nobody-notified-after-deletion': {
    what: 'A logout after an application was deleted notifies nobody.',
    violates: ['IS-APP-4'],
    ...loseAfter('DELETE', '/api/server/v1/applications/'),
  },
  'nobody-notified-after-restart': {
    what: 'A logout after a restart of the server notifies nobody.',
    violates: ['IS-DURABLE-4'],
    delivery: lose((_, memory) => memory.has(WAS_AWAY)),
  },
} as const satisfies FaultTable;
