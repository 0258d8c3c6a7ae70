import { expect, test } from '@playwright/test';
import * as jose from 'jose';

import { type LogoutTokenExpectations, validateLogoutToken } from '../../containers/relying-party/logout-token.ts';

const ISSUER = 'https://op.example/oauth2/token';
const CLIENT = 'client-1';
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const NOW = new Date('2026-03-01T12:00:00Z');
const NOW_SECONDS = NOW.getTime() / 1_000;

const CLAIMS = {
  iss: ISSUER,
  aud: CLIENT,
  sub: 'alice',
  sid: 'session-1',
  jti: 'token-1',
  iat: NOW_SECONDS,
  exp: NOW_SECONDS + 120,
  events: { [EVENT]: {} },
};

const [published, foreign] = await Promise.all([newKey('key-1'), newKey('key-1')]);
const EXPECTED: LogoutTokenExpectations = {
  issuer: ISSUER,
  clientId: CLIENT,
  keys: { keys: [published.jwk] },
  algorithms: ['RS256'],
  now: NOW,
};

async function newKey(kid: string) {
  const { publicKey, privateKey } = await jose.generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await jose.exportJWK(publicKey)), kid } };
}

/** Signs the claims of a good token, changed; a claim set to undefined is left out. */
const sign = (change: Readonly<Record<string, unknown>> = {}, key = published, alg = 'RS256') =>
  new jose.SignJWT({ ...CLAIMS, ...change }).setProtectedHeader({ alg, kid: key.kid }).sign(key.privateKey);

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = () => Promise.resolve(`${encode({ alg: 'none' })}.${encode(CLAIMS)}.`);
const hmac = () =>
  new jose.SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('secret'.repeat(8)));
const encrypted = () => Promise.resolve(`${encode({ alg: 'RSA-OAEP', enc: 'A128GCM' })}.a.b.c.d`);

const ACCEPTED: Readonly<Record<string, () => Promise<string>>> = {
  'sub and sid': () => sign(),
  'only sub': () => sign({ sid: undefined }),
  'only sid': () => sign({ sub: undefined }),
  'several audiences, this client among them': () => sign({ aud: ['other', CLIENT] }),
  'an iat by the clock of another machine': () => sign({ iat: NOW_SECONDS + 240 }),
  'claims that nobody knows': () => sign({ reason: 'idle' }),
  'an event that is not empty': () => sign({ events: { [EVENT]: { reason: 'idle' } } }),
  'a second event': () => sign({ events: { [EVENT]: {}, 'urn:other': {} } }),
  'no jti, which a receiver may do without': () => sign({ jti: undefined }),
};

for (const [what, token] of Object.entries(ACCEPTED)) {
  test(`a logout token with ${what} is valid`, async () => {
    expect(await validateLogoutToken(await token(), EXPECTED)).toMatchObject({
      valid: true,
      claims: { iss: ISSUER },
    });
  });
}

/** What is wrong, the clause that says so, and the token. The first eight are the modules of the OpenID Foundation's suite for relying parties. */
const REFUSED: readonly (readonly [what: string, clause: string, token: () => Promise<string>])[] = [
  ['with alg none', '2.6 (3)', unsigned],
  ['without events', '2.6 (6)', () => sign({ events: undefined })],
  ['with a nonce', '2.6 (7)', () => sign({ nonce: 'n-1' })],
  ['with an alg that is not agreed', '2.6 (3)', hmac],
  ['for another audience', '2.6 (4)', () => sign({ aud: 'client-2' })],
  ['with another event', '2.6 (6)', () => sign({ events: { 'http://schemas.openid.net/event/other': {} } })],
  ['of another issuer', '2.6 (4)', () => sign({ iss: 'https://other.example' })],
  ['that is signed with a key the issuer does not publish', '2.6 (2)', () => sign({}, foreign)],
  ['with a key id that is not published', '2.6 (2)', () => sign({}, { ...published, kid: 'key-9' })],
  ['that has expired', '2.6 (4)', () => sign({ iat: NOW_SECONDS - 200, exp: NOW_SECONDS - 80 })],
  ['without exp', '2.6 (4)', () => sign({ exp: undefined })],
  ['without iat', '2.6 (4)', () => sign({ iat: undefined })],
  ['from the future', '2.6 (4)', () => sign({ iat: NOW_SECONDS + 3_600 })],
  ['without iss', '2.6 (4)', () => sign({ iss: undefined })],
  ['without aud', '2.6 (4)', () => sign({ aud: undefined })],
  ['with neither sub nor sid', '2.6 (5)', () => sign({ sub: undefined, sid: undefined })],
  ['with events as a list', '2.6 (6)', () => sign({ events: [EVENT] })],
  ['that names its claim "event"', '2.6 (6)', () => sign({ events: undefined, event: { [EVENT]: {} } })],
  ['that is encrypted', '2.6 (1)', encrypted],
  ['that is no JWT', '2.4', () => Promise.resolve('hello')],
];

for (const [what, clause, token] of REFUSED) {
  test(`a logout token ${what} is refused by Back-Channel Logout ${clause}`, async () => {
    const verdict = await validateLogoutToken(await token(), EXPECTED);
    expect(verdict).toEqual({ valid: false, clause, problem: expect.stringMatching(/\w/) });
  });
}

test("time is the issuer's, however far it is from this machine's", async () => {
  const later = NOW_SECONDS + 14 * 86_400;
  const token = await sign({ iat: later, exp: later + 120 });
  expect(await validateLogoutToken(token, EXPECTED)).toMatchObject({ valid: false });
  expect(await validateLogoutToken(token, { ...EXPECTED, now: new Date(later * 1_000) })).toMatchObject({
    valid: true,
  });
});
