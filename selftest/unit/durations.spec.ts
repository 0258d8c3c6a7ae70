import { expect, test } from '@playwright/test';
import { days, formatDuration, hours, milliseconds, minutes, plus, seconds } from '../../lib/durations.ts';

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
