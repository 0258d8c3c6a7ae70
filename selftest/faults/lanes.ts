import type { FaultName } from '../../faults/index.ts';

/** A fault, and the tests that are run against it. */
export interface Trial {
  readonly fault: FaultName;
  readonly tests: readonly string[];
}

/** Tests of one lane: enough to be worth the start of a worker, a provider and a browser; few enough to end together. */
export const LANE_SIZE = 12;

/** Trials that one worker goes through with one provider, in which the fault is changed from test to test. */
export type Lane = readonly Trial[];

const sizeOf = (lane: Lane): number => lane.reduce((sum, { tests }) => sum + tests.length, 0);

/** A worker has each test once, so trials of a lane have none in common. */
const fits = (lane: Lane, { tests }: Trial): boolean =>
  sizeOf(lane) + tests.length <= LANE_SIZE && lane.every((other) => !other.tests.some((id) => tests.includes(id)));

/** Puts each trial, the longest first, into the first lane that it fits into. */
export function shareLanes(trials: readonly Trial[]): Lane[] {
  const lanes: Trial[][] = [];
  for (const trial of trials.toSorted((one, other) => other.tests.length - one.tests.length)) {
    const lane = lanes.find((each) => fits(each, trial));
    if (lane === undefined) lanes.push([trial]);
    else lane.push(trial);
  }
  return lanes;
}
