import type { FullResult, TestCase, TestResult } from '@playwright/test/reporter';
import { ATTACHMENTS, type Finding } from '../fixtures/attachments.ts';
import { REQUIREMENT_ANNOTATION } from '../fixtures/verifies.ts';
import { catalogue, deviationOf } from '../requirements/index.ts';
import type { Requirement } from '../requirements/types.ts';
import { combine, exitCode, type Verdict } from '../requirements/verdict.ts';
import type { TargetDescription } from '../containers/target.ts';

/** One requirement, with all that this run found out about it. */
export interface RequirementResult {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  readonly findings: readonly (Finding & { readonly test: string })[];
  /** Why it was skipped. */
  readonly reasons: readonly string[];
}

export interface RunResult {
  readonly target: Omit<TargetDescription, 'admin'> | undefined;
  readonly status: FullResult['status'];
  readonly requirements: readonly RequirementResult[];
  readonly tests: Readonly<Record<'passed' | 'failed' | 'skipped' | 'not run', number>>;
  /** Why the run could not happen, or could not go on; empty where it could. */
  readonly obstacles: readonly string[];
  /** Milliseconds of server time that the tests let pass, and of wall time that the run took. */
  readonly serverTimeMs: number;
  readonly wallTimeMs: number;
  /** 0 conformant, 1 not conformant, 2 could not run. */
  readonly exitCode: 0 | 1 | 2;
}

export interface FinishedTest {
  readonly test: TestCase;
  readonly result: TestResult;
}

function attached<Content>({ attachments }: TestResult, name: string): Content[] {
  return attachments.flatMap((attachment) =>
    attachment.name === name && attachment.body !== undefined
      ? [JSON.parse(attachment.body.toString()) as Content]
      : [],
  );
}

const requirementsOf = ({ annotations }: { annotations: TestCase['annotations'] }): string[] =>
  annotations.flatMap(({ type, description }) =>
    type === REQUIREMENT_ANNOTATION && description !== undefined ? [description] : [],
  );

const skipReason = ({ annotations }: TestResult): string =>
  annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason was given';

function judgeRequirement(
  requirement: Requirement,
  finished: readonly FinishedTest[],
  known: boolean,
  version: string,
): RequirementResult {
  const concerned = finished.filter(({ test }) => requirementsOf(test).includes(requirement.id));
  const findings = concerned.flatMap(({ test, result }) =>
    attached<Finding[]>(result, ATTACHMENTS.findings)
      .flat()
      .filter(({ requirement: id }) => id === requirement.id)
      .map((finding) => ({ ...finding, test: test.title })),
  );
  const reasons = [
    ...new Set(concerned.filter(({ result }) => result.status === 'skipped').map(({ result }) => skipReason(result))),
  ];
  const verdicts: Verdict[] = findings.map(({ verdict }) => verdict);
  if (reasons.length > 0) verdicts.push('SKIPPED');
  return {
    requirement,
    verdict: combine(verdicts, known ? deviationOf(requirement.id, version) : undefined),
    findings,
    reasons,
  };
}

/** How the runner prints a CannotRunError that a fixture has thrown. */
const CANNOT_RUN = 'CannotRunError: ';

/** Why the run can't go on after this test, or undefined. */
export function obstacleIn(result: TestResult): string | undefined {
  const [lost] = attached<{ message: string }>(result, ATTACHMENTS.lost);
  const unfit = result.errors.find(({ message }) => message?.startsWith(CANNOT_RUN) === true)?.message;
  return lost?.message ?? unfit?.slice(CANNOT_RUN.length);
}

interface Circumstances {
  readonly finished: readonly FinishedTest[];
  readonly planned: number;
  readonly status: FullResult['status'];
  readonly wallTimeMs: number;
  /** Errors outside of any test, e.g. of the set-up. */
  readonly errors: readonly string[];
  readonly judgesKnownDeviations: boolean;
}

/** Draws the conclusions from what the tests attached to their results. */
export function concludeRun({
  finished,
  planned,
  status,
  wallTimeMs,
  errors,
  judgesKnownDeviations,
}: Circumstances): RunResult {
  const all = finished.map(({ result }) => result);
  const [target] = all.flatMap((result) => attached<Omit<TargetDescription, 'admin'>>(result, ATTACHMENTS.target));
  const [obstacle] = all.map(obstacleIn).filter((each) => each !== undefined);
  const known = judgesKnownDeviations && target?.product.standIn === false;
  const requirements = catalogue.map((requirement) =>
    judgeRequirement(requirement, finished, known, target?.product.version ?? '0'),
  );
  const count = (...statuses: TestResult['status'][]): number =>
    all.filter((result) => statuses.includes(result.status) && obstacleIn(result) === undefined).length;
  const counted = { passed: count('passed'), failed: count('failed', 'timedOut'), skipped: count('skipped') };
  const tests = { ...counted, 'not run': planned - counted.passed - counted.failed - counted.skipped };
  const decided = requirements.some(({ verdict }) => !['SKIPPED', 'NOT RUN'].includes(verdict));
  const obstacles = [
    ...errors,
    ...(obstacle === undefined ? [] : [obstacle]),
    ...(status === 'interrupted' && obstacle === undefined ? ['The run was interrupted.'] : []),
    ...(decided || errors.length > 0 ? [] : ['No test decided any requirement.']),
  ];
  const conformance = tests.failed > 0 ? 1 : exitCode(requirements.map(({ verdict }) => verdict));
  return {
    target,
    status,
    requirements,
    tests,
    obstacles,
    serverTimeMs: all
      .flatMap((result) => attached<{ passed: number }>(result, ATTACHMENTS.time))
      .reduce((sum, { passed }) => sum + passed, 0),
    wallTimeMs,
    exitCode: obstacles.length > 0 ? 2 : conformance,
  };
}
