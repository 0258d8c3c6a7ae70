import type { TestCase } from '@playwright/test/reporter';
import { FAULTS, type FaultName } from '../../faults/index.ts';
import { AFTER_LOGOUT, AFTER_REFUSAL } from '../../fixtures/invariants.ts';
import { requirementsOf } from '../../fixtures/verifies.ts';

/** What many tests look after besides their own claim, and those that stand for them all. */
const INVARIANTS: readonly { readonly ids: readonly string[]; readonly file: string }[] = [
  { ids: AFTER_LOGOUT, file: 'rp-initiated-logout/end.spec.ts' },
  { ids: AFTER_REFUSAL, file: 'rp-initiated-logout/refused-identification.spec.ts' },
];

/** The ids that the test is there for. */
function ownClaims(test: TestCase): string[] {
  const named = requirementsOf(test);
  const besides = INVARIANTS.filter(
    ({ ids, file }) => ids.every((id) => named.includes(id)) && !test.location.file.endsWith(file),
  ).flatMap(({ ids }) => ids);
  return named.filter((id) => !besides.includes(id));
}

/** Is the test to be run against the fault? Those are that name a requirement which the fault violates. */
export const concerns = (test: TestCase, fault: FaultName): boolean => {
  const violated: readonly string[] = FAULTS[fault].violates;
  return ownClaims(test).some((id) => violated.includes(id));
};
