import { catalogue, requirementOf } from '../../requirements/index.ts';
import type { Verdict } from '../../requirements/verdict.ts';
import { answer } from '../../report/answers/index.ts';
import { published } from '../../report/requirement-results.ts';
import {
  SCHEMA_VERSION,
  type Report,
  type ReportedFinding,
  type RequirementResult,
  type RunFacts,
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

type Listed = Pick<RequirementResult['listed'][number], 'id' | 'observed'>;

export interface Judged {
  readonly verdict: Verdict;
  readonly test?: string;
  readonly reasons?: readonly string[];
  /** Listed for the version; observed where the verdict is KNOWN. */
  readonly deviation?: Listed;
}

function findingsFor(id: string, { verdict, test = '', deviation }: Judged): ReportedFinding[] {
  if (verdict === 'SKIPPED' || verdict === 'NOT RUN') return [];
  const reference = testNamed(test);
  if (verdict === 'UNDECIDED')
    return [{ test: reference, outcome: 'undecided', verdict, message: 'the browser was closed' }];
  if (!BROKEN.includes(verdict)) return [{ test: reference, outcome: 'held', verdict: 'PASSED' }];
  return [
    {
      test: reference,
      outcome: 'broken',
      verdict,
      expected: `what ${id} requires`,
      actual: `something else than ${id} requires`,
      ...(verdict === 'KNOWN' ? { deviation: deviation?.id ?? 'D0' } : {}),
    },
  ];
}

function resultOf(id: string, judged: Judged): RequirementResult {
  const { verdict, test = `the test of ${id}`, reasons = [], deviation } = judged;
  return {
    requirement: published(requirementOf(id)),
    verdict,
    tests: [testNamed(test)],
    findings: findingsFor(id, { ...judged, test }),
    reasons: [...reasons],
    listed: deviation === undefined ? [] : [{ ...deviation, intermittent: false }],
  };
}

/** The report of a run of the whole catalogue on IS 7.1.0 in which all passed but what is said to be otherwise. */
export function reportOf(
  verdicts: Readonly<Record<string, Verdict | Judged>> = {},
  changes: Partial<RunFacts> = {},
): Report {
  const requirements = catalogue.map(({ id }) => {
    const judged = verdicts[id] ?? 'PASSED';
    return resultOf(id, typeof judged === 'string' ? { verdict: judged } : judged);
  });
  return answer({
    schemaVersion: SCHEMA_VERSION,
    status: 'passed',
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
    deviations: 'known',
    tests: { passed: 100, failed: 0, skipped: 0, 'not run': 0 },
    requirements,
    remarks: [],
    exchanges: [],
    timelines: [],
    testTimes: [],
    facts: { cookies: [], tokens: [], endpoints: [], endings: [] },
    ...changes,
  });
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
