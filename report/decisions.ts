import type { Finding } from '../fixtures/recording/attachments.ts';
import { requirementsOf } from '../fixtures/verifies.ts';
import { attached, type FinishedTest } from './attached.ts';
import { obstacleIn, plain } from './obstacles.ts';

/** Did the test fail by itself, and not because the run could not go on? */
export const hasFailed = ({ result }: FinishedTest): boolean =>
  (result.status === 'failed' || result.status === 'timedOut') && obstacleIn(result) === undefined;

/** What a test decided. One that failed before it could tell, e.g. because its process crashed, left all that it names undecided. */
export function decisionsOf(finished: FinishedTest): Finding[] {
  const { test, result } = finished;
  const decided = attached(result, 'findings');
  if (decided.length > 0 || !hasFailed(finished)) return decided.flat();
  const message = plain(result.errors[0]?.message ?? 'the test failed without a reason');
  return requirementsOf(test).map((requirement) => ({
    requirement,
    outcome: 'undecided',
    verdict: 'UNDECIDED',
    message,
  }));
}
