import { hours } from '../../lib/durations.ts';
import { STAND_IN_PATIENCE } from '../faults/order.ts';
import { expect, test, type ForeignProvider } from './foreign.ts';

/** One of each kind; what else counts as lost, the tests of the watch over the server say. */
const LOSSES: readonly {
  what: string;
  bring: (foreign: ForeignProvider) => Promise<void>;
  says: string;
}[] = [
  { what: 'dies', bring: ({ target }) => target.halt('kill'), says: 'no longer answers' },
  {
    what: 'hangs (it accepts, and never answers)',
    bring: (foreign) => foreign.replaceBy(() => undefined),
    says: 'no longer answers',
  },
  {
    what: 'has its clock moved by somebody else',
    bring: ({ target }) => target.moveClock(hours(1)),
    says: 'ahead of where this run left it: something else has moved it',
  },
];

/** Tests that wait for nothing but answers, and not long: the server was quick so far. */
const TESTS = [
  'tests/silent-authentication/answers.spec.ts',
  'tests/silent-authentication/prompt.spec.ts',
  '--workers=2',
  '--timeout=20000',
];

// The runner waits for what its tests are waiting for, and a server that hangs lets them wait.
test.describe.configure({ timeout: 240_000 });

for (const { what, bring, says } of LOSSES) {
  test(`a server that ${what} in the middle of a run ends it with exit code 2, not as forty failures`, async ({
    startRun,
    foreign,
  }) => {
    const run = startRun({ ...foreign.settings, IS_PATIENCE: STAND_IN_PATIENCE }, ...TESTS);
    await run.printed('  ✓  ');
    await run.isUnderWayAt(foreign);
    await bring(foreign);
    expect(await run.exitCode, run.output).toBe(2);
    expect(run.output).toContain('ended early, no verdict');
    expect(run.output).toContain(says);
    expect(run.report.obstacles.map(({ problem }) => problem).join('\n'), 'the report says why').toContain(says);
    const { tests, requirements } = run.report;
    expect(tests.passed, 'what was verified before').toBeGreaterThan(0);
    expect(tests['not run'], 'what was not').toBeGreaterThan(0);
    expect(requirements.filter(({ verdict }) => verdict === 'FAILED')).toEqual([]);
    await run.leavesNothingRunning();
  });
}
