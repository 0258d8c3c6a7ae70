import { isIP } from 'node:net';
import { generate } from 'selfsigned';

const DAY_MS = 86_400_000;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** What a server presents, PEM; `certificate` may hold those of the authorities above its own. */
export interface TlsIdentity {
  readonly key: string;
  readonly certificate: string;
}

/** A new key and self-signed certificate for this machine, also called `hostname` (a name or an address), good for a year from yesterday on. */
export async function loopbackCertificate(hostname: string): Promise<TlsIdentity> {
  const own = isIP(hostname) === 0 ? { names: [hostname], addresses: [] } : { names: [], addresses: [hostname] };
  const names = [...new Set([...own.names, 'localhost', '*.localhost', 'rp.localhost', 'op.localhost'])];
  const addresses = [...new Set([...own.addresses, '127.0.0.1', '::1'])];
  const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: hostname }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + 365 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: DNS_NAME, value }) as const),
          ...addresses.map((ip) => ({ type: IP_ADDRESS, ip }) as const),
        ],
      },
    ],
  });
  return { key, certificate };
}
