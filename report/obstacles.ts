import type { FullResult, TestResult } from '@playwright/test/reporter';
import { attached } from './attached.ts';
import type { Report } from './schema.ts';

export type Obstacle = Report['obstacles'][number];

/** How the runner prints a CannotRunError that a fixture has thrown. */
const CANNOT_RUN = 'CannotRunError: ';
/** How a CannotRunError says what helps. */
const REMEDY = /\n\s*What to do: /;

// eslint-disable-next-line no-control-regex -- the runner colours its messages with control sequences
export const plain = (text: string): string => text.replaceAll(/\u001b\[[0-9;]*m/g, '');

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

interface Ending {
  readonly results: readonly TestResult[];
  readonly status: FullResult['status'];
  /** Outside of any test. */
  readonly errors: readonly string[];
  /** Was anything decided? */
  readonly decided: boolean;
  /** Did every test that was planned get to run? */
  readonly allRan: boolean;
}

/**
 * Which errors outside of any test are obstacles: those that say what to do about them, and those that kept tests from
 * running. What else goes wrong while a process ends keeps nothing from being decided.
 */
export const isObstacle = (error: string, { decided, allRan }: Pick<Ending, 'decided' | 'allRan'>): boolean =>
  !decided || !allRan || REMEDY.test(plain(error));

/** Why the run could not happen, or could not go on: a server that is gone is one obstacle, not forty. */
export function obstaclesOf({ results, status, errors, decided, allRan }: Ending): Obstacle[] {
  const [obstacle] = results.map(obstacleIn).filter((each) => each !== undefined);
  const before = 'what was verified before that is shown below.';
  const ending: Partial<Record<FullResult['status'], Obstacle>> = {
    interrupted: { problem: 'The run was interrupted.', remedy: `start it again; ${before}` },
    timedout: { problem: 'The run took longer than its global timeout.', remedy: `give it more time; ${before}` },
  };
  const ended = obstacle === undefined ? ending[status] : undefined;
  const all = [
    ...(obstacle === undefined ? [] : [readObstacle(obstacle)]),
    ...(ended === undefined ? [] : [ended]),
    ...errors.filter((error) => isObstacle(error, { decided, allRan })).map(readObstacle),
  ];
  return all.length > 0 || decided ? all : [{ problem: 'No test decided any requirement.' }];
}
