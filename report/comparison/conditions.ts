import type { Report } from '../schema.ts';
import { DEVIATIONS_JUDGED, showDuration, showProduct } from '../words.ts';

/** Something of the circumstances of both runs. */
export interface Condition {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Why a difference in it makes the comparison unfair; absent where it is what an upgrade changes, or does not matter. */
  readonly matters?: string;
}

const unknown = 'unknown';
const each = (values: readonly string[]): string => (values.length === 0 ? 'none' : [...values].sort().join(', '));
const span = (ms: number | undefined): string => (ms === undefined ? unknown : showDuration(ms));

interface Row {
  readonly name: string;
  readonly of: (report: Report) => string;
  readonly matters?: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'server',
    of: showProduct,
  },
  {
    name: 'stand-in',
    of: ({ target }) => (target?.product.standIn === true ? 'yes' : 'no'),
    matters: 'A stand-in is not the product.',
  },
  { name: 'target', of: ({ target }) => target?.kind ?? unknown },
  {
    name: 'clock',
    of: ({ target }) => target?.clock.kind ?? unknown,
    matters: 'With a real clock, other tests are skipped, and times differ.',
  },
  {
    name: 'suite',
    of: ({ environment: { suite } }) =>
      `${suite.version}, ${suite.commit ?? 'no commit'}${suite.modified ? ', modified' : ''}`,
    matters: 'Another version of the suite has other tests.',
  },
  {
    name: 'tests',
    of: ({ tests }) => String(Object.values(tests).reduce((sum, count) => sum + count, 0)),
    matters: 'One run had tests that the other did not have.',
  },
  {
    name: 'known deviations',
    of: ({ deviations }) => DEVIATIONS_JUDGED[deviations],
    matters: 'They were judged by different rules.',
  },
  {
    name: 'browser',
    of: ({ environment: { browsers } }) => each(browsers.map(({ name, version }) => `${name} ${version}`)),
    matters: 'Differences may come from the browser.',
  },
  {
    name: 'cookie policy',
    of: ({ environment: { cookiePolicies } }) =>
      each(cookiePolicies.map(({ project, policy }) => `${policy} (${project})`)),
    matters: 'It decides whether a hidden iframe works at all.',
  },
  {
    name: 'idle timeout',
    of: ({ environment: { timings } }) => span(timings?.idleTimeoutMs),
    matters: 'Tests of timing did not use the same times.',
  },
  {
    name: 'refresh interval',
    of: ({ environment: { timings } }) => span(timings?.refreshIntervalMs),
    matters: 'Tests of timing did not use the same times.',
  },
  {
    name: 'changed settings',
    of: ({ changedSettings }) => each(changedSettings.map(({ setting, from, to }) => `${setting}: ${from} → ${to}`)),
    matters: 'The servers were configured differently for the run.',
  },
  { name: 'machine', of: ({ environment: { system } }) => system ?? unknown },
  { name: 'started', of: ({ startedAt }) => startedAt },
];

const detailRows = (before: Report, after: Report): Row[] =>
  [...new Set([before, after].flatMap(({ target }) => Object.keys(target?.details ?? {})))]
    .sort()
    .map((name) => ({ name, of: ({ target }) => target?.details[name] ?? 'not given' }));

/** The circumstances of both runs, side by side, what they had in common included. */
export const conditions = (before: Report, after: Report): Condition[] =>
  [...ROWS, ...detailRows(before, after)].map(({ name, of, matters }) => ({
    name,
    before: of(before),
    after: of(after),
    ...(matters === undefined ? {} : { matters }),
  }));

/** What makes the comparison unfair, in sentences. */
export const reservationsOn = (all: readonly Condition[]): string[] =>
  all.flatMap(({ name, before, after, matters }) =>
    matters === undefined || before === after ? [] : [`The runs differ in ${name} (${before}; ${after}). ${matters}`],
  );
