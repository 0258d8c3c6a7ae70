import type { Report, Timeline } from '../schema.ts';
import { showDuration as show } from '../words.ts';
import type { Difference, Section } from './outline.ts';

/**
 * What two runs against one and the same server differ by: a busy machine easily doubles short times, and server time
 * goes on by itself while a test works.
 */
const NOISE = {
  /** Of the wall time of a test: it counts only when it is beyond both. */
  test: { factor: 2, ms: 5_000 },
  run: { factor: 1.5, ms: 60_000 },
  /** Of the server time of an event. */
  event: { share: 0.03, ms: 15_000 },
} as const;

const beyond = ({ factor, ms }: { factor: number; ms: number }, before: number, after: number): boolean =>
  Math.abs(after - before) > ms && Math.max(before, after) > factor * Math.min(before, after);

const beyondShare = (before: number, after: number): boolean =>
  Math.abs(after - before) > Math.max(NOISE.event.ms, NOISE.event.share * Math.max(before, after));

const inWords = (kind: string): string => kind.replaceAll('-', ' ');

/** The moments of a test that matter: when it was seen alive for the last time, and ended for the first. */
function landmarks({ events }: Timeline): Map<string, number> {
  const found = new Map<string, number>();
  for (const { kind, session, atMs } of events) {
    if (kind === 'alive' || kind === 'silent-call-renewed') found.set(`${session}: last ${inWords(kind)}`, atMs);
    if (kind === 'ended' || kind === 'silent-call-refused' || kind === 'silent-call-lost') {
      const name = `${session}: first ${inWords(kind)}`;
      if (!found.has(name)) found.set(name, atMs);
    }
  }
  return found;
}

function timelineDifference(before: Timeline, after: Timeline): Difference[] {
  const [former, latter] = [landmarks(before), landmarks(after)];
  const names = [...new Set([...former.keys(), ...latter.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [former.get(name), latter.get(name)];
    if (was !== undefined && is !== undefined && !beyondShare(was, is)) return [];
    return [
      {
        subject: name,
        about: `server time in "${after.test.title}" (${after.test.project})`,
        before: was === undefined ? 'never' : show(was),
        after: is === undefined ? 'never' : show(is),
        details: [],
      },
    ];
  });
}

const timelineDifferences = (before: Report, after: Report): Difference[] =>
  after.timelines.flatMap((timeline) => {
    const former = before.timelines.find(({ test }) => test.id === timeline.test.id);
    return former === undefined ? [] : timelineDifference(former, timeline);
  });

const testDifferences = (before: Report, after: Report): Difference[] =>
  after.testTimes.flatMap(({ test, wallTimeMs }) => {
    const former = before.testTimes.find((entry) => entry.test.id === test.id);
    if (former === undefined || !beyond(NOISE.test, former.wallTimeMs, wallTimeMs)) return [];
    return [
      {
        subject: test.title,
        about: `wall time of the test, ${test.project}`,
        before: show(former.wallTimeMs),
        after: show(wallTimeMs),
        details: [],
      },
    ];
  });

function runDifference(before: Report, after: Report): Difference[] {
  if (!beyond(NOISE.run, before.wallTimeMs, after.wallTimeMs)) return [];
  return [{ subject: 'the whole run', before: show(before.wallTimeMs), after: show(after.wallTimeMs), details: [] }];
}

/** Times that differ by more than two runs against one server do. */
export const timingChanges = (before: Report, after: Report): Section => ({
  title: 'timing changes beyond noise',
  meaning: `Events that moved by more than ${show(NOISE.event.ms)} and ${NOISE.event.share * 100} % of server time, tests that take ${NOISE.test.factor} times as long or as short and ${show(NOISE.test.ms)} more or less.`,
  tone: 'neutral',
  about: 'values',
  differences: [
    ...timelineDifferences(before, after),
    ...testDifferences(before, after),
    ...runDifference(before, after),
  ],
});
