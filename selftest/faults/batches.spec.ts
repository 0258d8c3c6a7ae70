import { expect, test } from '@playwright/test';
import { FAULT_NAMES } from '../../faults/index.ts';
import { BATCH_SIZE, batchTrials, type Trial } from './batches.ts';

/** For each fault the numbers of its tests. */
const trials = (...tests: readonly (readonly number[])[]): Trial[] =>
  FAULT_NAMES.slice(0, tests.length).map((fault, index) => ({ fault, tests: (tests[index] ?? []).map(String) }));

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('every fault is in one batch with all its tests, and no batch has a test twice', () => {
  const [one, two, three, four] = trials([1, 2, 3], [3, 4], [5], [1, 5]);
  expect(batchTrials([one, two, three, four] as Trial[])).toEqual([
    [one, three],
    [two, four],
  ]);
});

test('a batch that is shared is not too long', () => {
  const [long, small, smaller] = trials(upTo(BATCH_SIZE - 1), [21, 22], [23]);
  expect(batchTrials([small, smaller, long] as Trial[])).toEqual([[long, smaller], [small]]);
});

test('a fault with more tests than a batch should have is alone', () => {
  const [long, small] = trials(upTo(BATCH_SIZE + 1), [21]);
  expect(batchTrials([small, long] as Trial[])).toEqual([[long], [small]]);
});
