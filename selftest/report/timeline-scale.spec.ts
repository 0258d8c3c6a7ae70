import { expect, test } from '@playwright/test';
import { idleLimit, idleWindows, momentOfDecision, ticks } from '../../report/html/timeline-scale.ts';
import type { TimelineEvent } from '../../fixtures/recording/attachments.ts';

const MINUTE = 60_000;
const event = (kind: TimelineEvent['kind'], minute: number): TimelineEvent => ({
  kind,
  atMs: minute * MINUTE,
  session: 'relying party 1',
});
const windows = (events: TimelineEvent[], durationMinutes: number) =>
  idleWindows({ events, idleTimeoutMs: 15 * MINUTE, durationMs: durationMinutes * MINUTE }).map(({ fromMs, toMs }) => [
    fromMs / MINUTE,
    toMs / MINUTE,
  ]);

test('each silent call begins the idle window anew, and windows that touch are one', () => {
  expect(
    windows([event('signed-in', 0), event('silent-call-renewed', 5), event('silent-call-renewed', 10)], 60),
  ).toEqual([[0, 25]]);
});

test('refused and lost calls and other uses begin none', () => {
  const events = [
    event('signed-in', 0),
    event('silent-call-lost', 5),
    event('activity', 6),
    event('silent-call-refused', 7),
  ];
  expect(windows(events, 60)).toEqual([[0, 15]]);
});

test('a logout ends the window, and a use long after opens another', () => {
  expect(windows([event('signed-in', 0), event('logged-out', 3), event('signed-in', 20)], 30)).toEqual([
    [0, 3],
    [20, 30],
  ]);
});

test('the axis has few marks, at distances that people count in', () => {
  expect(ticks(20 * MINUTE).map((ms) => ms / MINUTE)).toEqual([0, 5, 10, 15, 20]);
  expect(ticks(14 * 24 * 60 * MINUTE).length).toBeLessThanOrEqual(10);
});

test('an axis that begins late has its marks at round distances, too', () => {
  expect(ticks(60_000, -30_000)).toEqual([-30_000, -20_000, -10_000, 0, 10_000, 20_000, 30_000]);
});

const timelineOf = (events: TimelineEvent[], durationMinutes: number) => ({
  events,
  idleTimeoutMs: 15 * MINUTE,
  durationMs: durationMinutes * MINUTE,
});

test('the moment of decision holds what lies on top of it: the limit, and the question just after it', () => {
  const boundary = timelineOf([event('signed-in', 0), event('ended', 15 + 1 / 6)], 15.5);
  expect(idleLimit(boundary)).toBe(15 * MINUTE);
  const { fromMs, toMs } = momentOfDecision(boundary) ?? { fromMs: 0, toMs: 0 };
  expect(fromMs).toBeLessThan(15 * MINUTE);
  expect(fromMs).toBeGreaterThan(14.9 * MINUTE);
  expect(toMs).toBeGreaterThan((15 + 1 / 6) * MINUTE);
});

test('a limit that is still to come belongs to the moment as well: asked just before it', () => {
  const before = timelineOf([event('signed-in', 0), event('alive', 14.8)], 14.9);
  expect(momentOfDecision(before)?.toMs).toBeGreaterThan(15 * MINUTE);
});

test('what can be told apart on the whole axis is not magnified', () => {
  expect(momentOfDecision(timelineOf([event('signed-in', 0), event('alive', 8), event('ended', 26)], 28))).toBe(
    undefined,
  );
  expect(momentOfDecision(timelineOf([], 28))).toBe(undefined);
});
