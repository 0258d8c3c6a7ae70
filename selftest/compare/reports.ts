import { catalogue, requirementOf } from '../../requirements/index.ts';
import type { Verdict } from '../../requirements/verdict.ts';
import { answer } from '../../report/answers/index.ts';
import { published } from '../../report/requirement-results.ts';
import type { Report, RequirementResult, RunFacts, TestReference, Timeline } from '../../report/schema.ts';
import { facts } from '../report/sample-facts.ts';
import { found, passed, timeline, undecided, without, type Change } from '../report/sample-parts.ts';

/** A test of a run that never was. */
export const testNamed = (title: string): TestReference => ({
  id: title,
  title,
  file: 'idle-timeout/boundary.spec.ts',
  project: 'same-site',
});

type Listed = Pick<RequirementResult['listed'][number], 'id' | 'observed'>;

export interface Judged {
  readonly verdict: Verdict;
  readonly test?: string;
  readonly reasons?: readonly string[];
  /** Listed for the version; observed where the verdict is KNOWN. */
  readonly deviation?: Listed;
}

/** What turns a requirement that passed into one with this verdict. */
function changeTo(id: string, { verdict, reasons = [], deviation }: Judged): Change {
  switch (verdict) {
    case 'PASSED':
      return (result) => result;
    case 'UNDECIDED':
      return undecided('the browser was closed');
    case 'SKIPPED':
    case 'NOT RUN':
      return without(verdict, ...reasons);
    default: {
      const sides = { expected: `what ${id} requires`, actual: `something else than ${id} requires` };
      return found(verdict, {}, verdict === 'KNOWN' ? { ...sides, deviation: deviation?.id ?? 'D0' } : sides);
    }
  }
}

function resultOf(id: string, judged: Judged): RequirementResult {
  const { test: title = `the test of ${id}`, deviation } = judged;
  const test = testNamed(title);
  return changeTo(
    id,
    judged,
  )({
    ...passed(published(requirementOf(id))),
    tests: [test],
    findings: [{ test, outcome: 'held', verdict: 'PASSED' }],
    listed: deviation === undefined ? [] : [{ ...deviation, intermittent: false }],
  });
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
    ...facts,
    target: targetOf('7.1.0'),
    changedSettings: [],
    requirements,
    timelines: [],
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
  ...timeline(testNamed('the session ends by its idle timeout'), 'PASSED', [], 0),
  durationMs: endedAt * 1_000,
  events: [
    { atMs: 0, kind: 'signed-in', session: 'first' },
    { atMs: aliveAt * 1_000, kind: 'alive', session: 'first' },
    { atMs: endedAt * 1_000, kind: 'ended', session: 'first' },
  ],
});
