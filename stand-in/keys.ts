import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';
import { Collection, type Journal } from './journal.ts';

interface StoredKey {
  readonly jwk: JWK;
}
export interface TlsIdentity {
  readonly key: string;
  readonly certificate: string;
}

const DAY_MS = 86_400_000;

/** The realm's RS256 key; the product names keys `<thumbprint>_RS256`. Made at the first call, kept in the journal. */
export async function signingKey(journal: Journal, domain: string): Promise<JWK> {
  const keys = new Collection<StoredKey>(journal, 'keys');
  const stored = keys.get(domain);
  if (stored !== undefined) return stored.jwk;
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' }) as JWK;
  const { calculateJwkThumbprint } = await import('jose');
  const thumbprint = await calculateJwkThumbprint({ kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' });
  const named: JWK = {
    ...jwk,
    use: 'sig',
    alg: 'RS256',
    kid: `${Buffer.from(thumbprint).toString('base64url')}_RS256`,
  };
  keys.set(domain, { jwk: named });
  return named;
}

/** A self-signed certificate for the host, `localhost` and the loopback addresses. Valid in real time, which is what clients check. */
export async function tlsIdentity(journal: Journal, hostname: string): Promise<TlsIdentity> {
  const identities = new Collection<TlsIdentity>(journal, 'tls');
  const stored = identities.get(hostname);
  if (stored !== undefined) return stored;
  // Only a first start needs it, and it takes a while to load.
  const { generate } = await import('selfsigned');
  const names = [...new Set([hostname, 'localhost'])];
  const made = await generate([{ name: 'commonName', value: hostname }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + 3650 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  const identity = { key: made.private, certificate: made.cert };
  identities.set(hostname, identity);
  return identity;
}
