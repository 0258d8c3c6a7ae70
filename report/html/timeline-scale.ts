import type { TimelineEvent } from '../../fixtures/recording/attachments.ts';
import type { Timeline } from '../schema.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Distances that people count in, in milliseconds. */
const STEPS = [
  1_000,
  2_000,
  5_000,
  10_000,
  20_000,
  30_000,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  48 * HOUR,
  168 * HOUR,
];
const MOST_TICKS = 9;

/** Where an axis that begins at `fromMs` has its marks, in milliseconds. */
export function ticks(durationMs: number, fromMs = 0): number[] {
  const step = STEPS.find((each) => durationMs / each <= MOST_TICKS) ?? durationMs / MOST_TICKS;
  const first = Math.ceil(fromMs / step);
  const count = Math.floor((fromMs + durationMs) / step) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

type Seen = Pick<Timeline, 'events' | 'idleTimeoutMs' | 'durationMs'>;

/** Events after which the server counts idleness anew. */
const RESTARTS: readonly TimelineEvent['kind'][] = ['signed-in', 'silent-call-renewed', 'alive'];
const ENDS: readonly TimelineEvent['kind'][] = ['logged-out', 'ended'];

/**
 * When the session was within its idle timeout, by what is known to restart it: from each use until the timeout, or
 * until a logout. Spans that touch are one.
 */
export function idleWindows({ events, idleTimeoutMs, durationMs }: Seen): Span[] {
  const spans: Span[] = [];
  for (const { kind, atMs } of events) {
    const last = spans.at(-1);
    if (ENDS.includes(kind) && last !== undefined && last.toMs > atMs)
      spans[spans.length - 1] = { ...last, toMs: atMs };
    if (!RESTARTS.includes(kind)) continue;
    const toMs = Math.min(atMs + idleTimeoutMs, durationMs);
    if (last !== undefined && last.toMs >= atMs) spans[spans.length - 1] = { ...last, toMs };
    else spans.push({ fromMs: atMs, toMs });
  }
  return spans;
}

/** When the idle timeout is over that counted at the moment of decision: from the last use before it. */
export function idleLimit({ events, idleTimeoutMs }: Pick<Seen, 'events' | 'idleTimeoutMs'>): number | undefined {
  const decision = events.at(-1)?.atMs ?? 0;
  const use = events.findLast(({ kind, atMs }) => RESTARTS.includes(kind) && atMs < decision);
  return use === undefined ? undefined : use.atMs + idleTimeoutMs;
}

/** Parts of the whole axis: what is closer together cannot be told apart, and what is wider needs no magnifying. */
const TOO_CLOSE = 0.05;
const WIDE_ENOUGH = 0.1;
const PADDING = 0.2;

/**
 * The moment of decision, with what lies so close to it that the whole axis shows one on top of the other: the last event,
 * those before it, and the idle limit. Undefined where all can be told apart.
 */
export function momentOfDecision(timeline: Seen): Span | undefined {
  const { events, durationMs } = timeline;
  const decision = events.at(-1)?.atMs;
  if (decision === undefined) return undefined;
  const closest = durationMs * TOO_CLOSE;
  const limit = idleLimit(timeline) ?? decision;
  const latest = limit > decision && limit - decision <= closest ? limit : decision;
  const before = [limit, ...events.map(({ atMs }) => atMs)].filter((atMs) => atMs <= decision).sort((a, b) => b - a);
  let earliest = decision;
  for (const atMs of before) if (earliest - atMs <= closest) earliest = atMs;
  const width = latest - earliest;
  if (width === 0 || width > durationMs * WIDE_ENOUGH) return undefined;
  return { fromMs: Math.max(0, earliest - width * PADDING), toMs: latest + width * PADDING };
}
