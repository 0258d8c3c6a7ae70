import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { FAULT_NAMES } from '../../faults/index.ts';
import { BATCH_SIZE, batchTrials, type Trial } from './batches.ts';

/** Some faults, each with some of thirty tests. */
const trials: fc.Arbitrary<Trial[]> = fc
  .shuffledSubarray([...FAULT_NAMES], { minLength: 1 })
  .chain((faults) =>
    fc.tuple(
      ...faults.map((fault) =>
        fc
          .uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 })
          .map((tests) => ({ fault, tests: tests.map(String) })),
      ),
    ),
  );

test('every fault is in one batch, with all its tests', () => {
  fc.assert(
    fc.property(trials, (wanted) => {
      const byName = (list: readonly Trial[]) => list.toSorted((a, b) => a.fault.localeCompare(b.fault));
      expect(byName(batchTrials(wanted).flat())).toEqual(byName(wanted));
    }),
  );
});

test('no batch has a test twice, and none that is shared is too long', () => {
  fc.assert(
    fc.property(trials, (wanted) => {
      const shared = batchTrials(wanted).filter((batch) => batch.length > 1);
      for (const tests of shared.map((batch) => batch.flatMap((trial) => trial.tests))) {
        expect(new Set(tests).size).toBe(tests.length);
        expect(tests.length).toBeLessThanOrEqual(BATCH_SIZE);
      }
    }),
  );
});

test('faults that have no test in common share a batch', () => {
  const [one, another] = FAULT_NAMES;
  if (one === undefined || another === undefined) throw new Error('there are not two faults that may share');
  const wanted = [
    { fault: one, tests: ['a', 'b'] },
    { fault: another, tests: ['c'] },
  ];
  expect(batchTrials(wanted)).toEqual([wanted]);
});
