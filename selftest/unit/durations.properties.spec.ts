import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { formatDuration, milliseconds, minus, plus, times } from '../../lib/durations.ts';

const span = fc.integer({ min: 0, max: 400 * 86_400_000 }).map(milliseconds);
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** What a reader would reckon from the text. */
const read = (text: string): number =>
  [...text.matchAll(/(\d+) (ms|min|s|h|d)/g)].reduce(
    (sum, [, count = '', unit = '']) => sum + Number(count) * (UNIT_MS[unit] ?? NaN),
    0,
  );

test('what is added can be taken away again', () => {
  fc.assert(
    fc.property(span, span, (a, b) => {
      expect(minus(plus(a, b), b)).toBe(a);
      expect(plus(a, b)).toBe(plus(b, a));
      expect(times(a, 2)).toBe(plus(a, a));
    }),
  );
});

test('a span as it is shown is never more than it is, and less by no more than its smallest unit', () => {
  fc.assert(
    fc.property(span, (value) => {
      const text = formatDuration(value);
      const [smallest = ''] = text.split(' ').slice(-1);
      const error = value - read(text);
      expect(error, text).toBeGreaterThanOrEqual(0);
      expect(error, text).toBeLessThan(UNIT_MS[smallest] ?? 0);
    }),
  );
});
