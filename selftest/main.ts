import { runClean } from './faults/clean.ts';
import { runPlaywright, runSuite } from './playwright-process.ts';
import { STAND_IN_PATIENCE } from './faults/order.ts';

/** Enough of the suite to see whether slow answers raise an alarm: iframe, clock, logout, tokens. */
const IN_BAD_WEATHER = [
  'tests/keep-alive',
  'tests/session-iframe',
  'tests/single-sign-on',
  'tests/rp-initiated-logout/consent',
];

/**
 * `npm test`: the project's own tests; with no arguments also every planted fault, and a part of the suite against a
 * provider with nothing wrong but its delays. Arguments go to the project's own tests alone.
 */
const args = process.argv.slice(2);
const results = [await runPlaywright(['--config', 'selftest', ...args])];
if (args.length === 0) {
  // The clean run does little but wait for late answers.
  const proofs = await Promise.all([
    runSuite(['--config', 'selftest/faults'], { IS_PATIENCE: STAND_IN_PATIENCE }),
    runClean(1, IN_BAD_WEATHER),
  ]);
  results.push(...proofs);
}
process.exitCode = results.every((result) => result === 0) ? 0 : 1;
