import { expect, test, UNTOUCHED } from './foreign.ts';

test('a remote server is tested with a real clock and left as it was found', async ({ startRun, foreign }) => {
  const run = startRun(foreign.settings, 'tests/sign-in/sign-in.spec.ts', 'tests/single-sign-on');
  expect(await run.exitCode, run.output).toBe(0);
  expect(run.output).toContain('CONFORMANT');
  expect(run.output).toContain('real (');
  expect(run.report.target).toMatchObject({ kind: 'remote', clock: { kind: 'real' } });
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
});

test('after a SIGKILL of the run the server is left as it was found', async ({ startRun, foreign }) => {
  const run = startRun(foreign.settings, 'tests/idle-timeout/boundary.spec.ts');
  await run.isUnderWayAt(foreign);
  run.process.kill('SIGKILL');
  await expect.poll(() => foreign.whatIsLeft(), { timeout: 60_000 }).toEqual(UNTOUCHED);
  await run.leavesNothingRunning();
});
