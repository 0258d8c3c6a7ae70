import { X509Certificate } from 'node:crypto';
import { startRemote } from '../../targets/remote/remote.ts';
import type { Target } from '../../targets/target.ts';
import { identityServer, type Answers } from './identity-server.ts';
import { expect, issueCertificate, test as base, type Certificate } from './world.ts';

interface Attempt {
  /** What the user set, beyond the url and the usual administrator. */
  readonly caFile?: string;
  readonly password?: string;
}

const attempt = (url: string, { password = 'admin', ...rest }: Attempt = {}): Promise<Target> =>
  startRemote({
    url,
    admin: { user: 'admin', password },
    allowServerChanges: false,
    progress: () => undefined,
    ...rest,
  });

interface Remote {
  identity: Certificate;
  caFile: string;
  start: (answers: Answers, password?: string) => Promise<Target>;
}

const test = base.extend<Remote>({
  identity: async ({}, use) => {
    await use(await issueCertificate());
  },
  caFile: async ({ identity, write }, use) => {
    await use(write('is.pem', identity.certificate));
  },
  start: async ({ identity, caFile, serve }, use) => {
    await use(async (answers, password = 'admin') =>
      attempt(await serve(identityServer(answers), identity), { caFile, password }),
    );
  },
});

test('a running server is described as it reports itself', async ({ start, identity }) => {
  const target = await start({});
  expect(target.description).toMatchObject({
    kind: 'remote',
    product: { name: 'WSO2 Identity Server', version: '7.1.0', standIn: false },
    certificate: identity.certificate,
    clock: { kind: 'real', reason: "a remote server's clock is not ours to move" },
    canRestart: false,
    allowsServerChanges: false,
  });
  await expect(target.halt('graceful')).rejects.toThrow('not ours to halt');
  await target.stop();
});

test('a path in IS_URL does not matter', async ({ identity, caFile, serve }) => {
  const url = await serve(identityServer(), identity);
  const target = await attempt(`${url}/console/`, { caFile });
  expect(target.description.baseUrl).toBe(url);
});

test('a closed port is reported as such', async () => {
  await expect(attempt('https://127.0.0.1:9')).rejects.toThrow(
    /nothing listens there \(ECONNREFUSED\)[^]*What to do: start the server/,
  );
});

test('a name that nobody knows is reported as such', async () => {
  await expect(attempt('https://no-such-host.invalid:9443')).rejects.toThrow(
    /no-such-host\.invalid[^]*check the host name in IS_URL/,
  );
});

test('a port without TLS is reported as such', async ({ serve }) => {
  const url = await serve(identityServer());
  await expect(attempt(url.replace('http:', 'https:'))).rejects.toThrow(/does not speak TLS[^]*https port/);
});

test('an untrusted certificate is reported with its fingerprint, and how to trust it', async ({ identity, serve }) => {
  const url = await serve(identityServer(), identity);
  const { fingerprint256 } = new X509Certificate(identity.certificate);
  const refusal = attempt(url);
  await expect(refusal).rejects.toThrow(fingerprint256);
  const command = `openssl s_client -connect ${new URL(url).host} -showcerts </dev/null | openssl x509 > is.pem`;
  await expect(refusal).rejects.toThrow(command);
  await expect(refusal).rejects.toThrow('IS_CA=is.pem');
});

test('an IS_CA that is of another server does not help', async ({ identity, serve, write }) => {
  const url = await serve(identityServer(), identity);
  const other = write('other.pem', (await issueCertificate()).certificate);
  await expect(attempt(url, { caFile: other })).rejects.toThrow(/can't be verified/);
});

test('an IS_CA that is not there is reported by its name', async () => {
  await expect(attempt('https://localhost:9443', { caFile: 'missing.pem' })).rejects.toThrow(
    'IS_CA names "missing.pem"',
  );
});

for (const [what, kind, shown] of [
  [
    'expired',
    { validUntil: new Date('2025-01-08T00:00:00Z') },
    /it has expired \(CERT_HAS_EXPIRED\)[^]*to Jan {2}8 00:00:00 2025 GMT/,
  ],
  ['for another name', { name: 'sso.example.com' }, /It is for DNS:sso\.example\.com/],
] as const) {
  test(`a certificate that is ${what} is trusted only when it is the very one in IS_CA`, async ({ serve, write }) => {
    const odd = await issueCertificate(kind);
    const url = await serve(identityServer(), odd);
    await expect(attempt(url)).rejects.toThrow(shown);
    const target = await attempt(url, { caFile: write('odd.pem', odd.certificate) });
    expect(target.description.product.version).toBe('7.1.0');
  });
}

test('a server without discovery is no Identity Server', async ({ start }) => {
  await expect(start({ discoveryStatus: 404 })).rejects.toThrow(
    /not a WSO2 Identity Server.*openid-configuration answers 404/,
  );
});

test('an issuer elsewhere is reported with that issuer', async ({ start }) => {
  await expect(start({ issuer: 'https://sso.example.com/oauth2/token' })).rejects.toThrow(
    /the issuer is https:\/\/sso\.example\.com\/oauth2\/token/,
  );
});

for (const [status, version] of [
  [401, '7.1'],
  [503, '7.2'],
] as const) {
  test(`a wrong password is reported, where the server answers ${status} as ${version} does`, async ({ start }) => {
    const refusal = start({ refusalStatus: status }, 'mistaken');
    await expect(refusal).rejects.toThrow(
      new RegExp(`does not accept the administrator "admin" \\(it answered ${status}`),
    );
    await expect(refusal).rejects.toThrow('IS_ADMIN_PASSWORD');
    await expect(refusal).rejects.not.toThrow('mistaken');
  });
}

test('any other answer of the admin API is reported with its status', async ({ start }) => {
  await expect(start({ configsStatus: 404 })).rejects.toThrow(/The admin API of .* answers 404/);
});
