import type { TestCase } from '@playwright/test/reporter';
import { FAULTS, type FaultName } from '../../containers/reference-provider/faults/index.ts';
import { AFTER_LOGOUT } from '../../fixtures/invariants.ts';
import { REQUIREMENT_ANNOTATION } from '../../fixtures/verifies.ts';

/** Many tests look after the invariants of a logout by the way; this one stands for them all. */
const OF_INVARIANTS = 'rp-initiated-logout/logout.spec.ts';

const namedBy = ({ annotations }: TestCase): string[] =>
  annotations.flatMap(({ type, description }) =>
    type === REQUIREMENT_ANNOTATION && description !== undefined ? [description] : [],
  );

/** Is the test to be run against the fault? Those are that name a requirement which the fault breaks. */
export function concerns(test: TestCase, fault: FaultName): boolean {
  const named = namedBy(test);
  const invariants: readonly string[] = AFTER_LOGOUT;
  const byTheWay = invariants.every((id) => named.includes(id)) && !test.location.file.endsWith(OF_INVARIANTS);
  const own = byTheWay ? named.filter((id) => !invariants.includes(id)) : named;
  return own.some((id) => FAULTS[fault].breaks.includes(id));
}
