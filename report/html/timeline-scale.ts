import type { TimelineEvent } from '../../fixtures/recording/attachments.ts';
import type { Timeline } from '../schema.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Distances that people count in, in milliseconds. */
const STEPS = [
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

/** Where the axis has its marks, in milliseconds. */
export function ticks(durationMs: number): number[] {
  const step = STEPS.find((each) => durationMs / each <= MOST_TICKS) ?? durationMs / MOST_TICKS;
  return Array.from({ length: Math.floor(durationMs / step) + 1 }, (_, index) => index * step);
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Events after which the server counts idleness anew. */
const RESTARTS: readonly TimelineEvent['kind'][] = ['signed-in', 'silent-call-renewed', 'alive'];
const ENDS: readonly TimelineEvent['kind'][] = ['logged-out', 'ended'];

/**
 * When the session was within its idle timeout, by what is known to restart it: from each use until the timeout, or
 * until a logout. Spans that touch are one.
 */
export function idleWindows({
  events,
  idleTimeoutMs,
  durationMs,
}: Pick<Timeline, 'events' | 'idleTimeoutMs' | 'durationMs'>): Span[] {
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
