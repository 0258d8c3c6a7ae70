import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReference } from '../../containers/reference-provider/target.ts';
import { adminOf } from '../../containers/server-preparation.ts';
import type { Target } from '../../containers/target.ts';
import { expect, test as base } from './run.ts';

/** A provider that is not the suite's own: each test may do to it what it likes. */
const test = base.extend<{ foreign: { target: Target; settings: Readonly<Record<string, string>> } }>({
  foreign: async ({}, use) => {
    const target = await startReference({ progress: () => undefined, realClock: true });
    const folder = mkdtempSync(join(tmpdir(), 'is-foreign-'));
    const IS_CA = join(folder, 'ca.pem');
    writeFileSync(IS_CA, target.description.certificate ?? '');
    const IS_URL = target.description.baseUrl;
    await use({ target, settings: { IS_TARGET: 'remote', IS_URL, IS_CA, IS_ALLOW_SERVER_CHANGES: 'true' } });
    await target.stop();
    rmSync(folder, { recursive: true });
  },
});

async function whatIsLeft(target: Target): Promise<{ things: number; idleTimeout: string }> {
  const admin = adminOf(target.description);
  const [applications, users, settings] = await Promise.all([
    admin.findApplications('ises-'),
    admin.findUsers('ises-'),
    admin.getServerSettings(),
  ]);
  return { things: applications.length + users.length, idleTimeout: settings.idleSessionTimeoutPeriod };
}
const UNTOUCHED = { things: 0, idleTimeout: '15' };

test('a remote server is tested with a real clock and left as it was found', async ({ startRun, foreign }) => {
  const run = startRun(foreign.settings, 'tests/sign-in/sign-in.spec.ts', 'tests/single-sign-on');
  expect(await run.exitCode, run.output).toBe(0);
  expect(run.output).toContain('CONFORMANT');
  expect(run.output).toContain('real (');
  expect(run.report.target).toMatchObject({ kind: 'remote', clock: { kind: 'real' } });
  expect(await whatIsLeft(foreign.target)).toEqual(UNTOUCHED);
});

test('Ctrl-C ends the run with exit code 2, and the server is left as it was found', async ({ startRun, foreign }) => {
  const run = startRun(foreign.settings, 'tests/idle-timeout/boundary.spec.ts');
  await run.printed('Running 2 tests');
  await expect.poll(async () => (await whatIsLeft(foreign.target)).things, { timeout: 60_000 }).toBeGreaterThan(0);
  run.interrupt();
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain('The run was interrupted.');
  expect(await whatIsLeft(foreign.target)).toEqual(UNTOUCHED);
});

test('after a SIGKILL of the run the server is left as it was found', async ({ startRun, foreign }) => {
  const run = startRun(foreign.settings, 'tests/idle-timeout/boundary.spec.ts');
  await run.printed('Running 2 tests');
  await expect.poll(async () => (await whatIsLeft(foreign.target)).things, { timeout: 60_000 }).toBeGreaterThan(0);
  run.process.kill('SIGKILL');
  await expect.poll(() => whatIsLeft(foreign.target), { timeout: 60_000 }).toEqual(UNTOUCHED);
});

test('a server that dies in the middle of a run ends it with exit code 2, not as forty failures', async ({
  startRun,
  foreign,
}) => {
  const run = startRun(foreign.settings, 'tests/idle-timeout');
  await run.printed('Running');
  await expect.poll(async () => (await whatIsLeft(foreign.target)).things, { timeout: 60_000 }).toBeGreaterThan(0);
  await foreign.target.halt('kill');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain('COULD NOT RUN');
  expect(run.output).toContain('no longer answers');
  expect(run.report.requirements.filter(({ verdict }) => verdict === 'FAILED')).toEqual([]);
});
