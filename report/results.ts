import type { FullResult, TestResult } from '@playwright/test/reporter';
import { distinct } from '../fixtures/facts.ts';
import { catalogue, deviationOf } from '../requirements/index.ts';
import type { Requirement } from '../requirements/types.ts';
import { combine, exitCode, VERDICTS, type Verdict } from '../requirements/verdict.ts';
import { attached, inOrder, referTo, requirementsOf, skipReason, type FinishedTest } from './attached.ts';
import { obstacleIn, obstaclesOf } from './obstacles.ts';
import {
  SCHEMA_VERSION,
  type Exchange,
  type KillTable,
  type Report,
  type ReportedFinding,
  type RequirementResult,
  type Timeline,
} from './schema.ts';

export interface Circumstances {
  readonly finished: readonly FinishedTest[];
  readonly planned: number;
  readonly status: FullResult['status'];
  readonly startedAt: Date;
  readonly wallTimeMs: number;
  /** Errors outside of any test, e.g. of the set-up. */
  readonly errors: readonly string[];
  readonly judgesKnownDeviations: boolean;
  /** Of the process that concludes; the tests' own, where they told it, comes first. */
  readonly suite: Report['environment']['suite'];
  readonly killTable?: KillTable | undefined;
  /** Where the archive of a trace is, relative to the report. */
  readonly locateTrace?: (file: string) => string;
}

/** Which test's exchange is kept, under which id. */
const exchangeId = ({ test }: FinishedTest): string => test.id;

function findingsOf(
  finished: FinishedTest,
  id: string,
  { locateTrace = (file) => file }: Circumstances,
): ReportedFinding[] {
  const { result, test } = finished;
  const trace = result.attachments.find(({ name, path }) => name === 'trace' && path !== undefined)?.path;
  return attached(result, 'findings')
    .flat()
    .filter(({ requirement }) => requirement === id)
    .map(({ requirement: _, ...finding }) => ({
      test: referTo(test),
      ...finding,
      ...(finding.outcome === 'broken' && attached(result, 'exchange').length > 0
        ? { exchange: exchangeId(finished) }
        : {}),
      ...(finding.outcome === 'broken' && trace !== undefined ? { trace: locateTrace(trace) } : {}),
    }));
}

function judgeRequirement(
  requirement: Requirement,
  circumstances: Circumstances,
  target: Report['target'],
): RequirementResult {
  const concerned = circumstances.finished.filter(({ test }) => requirementsOf(test).includes(requirement.id));
  const findings = concerned.flatMap((finished) => findingsOf(finished, requirement.id, circumstances));
  const skipped = concerned.filter(({ result }) => result.status === 'skipped');
  const reasons = [...new Set(skipped.map(({ result }) => skipReason(result)))].sort();
  const verdicts: Verdict[] = findings.map(({ verdict }) => verdict);
  if (reasons.length > 0) verdicts.push('SKIPPED');
  const known = circumstances.judgesKnownDeviations && target?.product.standIn === false;
  const deviation = known ? deviationOf(requirement.id, target.product.version) : undefined;
  return {
    requirement,
    verdict: combine(verdicts, deviation),
    tests: concerned.map(({ test }) => referTo(test)),
    findings,
    reasons,
    ...(deviation === undefined
      ? {}
      : {
          deviation: {
            id: deviation.id,
            observed: deviation.observed,
            ...(deviation.link === undefined ? {} : { link: deviation.link }),
          },
        }),
  };
}

function timelineOf({ test, result }: FinishedTest): Timeline[] {
  const verdicts = attached(result, 'findings')
    .flat()
    .map(({ verdict }) => verdict);
  return attached(result, 'timeline').map((timeline) => ({
    ...timeline,
    test: referTo(test),
    requirements: requirementsOf(test),
    verdict: combine(verdicts, undefined),
  }));
}

const exchangeOf = (finished: FinishedTest): Exchange[] =>
  attached(finished.result, 'exchange').map((requests) => ({
    id: exchangeId(finished),
    test: referTo(finished.test),
    requests,
  }));

function environmentOf(results: readonly TestResult[], suite: Circumstances['suite']): Report['environment'] {
  const told = results.flatMap((result) => attached(result, 'environment'));
  const [first] = told;
  return {
    browsers: distinct(told.map(({ browser }) => browser)),
    cookiePolicies: distinct(told.map(({ cookiePolicy }) => cookiePolicy)),
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
    ...(discovery === undefined ? {} : { discovery }),
  };
}

/** A test that an obstacle ended decided nothing, and counts as not run. */
function countTests(results: readonly TestResult[], planned: number): Report['tests'] {
  const count = (...statuses: TestResult['status'][]): number =>
    results.filter((result) => statuses.includes(result.status) && obstacleIn(result) === undefined).length;
  const counted = { passed: count('passed'), failed: count('failed', 'timedOut'), skipped: count('skipped') };
  return { ...counted, 'not run': planned - counted.passed - counted.failed - counted.skipped };
}

/** Requirements per verdict, each verdict named. */
function countVerdicts(requirements: readonly RequirementResult[]): Report['counts'] {
  const entries = VERDICTS.map((verdict) => [
    verdict,
    requirements.filter((requirement) => requirement.verdict === verdict).length,
  ]);
  return Object.fromEntries(entries) as Report['counts'];
}

/** Draws the conclusions from what the tests attached to their results. */
export function concludeRun(given: Circumstances): Report {
  const circumstances = { ...given, finished: inOrder(given.finished) };
  const { finished, planned, status, startedAt, wallTimeMs, judgesKnownDeviations, killTable } = circumstances;
  const results = finished.map(({ result }) => result);
  const [target] = results.flatMap((result) => attached(result, 'target'));
  const requirements = catalogue.map((requirement) => judgeRequirement(requirement, circumstances, target));
  const tests = countTests(results, planned);
  const decided = requirements.some(({ verdict }) => !['SKIPPED', 'NOT RUN'].includes(verdict));
  const obstacles = obstaclesOf({ results, status, errors: circumstances.errors, decided });
  const conformance = tests.failed > 0 ? 1 : exitCode(requirements.map(({ verdict }) => verdict));
  return {
    schemaVersion: SCHEMA_VERSION,
    exitCode: obstacles.length > 0 ? 2 : conformance,
    status,
    startedAt: startedAt.toISOString(),
    wallTimeMs: Math.round(wallTimeMs),
    serverTimeMs: results
      .flatMap((result) => attached(result, 'server-time'))
      .reduce((sum, { passed }) => sum + passed, 0),
    obstacles,
    ...(target === undefined ? {} : { target }),
    environment: environmentOf(results, circumstances.suite),
    changedSettings: distinct(results.flatMap((result) => attached(result, 'changed-settings')).flat()),
    judgesKnownDeviations,
    tests,
    counts: countVerdicts(requirements),
    requirements,
    exchanges: finished.flatMap(exchangeOf),
    timelines: finished.flatMap(timelineOf),
    testTimes: finished
      .filter(({ result }) => result.status !== 'skipped')
      .map(({ test, result }) => ({ test: referTo(test), wallTimeMs: Math.round(result.duration) })),
    facts: factsOf(results),
    ...(killTable === undefined ? {} : { killTable }),
  };
}
