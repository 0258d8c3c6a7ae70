import { expect, test } from '@playwright/test';
import {
  days,
  formatDuration,
  hours,
  milliseconds,
  minus,
  minutes,
  plus,
  seconds,
  times,
} from '../../lib/durations.ts';

test('durations are milliseconds, whatever the unit they are written in', () => {
  expect([seconds(1), minutes(1), hours(1), days(1)]).toEqual([1_000, 60_000, 3_600_000, 86_400_000]);
  expect(plus(minutes(14), seconds(50))).toBe(890_000);
  expect(minus(minutes(15), seconds(10))).toBe(890_000);
  expect(times(minutes(15), 2)).toBe(minutes(30));
});

for (const [span, text] of [
  [milliseconds(250), '250 ms'],
  [seconds(59), '59 s'],
  [plus(minutes(14), seconds(50)), '14 min 50 s'],
  [days(3), '3 d'],
  [plus(days(13), hours(23), minutes(5)), '13 d 23 h'],
] as const) {
  test(`${span} ms are shown as "${text}"`, () => {
    expect(formatDuration(span)).toBe(text);
  });
}
