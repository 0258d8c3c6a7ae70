import { createPrivateKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import type { JWK } from 'oidc-provider';
import type { Faults } from './faults/index.ts';
import type { Realm } from './realm.ts';

interface Token {
  readonly header: JWTHeaderParameters;
  readonly claims: JWTPayload;
}

const SECONDS_PER_HOUR = 3600;

/** The object without one of its members. */
const without = <Value extends object>(value: Value, member: keyof Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== member)) as Value;

const spoilHeader = (faults: Faults, header: JWTHeaderParameters): JWTHeaderParameters =>
  faults.has('logout-token-without-typ') ? without(header, 'typ') : header;

function spoilClaims(faults: Faults, claims: JWTPayload): JWTPayload {
  const { events, iat = 0, exp = 0 } = claims;
  if (faults.has('logout-token-without-jti')) return without(claims, 'jti');
  if (faults.has('logout-token-event-for-events')) return { ...claims, events: undefined, event: events };
  if (faults.has('logout-token-with-nonce')) return { ...claims, nonce: 'n-0S6_WzA2Mj' };
  if (faults.has('logout-token-for-another-audience')) return { ...claims, aud: 'another-client' };
  if (faults.has('logout-token-of-another-issuer')) return { ...claims, iss: 'https://another.example/oauth2/token' };
  if (faults.has('logout-token-stale')) return { ...claims, iat: iat - SECONDS_PER_HOUR, exp: exp - SECONDS_PER_HOUR };
  if (faults.has('logout-token-with-numeric-sid')) return { ...claims, sid: 42 };
  return claims;
}

const privateKey = (jwk: JWK): KeyObject => createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });

const sign = ({ header, claims }: Token, key: KeyObject): Promise<string> =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);

/** The logout token as this provider sends it: as the library made it, but for planted faults. */
export async function sentLogoutToken({ faults, key }: Realm, token: string): Promise<string> {
  const header = spoilHeader(faults, decodeProtectedHeader(token) as JWTHeaderParameters);
  const claims = spoilClaims(faults, decodeJwt(token));
  const foreign = faults.has('logout-token-signed-by-foreign-key');
  return sign({ header, claims }, foreign ? await anotherKey() : privateKey(key));
}

async function anotherKey(): Promise<KeyObject> {
  return (await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey;
}

/** The ID token as this provider issues it: as the library made it, but for planted faults. */
export async function issuedIdToken(realm: Realm, token: string, isRefresh: boolean): Promise<string> {
  const { faults } = realm;
  const header = decodeProtectedHeader(token) as JWTHeaderParameters;
  const claims = decodeJwt(token);
  if (faults.has('id-token-without-auth-time')) delete claims['auth_time'];
  if (!isRefresh && faults.has('id-token-without-sid')) delete claims['sid'];
  if (isRefresh && faults.has('refreshed-id-token-without-sid')) delete claims['sid'];
  const subject = claims.sub ?? '';
  if (isRefresh && faults.has('refreshed-id-token-of-another-subject')) claims.sub = `another-${subject}`;
  const home = realm.directory.realms().find(({ users }) => users.get(subject) !== undefined);
  const key = faults.has('guest-token-signed-with-home-key') ? (home ?? realm).key : realm.key;
  return sign({ header: { ...header, ...(key.kid === undefined ? {} : { kid: key.kid }) }, claims }, privateKey(key));
}
