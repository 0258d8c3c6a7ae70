import { expect, test, UNTOUCHED } from './foreign.ts';

test('a remote server is tested with a real clock and restored to its original state', async ({
  startRun,
  foreign,
}) => {
  const run = startRun(foreign.settings, 'tests/silent-authentication/prompt.spec.ts', '--grep', 'CORE-PROMPT-[12]');
  expect(await run.exitCode, run.output).toBe(0);
  expect(run.output).toMatch(/partial run: \d+ of \d+ requirements judged/);
  expect(run.output).toContain('real (');
  expect(run.report.target).toMatchObject({ kind: 'remote', clock: { kind: 'real' } });
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
});

test('after a SIGKILL of the run the server is restored to its original state', async ({ startRun, foreign }) => {
  const run = startRun(foreign.settings, 'tests/idle-timeout/boundary.spec.ts');
  await run.isUnderWayAt(foreign);
  run.process.kill('SIGKILL');
  await expect.poll(() => foreign.whatIsLeft(), { timeout: 60_000 }).toEqual(UNTOUCHED);
  await run.leavesNothingRunning();
});

test('on a server that may not be changed nothing fails, and what needs its clock is skipped', async ({
  startRun,
  foreign,
}) => {
  const settings = { ...foreign.settings, IS_ALLOW_SERVER_CHANGES: 'false' };
  const run = startRun(settings, 'tests/keep-alive/keep-alive.spec.ts', 'tests/discovery/metadata.spec.ts');
  expect(await run.exitCode, run.output).toBe(0);
  const { counts, requirements } = run.report;
  expect(counts).toMatchObject({ FAILED: 0, UNDECIDED: 0 });
  expect(requirements.find(({ requirement }) => requirement.id === 'IS-KEEPALIVE-2')).toMatchObject({
    verdict: 'SKIPPED',
    reasons: [expect.stringContaining("needs the server's clock to move")],
  });
});
