import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './foreign.ts';

const refusals: readonly {
  what: string;
  settings: Readonly<Record<string, string>>;
  says: readonly (string | RegExp)[];
}[] = [
  { what: 'an unknown target', settings: { IS_TARGET: 'foo' }, says: ['IS_TARGET must be one of', '"foo"'] },
  { what: 'a distribution without IS_HOME', settings: { IS_TARGET: 'distribution' }, says: ['IS_HOME is missing'] },
  {
    what: 'an IS_HOME that is no server',
    settings: { IS_TARGET: 'distribution', IS_HOME: import.meta.dirname },
    says: [import.meta.dirname, 'bin/wso2server.sh'],
  },
  { what: 'a remote without IS_URL', settings: { IS_TARGET: 'remote' }, says: ['IS_URL is missing'] },
  {
    what: 'a server that nobody runs',
    settings: { IS_TARGET: 'remote', IS_URL: 'https://localhost:1' },
    says: ['https://localhost:1', 'nothing listens there'],
  },
  {
    what: 'a file where the folder for the report should be',
    settings: { IS_TARGET: 'reference', REPORT_FOLDER: import.meta.filename },
    says: [import.meta.filename, 'REPORT_FOLDER'],
  },
  {
    what: 'a browser that does not exist',
    settings: { IS_TARGET: 'reference', BROWSER_PATH: '/nowhere/chrome' },
    says: ['BROWSER_PATH', '/nowhere/chrome'],
  },
];

for (const { what, settings, says } of refusals) {
  test(`${what} is refused with one message, a remedy and exit code 2`, async ({ startRun }) => {
    const run = startRun(settings, 'tests/discovery');
    expect(await run.exitCode, run.output).toBe(2);
    for (const text of [...says, 'What to do:']) expect(run.output).toContain(text);
    expect(run.output, 'no trace of the code').not.toContain('    at ');
    expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
  });
}

test('a certificate that does not verify is refused with the way to trust it', async ({ startRun, foreign }) => {
  const run = startRun({ IS_TARGET: 'remote', IS_URL: foreign.settings.IS_URL }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain('IS_CA=');
  expect(run.output).toContain('openssl s_client');
});

test('a wrong administrator password is refused, and never shown', async ({ startRun, foreign }) => {
  const password = 'not-the-password-73';
  const run = startRun({ ...foreign.settings, IS_ADMIN_PASSWORD: password }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain('does not accept the administrator "admin"');
  expect(run.output).not.toContain(password);
});

test('a server that is no Identity Server is refused with what it answered', async ({ startRun }) => {
  const server = createServer((_, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const run = startRun({ IS_TARGET: 'remote', IS_URL: `https://localhost:${port}` }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain('What to do:');
  server.close();
});
