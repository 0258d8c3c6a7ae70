import { X509Certificate } from 'node:crypto';
import { createHttpClient, fetchServerCertificate, networkFault, verifiedCertificate } from '../../lib/http.ts';
import { expect, issueCertificate, test } from './world.ts';

test('a pinned certificate is trusted, and no other', async ({ serve }) => {
  const [own, other] = [await issueCertificate(), await issueCertificate()];
  const url = await serve((_, response) => response.end('here'), own);
  expect(await (await createHttpClient(own).fetch(url)).text()).toBe('here');
  const fault: unknown = await createHttpClient(other)
    .fetch(url)
    .catch((error: unknown) => error);
  expect(networkFault(fault).code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});

test('a pinned certificate that has expired is trusted, for every request and not only the first', async ({
  serve,
}) => {
  const expired = await issueCertificate({ validUntil: new Date('2025-01-08T00:00:00Z') });
  const url = await serve((_, response) => response.end('here'), expired);
  const http = createHttpClient(expired);
  for (let turn = 0; turn < 3; turn += 1) expect(await (await http.fetch(url)).text()).toBe('here');
});

test('a pinned certificate that has expired is found to be that of the server, and no other is', async ({ serve }) => {
  const validUntil = new Date('2025-01-08T00:00:00Z');
  const [own, other] = [await issueCertificate({ validUntil }), await issueCertificate({ validUntil })];
  const url = await serve((_, response) => response.end('here'), own);
  const { fingerprint256 } = new X509Certificate(own.certificate);
  expect((await verifiedCertificate(url, own.certificate)).fingerprint256).toBe(fingerprint256);
  await expect(verifiedCertificate(url, other.certificate)).rejects.toThrow();
});

test('the certificate that a server presents can be learnt and pinned', async ({ serve }) => {
  const url = await serve((_, response) => response.end('here'), await issueCertificate());
  const certificate = await fetchServerCertificate(url);
  expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----/);
  expect((await createHttpClient({ certificate }).fetch(url)).status).toBe(200);
});

for (const [method, requests] of [
  ['GET', 2],
  ['PUT', 2],
  ['DELETE', 2],
  ['POST', 1],
  ['PATCH', 1],
] as const) {
  test(`a ${method} whose connection breaks is sent ${requests === 2 ? 'once more' : 'only once'}`, async ({
    serve,
  }) => {
    let count = 0;
    const url = await serve((request) => {
      count += 1;
      request.socket.resetAndDestroy();
    });
    const request = createHttpClient({}).fetch(url, {
      method,
      ...(method === 'GET' ? {} : { body: '{}' }),
    });
    await expect(request).rejects.toThrow('fetch failed');
    expect(count).toBe(requests);
  });
}

test('connections are not kept, as a jump of the clock would leave them dead', async ({ serve }) => {
  const seen = new Set<unknown>();
  const url = await serve((request, response) => {
    seen.add(request.socket);
    response.end();
  });
  const http = createHttpClient({});
  for (let turn = 0; turn < 3; turn += 1) await (await http.fetch(url)).text();
  expect(seen.size).toBe(3);
});
