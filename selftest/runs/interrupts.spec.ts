import { expect, test, UNTOUCHED } from './foreign.ts';
import type { Run } from './run.ts';

const INTERRUPTS: readonly { what: string; send: (run: Run) => void }[] = [
  {
    what: 'Ctrl-C',
    send: (run) => {
      run.interrupt();
    },
  },
  { what: 'a SIGTERM to its first process', send: (run) => run.process.kill('SIGTERM') },
  { what: 'a reader that has seen enough (| head)', send: (run) => run.process.stdout?.destroy() },
];

for (const { what, send } of INTERRUPTS) {
  test(`${what} ends the run with exit code 2 and a report, and the server is restored to its original state`, async ({
    startRun,
    foreign,
  }) => {
    const run = startRun(foreign.settings, 'tests/silent-authentication', '--workers=2');
    await run.printed('  ✓  ');
    await run.isUnderWayAt(foreign);
    send(run);
    expect(await run.exitCode, run.output).toBe(2);
    const { obstacles, tests, requirements } = run.report;
    expect(obstacles).toMatchObject([{ problem: 'The run was interrupted.' }]);
    expect(tests.passed, 'what was verified before').toBeGreaterThan(0);
    expect(requirements.filter(({ verdict }) => verdict === 'FAILED')).toEqual([]);
    expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
    await run.leavesNothingRunning();
  });
}

test('Ctrl-C during the set-up restores the server to its original state', async ({ startRun, foreign }) => {
  const run = startRun(foreign.settings, 'tests/discovery');
  await run.printed('Asking the server');
  run.noteProcesses();
  run.interrupt();
  expect(await run.exitCode, run.output).toBe(2);
  await expect.poll(() => foreign.whatIsLeft(), { timeout: 30_000 }).toEqual(UNTOUCHED);
  await run.leavesNothingRunning();
});

test('Ctrl-C again and again, until the run is gone, restores the server to its original state', async ({
  startRun,
  foreign,
}) => {
  const run = startRun(foreign.settings, 'tests/idle-timeout/boundary.spec.ts');
  await run.isUnderWayAt(foreign);
  const impatience = setInterval(() => {
    run.interrupt();
  }, 400);
  run.process.once('exit', () => {
    clearInterval(impatience);
  });
  await run.exitCode;
  await expect.poll(() => foreign.whatIsLeft(), { timeout: 30_000 }).toEqual(UNTOUCHED);
  await run.leavesNothingRunning();
});

test('Ctrl-C leaves nothing of the stand-in running', async ({ startRun }) => {
  const run = startRun({ IS_TARGET: 'reference' }, 'tests/silent-authentication', '--workers=2');
  await run.printed('  ✓  ');
  run.noteProcesses();
  run.interrupt();
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.report.obstacles).toMatchObject([{ problem: 'The run was interrupted.' }]);
  await run.leavesNothingRunning();
});
