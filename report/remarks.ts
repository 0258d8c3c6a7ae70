import { referTo, type FinishedTest } from './attached.ts';
import { decisionsOf, hasFailed } from './decisions.ts';
import { plain } from './obstacles.ts';
import type { Remark, RequirementResult } from './schema.ts';

const firstLines = (text: string): string => plain(text).trim().split('\n').slice(0, 3).join('\n');

/** Listed for this version, and every check of it held: the vendor may have patched it. */
export const goneDeviations = (results: readonly RequirementResult[]): Remark[] =>
  results
    // Where a test was skipped, only that one might have shown the deviation.
    .filter(({ verdict, reasons }) => verdict === 'PASSED' && reasons.length === 0)
    .flatMap(({ requirement, listed }) =>
      listed
        .filter(({ intermittent }) => !intermittent)
        .map(({ id, observed }) => ({
          kind: 'deviation gone',
          requirement: requirement.id,
          deviation: id,
          text: `${id} no longer occurs: ${requirement.id} held. It is listed as: ${observed}`,
        })),
    );

/** Tests that failed although no verdict shows it, e.g. while they ended, after all was decided. */
export function otherFailures(finished: readonly FinishedTest[], results: readonly RequirementResult[]): Remark[] {
  const undecided = new Set(
    results.flatMap(({ requirement, verdict }) => (verdict === 'UNDECIDED' ? requirement.id : [])),
  );
  const isShown = (each: FinishedTest): boolean =>
    decisionsOf(each).some(
      ({ verdict, outcome, requirement }) =>
        verdict === 'FAILED' || (outcome === 'undecided' && undecided.has(requirement)),
    );
  return finished
    .filter((each) => hasFailed(each) && !isShown(each))
    .map(({ test, result }) => ({
      kind: 'test failed',
      text: `"${referTo(test).title}" failed, and no verdict depends on it: ${firstLines(result.errors[0]?.message ?? 'it gave no reason')}`,
    }));
}

/** Errors outside of any test that kept nothing from being decided. */
export const errorRemarks = (errors: readonly string[]): Remark[] =>
  errors.map((error) => ({ kind: 'error', text: `An error outside of any test: ${firstLines(error)}` }));
