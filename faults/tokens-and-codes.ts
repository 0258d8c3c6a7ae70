import type { Fault, FaultTable, Request } from './fault.ts';
import { all, at, header, idToken, json, without } from './mutations.ts';
import { changeQuery, invalidGrant } from './requests.ts';

const formOf = ({ url, body }: Request): URLSearchParams =>
  new URLSearchParams(url.pathname.endsWith('/oauth2/token') ? body : '');

/** Makes the request one of this client, which authenticates in the form as all sample relying parties do. */
const asClient =
  (clientId: string | null, others: Readonly<Record<string, string>> = {}): NonNullable<Fault['request']> =>
  (request, world) =>
    changeQuery('token', (form) => {
      const secret = world.secretOf(clientId ?? '');
      if (clientId === null || secret === undefined) return;
      for (const [name, value] of Object.entries({ client_id: clientId, client_secret: secret, ...others }))
        form.set(name, value);
    })(request, world);

/** What can be made wrong in codes, ID tokens, refreshes and userinfo. */
export const tokensAndCodes = {
  'token-answer-may-be-cached': {
    what: 'An answer with tokens may be kept by caches.',
    violates: ['CORE-CACHE-1'],
    answer: at('token', header('cache-control', 'max-age=600')),
  },
  'token-answer-without-pragma': {
    what: 'An answer with tokens lacks Pragma: no-cache.',
    violates: ['CORE-CACHE-1'],
    answer: at('token', header('pragma', undefined)),
  },
  'id-token-without-nonce': {
    what: 'The ID token does not repeat the nonce.',
    violates: ['CORE-IDTOKEN-1'],
    answer: idToken(without('nonce'), 'authorization_code'),
  },
  'id-token-for-another-audience': {
    what: 'The ID token is meant for another client.',
    violates: ['CORE-IDTOKEN-1'],
    answer: idToken((claims) => ({ ...claims, aud: 'another-client' }), 'authorization_code'),
  },
  'id-token-without-sid': {
    what: 'The ID token of a sign-in carries no sid.',
    violates: ['CORE-IDTOKEN-2'],
    answer: idToken(without('sid'), 'authorization_code'),
  },
  'id-token-without-auth-time': {
    what: 'The ID token of a request with max_age has no auth_time (D36).',
    violates: ['CORE-MAXAGE-3'],
    answer: idToken(without('auth_time'), 'authorization_code'),
  },
  'auth-time-of-the-first-sign-in': {
    what: 'After a new authentication by prompt=login, the ID token still has the auth_time of the first.',
    violates: ['CORE-LOGIN-2'],
    answer: idToken((claims, { memory }) => {
      const first = memory.get(String(claims.sub)) ?? String(claims['auth_time']);
      memory.set(String(claims.sub), first);
      return 'auth_time' in claims ? { ...claims, auth_time: Number(first) } : claims;
    }, 'authorization_code'),
  },
  'hash-of-another-access-token': {
    what: 'The at_hash of an ID token is that of another access token.',
    violates: ['CORE-ATHASH-1'],
    answer: idToken((claims) => ({ ...claims, at_hash: 'bm90IGl0cyBoYXNo' }), 'authorization_code'),
  },
  'userinfo-of-another-subject': {
    what: 'The userinfo answer names another subject.',
    violates: ['CORE-USERINFO-1'],
    answer: at(
      'userinfo',
      json((claims) => ({ ...claims, sub: 'somebody-else' })),
    ),
  },
  'code-used-twice': {
    what: 'A code can be used a second time.',
    violates: ['CORE-CODE-2'],
    request: (request, { memory }) => {
      const earlier = memory.get(formOf(request).get('code') ?? '');
      if (earlier === undefined) return request;
      return { ...invalidGrant(), status: 200, body: earlier };
    },
    answer: (answer, request, { memory }) => {
      const code = formOf(request).get('code');
      if (code !== null && answer.status === 200) memory.set(code, answer.body);
      return answer;
    },
  },
  'tokens-of-a-code-used-twice-live-on': {
    what: 'A code that is used a second time is refused, and what it had brought goes on working.',
    violates: ['CORE-CODE-3'],
    request: (request, { memory }) => {
      const code = formOf(request).get('code') ?? '';
      if (memory.has(code)) return invalidGrant();
      if (code !== '') memory.set(code, 'used');
      return request;
    },
  },
  'code-of-another-client-accepted': {
    what: 'A code of one client is accepted from another.',
    violates: ['CORE-CODE-5'],
    request: (request, world) => {
      const asked = world.authorizationOfCode(formOf(request).get('code'));
      const redirectUri = asked?.get('redirect_uri') ?? '';
      return asClient(asked?.get('client_id') ?? null, { redirect_uri: redirectUri })(request, world);
    },
  },
  'code-verifier-not-compared': {
    what: 'A code is given tokens whatever its code_verifier is.',
    violates: ['CORE-PKCE-1'],
    request: (request, world) => {
      const changed = changeQuery('authorize', (query) => {
        query.delete('code_challenge');
        query.delete('code_challenge_method');
      })(request, world) as Request;
      return changeQuery('token', (form) => {
        form.delete('code_verifier');
      })(changed, world);
    },
  },
  'code-verifier-without-challenge-accepted': {
    what: 'A code_verifier is accepted although there was no code_challenge (D39).',
    violates: ['CORE-PKCE-2'],
    request: (request, world) =>
      changeQuery('token', (form) => {
        if (world.authorizationOfCode(form.get('code'))?.has('code_challenge') === false) form.delete('code_verifier');
      })(request, world),
  },
  'refreshed-id-token-of-another-subject': {
    what: 'The ID token of a refresh names another subject.',
    violates: ['CORE-REFRESH-1'],
    answer: idToken((claims) => ({ ...claims, sub: 'somebody-else' }), 'refresh_token'),
  },
  'refreshed-id-token-without-sid': {
    what: 'The ID token of a refresh carries no sid (D7).',
    violates: ['CORE-REFRESH-2'],
    answer: idToken(without('sid'), 'refresh_token'),
  },
  'refreshed-id-token-with-new-auth-time': {
    what: 'The ID token of a refresh has the time of the refresh as auth_time.',
    violates: ['CORE-REFRESH-3'],
    answer: idToken((claims) => ({ ...claims, auth_time: (claims.iat ?? 0) + 5 }), 'refresh_token'),
  },
  'refresh-token-of-another-client-accepted': {
    what: 'A refresh token of one client is accepted from another.',
    violates: ['CORE-REFRESH-4'],
    request: (request, world) =>
      asClient(world.memory.get(formOf(request).get('refresh_token') ?? '') ?? null)(request, world),
    answer: (answer, request, { memory }) => {
      const owner = formOf(request).get('client_id');
      const token = /"refresh_token"\s*:\s*"([^"]+)"/.exec(answer.body)?.[1];
      if (owner !== null && token !== undefined) memory.set(token, owner);
      return answer;
    },
  },
  'auth-time-moves': {
    what: 'auth_time moves forward with every silent call (D2).',
    violates: ['CORE-AUTHTIME-1'],
    answer: idToken(
      (claims, _, asked) =>
        'auth_time' in claims && asked.get('prompt') === 'none' ? { ...claims, auth_time: claims.iat } : claims,
      'authorization_code',
    ),
  },
  'silent-call-for-another-subject': {
    what: 'The ID token of a silent call names another subject.',
    violates: ['CORE-SUB-1'],
    answer: idToken(
      (claims, _, asked) => (asked.get('prompt') === 'none' ? { ...claims, sub: 'somebody-else' } : claims),
      'authorization_code',
    ),
  },
  'silent-call-with-fresh-sid': {
    what: 'The ID token of a silent call carries another sid.',
    violates: ['CORE-SID-1'],
    answer: idToken(
      (claims, _, asked) =>
        asked.get('prompt') === 'none' ? { ...claims, sid: `another-${String(claims['sid'])}` } : claims,
      'authorization_code',
    ),
  },
  'sid-per-client': {
    what: 'Every client of a session is given a sid of its own.',
    violates: ['IS-SSO-2'],
    answer: all(
      idToken((claims) => ({ ...claims, sid: `${String(claims['sid'])}-${String(claims.aud)}` }), 'authorization_code'),
    ),
  },
} as const satisfies FaultTable;
