import type { FaultName } from '../../faults/index.ts';

/** A fault, and the tests that are run against it. */
export interface Trial {
  readonly fault: FaultName;
  readonly tests: readonly string[];
}

/** Tests of one batch: enough to be worth the start of a worker, a provider and a browser; few enough to end together. */
export const BATCH_SIZE = 12;

/** Trials that one worker goes through with one provider, in which the fault is changed from test to test. */
export type Batch = readonly Trial[];

const sizeOf = (batch: Batch): number => batch.reduce((sum, { tests }) => sum + tests.length, 0);

/** A worker has each test once, so trials of a batch have none in common. */
const fits = (batch: Batch, { tests }: Trial): boolean =>
  sizeOf(batch) + tests.length <= BATCH_SIZE && batch.every((other) => !other.tests.some((id) => tests.includes(id)));

/** Puts each trial, the longest first, into the first batch that it fits into. */
export function batchTrials(trials: readonly Trial[]): Batch[] {
  const batches: Trial[][] = [];
  for (const trial of trials.toSorted((one, other) => other.tests.length - one.tests.length)) {
    const batch = batches.find((each) => fits(each, trial));
    if (batch === undefined) batches.push([trial]);
    else batch.push(trial);
  }
  return batches;
}
