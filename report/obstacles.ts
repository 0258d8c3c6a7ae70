import type { FullResult, TestResult } from '@playwright/test/reporter';
import { attached } from './attached.ts';
import type { Report } from './schema.ts';

export type Obstacle = Report['obstacles'][number];

/** How the runner prints a CannotRunError that a fixture has thrown. */
const CANNOT_RUN = 'CannotRunError: ';
/** How a CannotRunError says what helps. */
const REMEDY = /\n\s*What to do: /;

// eslint-disable-next-line no-control-regex -- the runner colours its messages with control sequences
const plain = (text: string): string => text.replaceAll(/\u001b\[[0-9;]*m/g, '');

function readObstacle(message: string): Obstacle {
  const [problem = '', remedy] = plain(message)
    .replace(CANNOT_RUN, '')
    .replace(/^Error: /, '')
    .split(REMEDY);
  return {
    problem: problem.trim(),
    ...(remedy === undefined ? {} : { remedy: remedy.split('\n\n')[0]?.trim() ?? '' }),
  };
}

/** Why the run can't go on after this test, in the words of its message, or undefined. */
export function obstacleIn(result: TestResult): string | undefined {
  const [lost] = attached(result, 'target-lost');
  const unfit = result.errors.find(({ message = '' }) => plain(message).startsWith(CANNOT_RUN))?.message;
  return lost?.message ?? unfit;
}

/** As the terminal shows it. */
export const showObstacle = ({ problem, remedy }: Obstacle): string =>
  remedy === undefined ? problem : `${problem}\n  What to do: ${remedy}`;

/** Why the run could not happen, or could not go on: a server that is gone is one obstacle, not forty. */
export function obstaclesOf({
  results,
  status,
  errors,
  decided,
}: {
  readonly results: readonly TestResult[];
  readonly status: FullResult['status'];
  readonly errors: readonly string[];
  readonly decided: boolean;
}): Obstacle[] {
  const [obstacle] = results.map(obstacleIn).filter((each) => each !== undefined);
  const interruption = {
    problem: 'The run was interrupted.',
    remedy: 'start it again; what was verified before the interruption stands below.',
  };
  return [
    ...errors.map(readObstacle),
    ...(obstacle === undefined ? [] : [readObstacle(obstacle)]),
    ...(status === 'interrupted' && obstacle === undefined ? [interruption] : []),
    ...(decided || errors.length > 0 ? [] : [{ problem: 'No test decided any requirement.' }]),
  ];
}
