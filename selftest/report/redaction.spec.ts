import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../runs/run.ts';
import { artifactsIn } from './artifacts.ts';

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

const readSecrets = (file: string): [name: string, value: string][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [string, string]);

test('no secret that a run used is in anything that it left or printed, traces included', async ({ startRun }) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'is-secrets-'));
  const file = join(folder, 'secrets');
  const run = startRun(
    { IS_TARGET: 'reference', IS_SUITE_SECRETS: file },
    'tests/sign-in',
    'tests/rp-initiated-logout/logout.spec.ts',
    'tests/silent-authentication/id-token-hint.spec.ts',
    'tests/idle-timeout/what-extends.spec.ts',
    '--trace',
    'on',
  );
  expect(await run.exitCode, run.output).toBe(0);

  const secrets = readSecrets(file);
  expect([...new Set(secrets.map(([name]) => name))]).toEqual(expect.arrayContaining(KINDS));
  const leaks = new Set<string>();
  let traces = 0;
  for (const { name, content } of [
    ...artifactsIn(run.folder),
    { name: 'the output', content: Buffer.from(run.output) },
  ]) {
    if (name.endsWith('trace.zip')) traces += 1;
    const text = content.toString('latin1');
    for (const [kind, value] of secrets) if (text.includes(value)) leaks.add(`${kind} in ${name}`);
  }
  expect([...leaks]).toEqual([]);
  expect(traces, 'traces that were searched').toBeGreaterThan(5);
  rmSync(folder, { recursive: true });
});

test('what the processes of a run tell each other of their secrets is gone with the run', async ({ startRun }) => {
  const tmp = mkdtempSync(join(tmpdir(), 'is-tmp-'));
  const run = startRun({ IS_TARGET: 'reference', TMPDIR: tmp }, 'tests/sign-in/tokens.spec.ts');
  expect(await run.exitCode, run.output).toBe(0);
  for (const { name } of artifactsIn(tmp)) expect(name).not.toContain('secrets');
  expect(existsSync(join(run.folder, 'index.html'))).toBe(true);
  rmSync(tmp, { recursive: true, force: true });
});
