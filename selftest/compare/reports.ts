import { catalogue, requirementOf } from '../../requirements/index.ts';
import { VERDICTS, type Verdict } from '../../requirements/verdict.ts';
import {
  SCHEMA_VERSION,
  type Report,
  type ReportedFinding,
  type RequirementResult,
  type TestReference,
  type Timeline,
} from '../../report/schema.ts';

/** A test of a run that never was. */
export const testNamed = (title: string): TestReference => ({
  id: title,
  title,
  file: 'idle-timeout/boundary.spec.ts',
  project: 'same-site',
});

const BROKEN: readonly Verdict[] = ['FAILED', 'KNOWN', 'WARNING'];

function findingsFor(id: string, verdict: Verdict, test: string): ReportedFinding[] {
  if (verdict === 'SKIPPED' || verdict === 'NOT RUN') return [];
  if (!BROKEN.includes(verdict)) return [{ test: testNamed(test), outcome: 'held', verdict: 'PASSED' }];
  return [
    {
      test: testNamed(test),
      outcome: 'broken',
      verdict,
      expected: `what ${id} promises`,
      actual: `something else than ${id} promises`,
    },
  ];
}

export interface Judged {
  readonly verdict: Verdict;
  readonly test?: string;
  readonly reasons?: readonly string[];
  readonly deviation?: NonNullable<RequirementResult['deviation']>;
}

const resultOf = (
  id: string,
  { verdict, test = `the test of ${id}`, reasons = [], deviation }: Judged,
): RequirementResult => ({
  requirement: requirementOf(id),
  verdict,
  tests: [testNamed(test)],
  findings: findingsFor(id, verdict, test),
  reasons: [...reasons],
  ...(deviation === undefined ? {} : { deviation }),
});

/** The report of a run of the whole catalogue on IS 7.1.0 in which all passed but what is said to be otherwise. */
export function reportOf(
  verdicts: Readonly<Record<string, Verdict | Judged>> = {},
  changes: Partial<Report> = {},
): Report {
  const requirements = catalogue.map(({ id }) => {
    const judged = verdicts[id] ?? 'PASSED';
    return resultOf(id, typeof judged === 'string' ? { verdict: judged } : judged);
  });
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, requirements.filter((result) => result.verdict === verdict).length]),
  ) as Report['counts'];
  const failed = counts.FAILED + counts.STALE > 0;
  return {
    schemaVersion: SCHEMA_VERSION,
    exitCode: failed ? 1 : 0,
    status: failed ? 'failed' : 'passed',
    startedAt: '2026-01-05T08:00:00.000Z',
    wallTimeMs: 300_000,
    serverTimeMs: 86_400_000,
    obstacles: [],
    target: targetOf('7.1.0'),
    environment: {
      browsers: [{ name: 'chromium', version: '140.0.1' }],
      cookiePolicies: [{ project: 'same-site', policy: 'default', proof: 'a probe page' }],
      timings: { idleTimeoutMs: 900_000, refreshIntervalMs: 300_000 },
      suite: { version: '0.1.0', commit: 'aaaa111', modified: false },
      system: 'Linux x64',
    },
    changedSettings: [],
    judgesKnownDeviations: true,
    tests: { passed: 100, failed: 0, skipped: 0, 'not run': 0 },
    counts,
    requirements,
    exchanges: [],
    timelines: [],
    testTimes: [],
    facts: { cookies: [], tokens: [] },
    ...changes,
  };
}

/** WSO2 IS of a version, from its image. */
export const targetOf = (version: string, baseUrl = 'https://localhost:9443'): NonNullable<Report['target']> => ({
  kind: 'container',
  product: { name: 'WSO2 Identity Server', version, standIn: false },
  baseUrl,
  clock: { kind: 'movable' },
  details: { image: `wso2/wso2is:${version}` },
});

/** A timing test in which the session was seen alive, and ended, at these seconds of server time. */
export const timelineOf = (aliveAt: number, endedAt: number): Timeline => ({
  test: testNamed('the session ends by its idle timeout'),
  requirements: ['IS-IDLE-2'],
  verdict: 'PASSED',
  idleTimeoutMs: 900_000,
  refreshIntervalMs: 300_000,
  durationMs: endedAt * 1_000,
  events: [
    { atMs: 0, kind: 'signed-in', session: 'first' },
    { atMs: aliveAt * 1_000, kind: 'alive', session: 'first' },
    { atMs: endedAt * 1_000, kind: 'ended', session: 'first' },
  ],
});
