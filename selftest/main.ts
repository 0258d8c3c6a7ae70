import { runClean } from './faults/clean.ts';
import { runPlaywright, runSuite } from './playwright-process.ts';
import { announceOrder, newSeed, STAND_IN_PATIENCE } from './faults/order.ts';

/** Enough of the suite to see whether slow answers raise an alarm: iframe, clock, logout, tokens. */
const WITH_DELAYS = [
  'tests/keep-alive',
  'tests/session-iframe',
  'tests/single-sign-on',
  'tests/rp-initiated-logout/consent',
];

/** Of the planted faults, how many every `npm test` tries; all of them are tried by `npm run selftest`, and every week. */
const SAMPLE = 24;

/**
 * `npm test`: the project's own tests; with no arguments also a sample of the planted faults, and a part of the suite
 * against a provider with nothing wrong but its delays. Arguments go to the project's own tests alone.
 */
const args = process.argv.slice(2);
const results = [await runPlaywright(['--config', 'selftest', ...args])];
if (args.length === 0) {
  // Without bystanders: what each fault means for every other test is known only in part, see `npm run selftest -- --all`.
  const sample = { size: SAMPLE, bystanders: 0, seed: newSeed() };
  // The clean run does little but wait for late answers.
  const proofs = await Promise.all([
    runSuite(['--config', 'selftest/faults'], {
      ...announceOrder({ target: 'reference', all: false, faults: [], sample }),
      IS_PATIENCE: STAND_IN_PATIENCE,
    }),
    runClean(1, WITH_DELAYS),
  ]);
  results.push(...proofs);
}
process.exitCode = results.every((result) => result === 0) ? 0 : 1;
