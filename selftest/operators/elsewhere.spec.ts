import { writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import getPort from 'get-port';
import { loopbackCertificate } from '../../lib/loopback-certificate.ts';
import { adminOf } from '../../targets/server-preparation.ts';
import { expect, startForeignProvider, test as base, UNTOUCHED, type ForeignProvider } from '../runs/foreign.ts';
import type { Run } from '../runs/run.ts';
import { elsewhere as address } from './address.ts';

const ELSEWHERE = { REFERENCE_ADDRESS: address ?? '', REFERENCE_HOSTNAME: address ?? '' };

const DELIVERY = ['tests/back-channel-logout/delivery.spec.ts', '--grep', 'BACK-DELIVERY-1 ', '--workers=2'];

async function expectPassed(run: Run, foreign: ForeignProvider, ...ids: string[]): Promise<void> {
  expect(await run.exitCode, run.output).toBe(0);
  const passed = run.report.requirements.filter(({ verdict }) => verdict === 'PASSED');
  expect(passed.map(({ requirement: { id } }) => id)).toEqual(expect.arrayContaining(ids));
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
}

/** Makes a certificate of the user's own, in files. */
type Issue = (hostname: string) => Promise<Readonly<Record<'IS_RP_CERT' | 'IS_RP_KEY', string>>>;

const test = base.extend<{ issue: Issue }>({
  issue: async ({}, use, testInfo) => {
    await use(async (hostname) => {
      const { key, certificate } = await loopbackCertificate(hostname);
      const files = { IS_RP_CERT: testInfo.outputPath('rp.pem'), IS_RP_KEY: testInfo.outputPath('rp.key') };
      writeFileSync(files.IS_RP_CERT, certificate);
      writeFileSync(files.IS_RP_KEY, key);
      return files;
    });
  },
});

test.skip(address === undefined, 'this machine has no network interface but the loopback one');

test.describe('a server at another address', () => {
  test.use({ variant: ELSEWHERE });

  test('delivers its logout tokens to a relying party that it can reach', async ({ startRun, foreign }) => {
    const settings = { ...foreign.settings, IS_RP_HOST: address ?? '', IS_RP_BIND: '0.0.0.0' };
    const run = startRun(settings, ...DELIVERY);
    await expectPassed(run, foreign, 'BACK-DELIVERY-1');
    expect(run.output).toContain(`logout tokens go to http://${address ?? ''}:`);
  });

  test('frames a relying party of this machine, which is another site, with the permission that Chromium asks for', async ({
    startRun,
    foreign,
  }) => {
    const run = startRun(
      foreign.settings,
      'tests/front-channel-logout/front-channel.spec.ts',
      '--grep',
      'FRONT-IFRAME-1 ',
    );
    await expectPassed(run, foreign, 'FRONT-IFRAME-1', 'FRONT-IFRAME-2');
    expect(run.report.environment.cookiePolicies.map(({ policy }) => policy)).toEqual(['allowed']);
  });
});

test('a tunnel brings the logout tokens to a receiver with a fixed port', async ({ startRun, foreign }) => {
  const ports = [await getPort(), await getPort(), await getPort(), await getPort()];
  const tunnel = createServer((socket) => {
    const inner = connect(ports[3] ?? 0, '127.0.0.1');
    socket.pipe(inner).pipe(socket);
    for (const each of [socket, inner]) each.on('error', () => each.destroy());
  });
  await new Promise<void>((resolve) => tunnel.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(tunnel.address() as AddressInfo).port}`;
  const settings = { ...foreign.settings, IS_RP_PORTS: ports.join(','), IS_RP_BACKCHANNEL: url };
  const run = startRun(settings, ...DELIVERY);
  await expectPassed(run, foreign, 'BACK-DELIVERY-1');
  expect(run.output).toContain(`logout tokens go to ${url}`);
  tunnel.close();
});

test('logout tokens go by https to a certificate of the user that the server trusts', async ({ startRun, issue }) => {
  const files = await issue('localhost');
  const foreign = await startForeignProvider({ NODE_EXTRA_CA_CERTS: files.IS_RP_CERT });
  const run = startRun({ ...foreign.settings, ...files, IS_RP_BACKCHANNEL: 'https' }, ...DELIVERY);
  await expectPassed(run, foreign, 'BACK-DELIVERY-1');
  expect(run.output).toContain('logout tokens go to https://localhost:');
  await foreign.stop();
});

test('a relying party that is not where the settings say is refused with one message, and nothing is left', async ({
  startRun,
  foreign,
}) => {
  const run = startRun({ ...foreign.settings, IS_RP_HOST: address ?? '' }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain(`on 127.0.0.1 can't be reached as https://${address ?? ''}:`);
  expect(run.output).toContain('IS_RP_BIND');
  expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
});

test('a certificate of another name is refused with both names', async ({ startRun, foreign, issue }) => {
  const settings = { ...(await issue('other.example')), IS_RP_HOST: 'rp.example', IS_RP_BACKCHANNEL: 'https' };
  const run = startRun({ ...foreign.settings, ...settings }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  for (const text of ['DNS:other.example', 'IS_RP_HOST=rp.example', 'What to do:']) expect(run.output).toContain(text);
});

test.describe('a server behind a proxy, with a path in front of all of its own', () => {
  test.use({ variant: { REFERENCE_CONTEXT_PATH: '/auth' } });

  test('is judged there', async ({ startRun, foreign }) => {
    const tests = ['tests/discovery', 'tests/silent-authentication', 'tests/back-channel-logout/delivery.spec.ts'];
    const run = startRun(foreign.settings, ...tests, '--grep=(DISCOVERY|CORE-PROMPT|BACK-DELIVERY)-1 ', '--workers=2');
    await expectPassed(run, foreign, 'DISCOVERY-1', 'CORE-PROMPT-1', 'BACK-DELIVERY-1');
    expect(run.report.target?.baseUrl).toMatch(/\/auth$/);
  });
});

test.describe('a tenant of a server', () => {
  const domain = 'acme.com';
  const owner = { user: 'boss', password: 'Boss-of-acme-1' };

  test('is judged by an administrator of its own', async ({ startRun, foreign }) => {
    await adminOf(foreign.target.description).createTenant(domain, owner);
    const tests = ['tests/discovery', 'tests/silent-authentication', 'tests/back-channel-logout/delivery.spec.ts'];
    const administrator = { IS_ADMIN_USER: `${owner.user}@${domain}`, IS_ADMIN_PASSWORD: owner.password };
    const settings = { ...foreign.settings, ...administrator, IS_TENANT: domain };
    const run = startRun(settings, ...tests, '--grep=(DISCOVERY|CORE-PROMPT|BACK-DELIVERY)-1 ', '--workers=2');
    await expectPassed(run, foreign, 'DISCOVERY-1', 'CORE-PROMPT-1', 'BACK-DELIVERY-1');
    expect(run.report.target?.baseUrl).toMatch(/\/t\/acme\.com$/);
  });

  test('that does not exist is refused with its name', async ({ startRun, foreign }) => {
    const run = startRun({ ...foreign.settings, IS_TENANT: 'nobody.com' }, 'tests/discovery');
    expect(await run.exitCode, run.output).toBe(2);
    expect(run.output).toContain('has no tenant "nobody.com"');
    expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
  });
});
