import { generate } from 'selfsigned';

const DAY_MS = 86_400_000;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** A new key and self-signed certificate for this machine, PEM, good for a year from yesterday on. */
export async function loopbackCertificate(hostname: string): Promise<{ key: string; certificate: string }> {
  const names = [...new Set([hostname, 'localhost', '*.localhost', 'rp.localhost', 'op.localhost'])];
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
          { type: IP_ADDRESS, ip: '127.0.0.1' },
          { type: IP_ADDRESS, ip: '::1' },
        ],
      },
    ],
  });
  return { key, certificate };
}
