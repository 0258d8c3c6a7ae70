import { readProductVersion } from '../../product/version.ts';
import { createHttpClient } from '../../lib/http.ts';
import { readSettings } from '../../targets/settings.ts';
import { startSharedTarget } from '../../targets/start.ts';
import { identityServer } from './identity-server.ts';
import { expect, issueCertificate, test } from './world.ts';

const LOG = `[2026-11-24 17:22:12,102] []  INFO {StartupFinalizerServiceComponent} - WSO2 Carbon started in 47 sec
[2026-11-24 17:22:59,475] []  INFO {StartupFinalizerServiceComponent} - Server           :  WSO2 Identity Server-7.2.0
[2026-11-24 17:23:01,000] []  INFO {Other} - Mgt Console URL  : https://localhost:9443/console/`;
const admin = { user: 'admin', password: 'admin' };

test('a server that logs its version is believed, and is asked nothing', async () => {
  const nowhere = 'https://localhost:1';
  expect(await readProductVersion(createHttpClient({ certificate: undefined }), nowhere, admin, LOG)).toBe('7.2.0');
});

const REPORTED = 'as the server itself reports it';
const STATED = 'as IS_VERSION says: the server does not report one';

for (const { what, stated, tells, expected, source, warns } of [
  { what: 'IS_VERSION is the version of a server that tells none', stated: '7.2.0', expected: '7.2.0', source: STATED },
  {
    what: 'what a server tells wins over IS_VERSION',
    stated: '7.2.0',
    tells: '7.1.0',
    expected: '7.1.0',
    source: REPORTED,
  },
  { what: 'a server that tells no version is announced, with the remedy', expected: 'unknown', warns: true },
] as const) {
  test(what, async ({ serve, write }) => {
    const identity = await issueCertificate();
    const url = await serve(identityServer(tells === undefined ? { version: '' } : { version: tells }), identity);
    const settings = readSettings({
      IS_TARGET: 'remote',
      IS_URL: url,
      IS_CA: write('is.pem', identity.certificate),
      IS_VERSION: stated,
    });
    const said: string[] = [];
    const target = await startSharedTarget('remote', settings, (line) => said.push(line));
    expect(target.description.product.version).toBe(expected);
    expect(target.description.details['version']).toBe(source);
    expect(said.some((line) => line.includes('IS_VERSION='))).toBe(warns ?? false);
    await target.stop();
  });
}

test('an IS_VERSION that is no version is refused', () => {
  expect(() => readSettings({ IS_VERSION: 'latest' })).toThrow('IS_VERSION must be a version, e.g. 7.1.0');
});
