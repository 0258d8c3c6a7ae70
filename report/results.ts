import type { FullResult, TestResult } from '@playwright/test/reporter';
import { distinct } from '../fixtures/recording/facts.ts';
import { combine } from '../requirements/verdict.ts';
import { answer } from './answers/index.ts';
import { requirementsOf } from '../fixtures/verifies.ts';
import { attached, inOrder, referTo, wasSkipped, type FinishedTest } from './attached.ts';
import { isObstacle, obstacleIn, obstaclesOf } from './obstacles.ts';
import { errorRemarks, goneDeviations, otherFailures } from './remarks.ts';
import { exchangeId, judgeRequirements } from './requirement-results.ts';
import { SCHEMA_VERSION, type Exchange, type KillTable, type Report, type Timeline } from './schema.ts';
import { counted } from './words.ts';

export interface Circumstances {
  readonly finished: readonly FinishedTest[];
  readonly planned: number;
  readonly status: FullResult['status'];
  readonly startedAt: Date;
  readonly wallTimeMs: number;
  /** Errors outside of any test, e.g. of the set-up. */
  readonly errors: readonly string[];
  readonly deviations: Report['deviations'];
  /** Why not the whole suite was asked for; absent where it was. */
  readonly partial?: string | undefined;
  /** Of the process that concludes; the tests' own, where they reported it, comes first. */
  readonly suite: Report['environment']['suite'];
  /** Of the process that concludes, as well. */
  readonly preflight?: Report['preflight'];
  readonly killTable?: KillTable | undefined;
  /** Where the archive of a trace is, relative to the report. */
  readonly locateTrace?: (file: string) => string;
}

function timelineOf({ test, result }: FinishedTest): Timeline[] {
  const verdicts = attached(result, 'findings')
    .flat()
    .map(({ verdict }) => verdict);
  return attached(result, 'timeline').map((timeline) => ({
    ...timeline,
    test: referTo(test),
    requirements: requirementsOf(test),
    verdict: combine(verdicts),
  }));
}

const exchangeOf = (finished: FinishedTest): Exchange[] =>
  attached(finished.result, 'exchange').map((requests) => ({
    id: exchangeId(finished),
    test: referTo(finished.test),
    requests,
  }));

function environmentOf(results: readonly TestResult[], suite: Circumstances['suite']): Report['environment'] {
  const environments = results.flatMap((result) => attached(result, 'environment'));
  const [first] = environments;
  return {
    browsers: distinct(environments.map(({ browser }) => browser)),
    cookiePolicies: distinct(environments.map(({ cookiePolicy }) => cookiePolicy)),
    suite: first?.suite ?? suite,
    ...(first === undefined ? {} : { timings: first.timings, system: first.system }),
  };
}

function factsOf(results: readonly TestResult[]): Report['facts'] {
  const seen = results.flatMap((result) => attached(result, 'facts'));
  const [discovery] = results.flatMap((result) => attached(result, 'discovery'));
  return {
    cookies: distinct(seen.flatMap(({ cookies }) => cookies)),
    tokens: distinct(seen.flatMap(({ tokens }) => tokens)),
    endpoints: distinct([
      ...seen.flatMap(({ endpoints }) => endpoints),
      ...results.flatMap((result) => attached(result, 'bare-endpoints')).flat(),
    ]),
    endings: distinct(results.flatMap((result) => attached(result, 'endings')).flat()),
    ...(discovery === undefined ? {} : { discovery }),
  };
}

/** A test that an obstacle ended decided nothing, and counts as not run. */
function countTests(results: readonly TestResult[], planned: number): Report['tests'] {
  const count = (...statuses: TestResult['status'][]): number =>
    results.filter((result) => statuses.includes(result.status) && obstacleIn(result) === undefined).length;
  const skipped = results.filter(wasSkipped).length;
  const ran = { passed: count('passed'), failed: count('failed', 'timedOut'), skipped };
  return { ...ran, 'not run': planned - ran.passed - ran.failed - ran.skipped };
}

/** Why this was not the whole suite, be it chosen or that the runner stopped early. */
function whyPartial({ partial, status }: Circumstances, tests: Report['tests'], obstacles: number): string | undefined {
  if (partial !== undefined || obstacles > 0 || status === 'interrupted' || tests['not run'] === 0) return partial;
  return `${counted(tests['not run'], 'test')} did not run`;
}

/** Draws the conclusions from what the tests attached to their results. */
export function concludeRun(given: Circumstances): Report {
  const circumstances = { ...given, finished: inOrder(given.finished) };
  const { finished, planned, status, errors, startedAt, wallTimeMs, deviations, killTable, locateTrace } =
    circumstances;
  const results = finished.map(({ result }) => result);
  const [preflight = given.preflight] = results.flatMap((result) => attached(result, 'preflight'));
  const [target] = results.flatMap((result) => attached(result, 'target'));
  const requirements = judgeRequirements({ finished, target, deviations, locateTrace });
  const tests = countTests(results, planned);
  const decided = requirements.some(({ verdict }) => !['SKIPPED', 'NOT RUN'].includes(verdict));
  const allRan = tests['not run'] === 0;
  const obstacles = obstaclesOf({ results, status, errors, decided, allRan });
  const partial = whyPartial(circumstances, tests, obstacles.length);
  const isWhole = partial === undefined && allRan;
  return answer({
    schemaVersion: SCHEMA_VERSION,
    status,
    startedAt: startedAt.toISOString(),
    wallTimeMs: Math.round(wallTimeMs),
    serverTimeMs: results
      .flatMap((result) => attached(result, 'server-time'))
      .reduce((sum, { passed }) => sum + passed, 0),
    obstacles,
    ...(partial === undefined ? {} : { partial }),
    ...(target === undefined ? {} : { target }),
    environment: environmentOf(results, circumstances.suite),
    changedSettings: distinct(results.flatMap((result) => attached(result, 'changed-settings')).flat()),
    ...(preflight === undefined ? {} : { preflight }),
    deviations,
    tests,
    requirements,
    remarks: [
      ...(isWhole ? goneDeviations(requirements) : []),
      ...otherFailures(finished, requirements),
      ...errorRemarks(errors.filter((error) => !isObstacle(error, { decided, allRan }))),
    ],
    exchanges: finished.flatMap(exchangeOf),
    timelines: finished.flatMap(timelineOf),
    testTimes: finished
      .filter(({ result }) => result.status !== 'skipped')
      .map(({ test, result }) => ({ test: referTo(test), wallTimeMs: Math.round(result.duration) })),
    facts: factsOf(results),
    ...(killTable === undefined ? {} : { killTable }),
  });
}
