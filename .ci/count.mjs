// Adds up the tests of all runs, and ends with one line. A failed step without a failed test still fails.
import { readFileSync } from 'node:fs';

const failedSteps = Number(process.argv[2] ?? 0);
const totals = { passed: 0, failed: 0, skipped: 0 };

function add(file) {
  let stats;
  try {
    ({ stats } = JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    console.error(`${file} is missing: its run did not get to the end`);
    totals.failed += 1;
    return;
  }
  totals.passed += stats.expected;
  totals.failed += stats.unexpected + stats.flaky;
  totals.skipped += stats.skipped;
}

/** A planted fault, or a run with nothing wrong, counts as one test. */
function addProof(file) {
  try {
    const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'));
    totals.passed += passed;
    totals.failed += failed;
  } catch {
    console.error(`${file} is missing: its run did not get to the end`);
    totals.failed += 1;
  }
}

add('test-results/selftest.json');
addProof('selftest-report/kill-table.json');
addProof('selftest-report/clean.json');
add('test-results/containers.json');
add('conformance-report/playwright.json');
if (failedSteps > 0 && totals.failed === 0) totals.failed = failedSteps;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;
