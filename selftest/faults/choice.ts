import type { TestCase } from '@playwright/test/reporter';
import { FAULTS, type FaultName } from '../../containers/reference-provider/faults/index.ts';
import { AFTER_LOGOUT } from '../../fixtures/invariants.ts';
import { REQUIREMENT_ANNOTATION } from '../../fixtures/verifies.ts';

/** One test of the invariants, from sign-in to logout with two relying parties, watches every fault for surprises. */
const WATCH = 'rp-initiated-logout/logout.spec.ts';

const namedBy = ({ annotations }: TestCase): string[] =>
  annotations.flatMap(({ type, description }) =>
    type === REQUIREMENT_ANNOTATION && description !== undefined ? [description] : [],
  );

/**
 * Is the test to be run against the fault? Those are that name a requirement which the fault breaks. Many tests look
 * after the invariants of a logout by the way; of those one is enough for a fault that breaks nothing else.
 */
export function concerns(test: TestCase, fault: FaultName): boolean {
  const named = namedBy(test);
  const invariants: readonly string[] = AFTER_LOGOUT;
  const looksAfterInvariants = invariants.every((id) => named.includes(id));
  if (looksAfterInvariants && test.location.file.endsWith(WATCH)) return true;
  const own = looksAfterInvariants ? named.filter((id) => !invariants.includes(id)) : named;
  return own.some((id) => FAULTS[fault].breaks.includes(id));
}
