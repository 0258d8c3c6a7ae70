import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test as base } from '../runs/run.ts';
import { artifactsIn, type Artifact } from './artifacts.ts';

/** What a run of these tests uses for certain; each kind must be seen, or the search proves nothing. */
const KINDS = [
  'password',
  'client_secret',
  'code',
  'access_token',
  'refresh_token',
  'id_token',
  'logout_token',
  'signature',
  'cookie',
  'sessionDataKey',
  'session_state',
];

/** For a run's own temporary files: outside of the project, for the path of a browser's socket may not be long. */
const test = base.extend<{ temporary: string }>({
  temporary: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'is-tmp-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

const readSecrets = (file: string): [name: string, value: string][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [string, string]);

/** Which kinds of secrets are in which of the artifacts. */
function leaksIn(artifacts: readonly Artifact[], secrets: readonly [name: string, value: string][]): string[] {
  const leaks = artifacts.flatMap(({ name, content }) => {
    const text = content.toString('latin1');
    return secrets.filter(([, value]) => text.includes(value)).map(([kind]) => `${kind} in ${name}`);
  });
  return [...new Set(leaks)];
}

test('no secret that a run used is in anything that it left or printed, traces and temporary files included', async ({
  startRun,
  temporary,
}, testInfo) => {
  test.setTimeout(300_000);
  const file = testInfo.outputPath('secrets');
  const run = startRun(
    { IS_TARGET: 'reference', IS_SUITE_SECRETS: file, TMPDIR: temporary },
    'tests/sign-in',
    'tests/rp-initiated-logout/end.spec.ts',
    'tests/silent-authentication/id-token-hint.spec.ts',
    'tests/idle-timeout/what-extends.spec.ts',
    '--trace',
    'on',
  );
  expect(await run.exitCode, run.output).toBe(0);

  const secrets = readSecrets(file);
  expect([...new Set(secrets.map(([name]) => name))]).toEqual(expect.arrayContaining(KINDS));
  const left = [...artifactsIn(run.folder), ...artifactsIn(temporary)];
  expect(leaksIn([...left, { name: 'the output', content: Buffer.from(run.output) }], secrets)).toEqual([]);
  const names = left.map(({ name }) => name);
  expect(names.filter((name) => name.endsWith('trace.zip')).length, 'traces that were searched').toBeGreaterThan(5);
  expect(names, 'the report that was searched').toContain(join(run.folder, 'index.html'));
});

test('no secret is in the blob that a part of a run leaves for another machine', async ({ startRun }, testInfo) => {
  const file = testInfo.outputPath('secrets');
  const blob = testInfo.outputPath('blob', 'part.zip');
  const run = startRun(
    { IS_TARGET: 'reference', IS_SUITE_SECRETS: file, PLAYWRIGHT_BLOB_OUTPUT_FILE: blob },
    'tests/sign-in/tokens.spec.ts',
    '--reporter',
    './report/redaction.ts,list,blob',
  );
  expect(await run.exitCode, run.output).toBe(0);
  expect(existsSync(blob), 'the blob was written').toBe(true);
  expect(leaksIn([...artifactsIn(dirname(blob))], readSecrets(file))).toEqual([]);
});

test('what the processes of a run tell each other of their secrets is gone with the run', async ({
  startRun,
  temporary,
}) => {
  const run = startRun({ IS_TARGET: 'reference', TMPDIR: temporary }, 'tests/sign-in/tokens.spec.ts');
  expect(await run.exitCode, run.output).toBe(0);
  for (const { name } of artifactsIn(temporary)) expect(name).not.toMatch(/[\\/]secrets$/);
  expect(existsSync(join(run.folder, 'index.html'))).toBe(true);
});
