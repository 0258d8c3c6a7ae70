import { expect, test } from '@playwright/test';
import { minutes, seconds } from '../../lib/durations.ts';
import { progressLine } from '../../report/progress.ts';
import { TimeLeft } from '../../report/time-left.ts';

const TESTS = Array.from({ length: 40 }, (_, index) => `test ${index}`);

/** The first `done` of the tests are over. */
function after(done: number, before: ReadonlyMap<string, ReturnType<typeof seconds>> = new Map()): TimeLeft {
  const left = new TimeLeft(TESTS, before);
  for (const id of TESTS.slice(0, done)) left.finish(id);
  return left;
}

test('the time left follows from what has been done so far', () => {
  expect(progressLine(after(10), minutes(2), 0)).toBe('[2 min] 10 of 40 tests, about 6 min left');
  expect(progressLine(after(10), minutes(2), 3)).toBe('[2 min] 10 of 40 tests, 3 failed, about 6 min left');
});

test('of too little no estimate is made, and when all is done there is none to make', () => {
  expect(progressLine(after(1), seconds(9), 0)).toBe('[9 s] 1 of 40 tests');
  expect(progressLine(after(40), minutes(8), 0)).toBe('[8 min] 40 of 40 tests');
  expect(progressLine(new TimeLeft([], new Map()), seconds(1), 0)).toBe('[1 s] 0 of 0 tests');
});

test('a test that took long the last time counts for as much as it took', () => {
  const before = new Map(TESTS.map((id, index) => [id, seconds(index < 20 ? 1 : 9)]));
  expect(after(20, before).after(minutes(1)), 'a tenth of the work is done').toBe(minutes(9));
});

test('a test that ends twice counts once', () => {
  const left = after(10);
  left.finish('test 0');
  expect(left.done).toBe(10);
});
