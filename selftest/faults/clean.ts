import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showObstacle } from '../../report/obstacles.ts';
import { report as format, type Report } from '../../report/schema.ts';
import { formatDuration, milliseconds } from '../../lib/durations.ts';
import { PROOF_FOLDER, runSuite } from '../playwright-process.ts';

/** Delays of the stand-in in which no test may fail. */
const SLOW = { REFERENCE_DELAY: '0-300', REFERENCE_FIRST_PAGE_DELAY: '5000' };
const WORKERS = [1, 4];

/** How many clean runs raised no alarm, and how many did. */
interface CleanRuns {
  readonly format: 1;
  readonly passed: number;
  readonly failed: number;
}

/** What is wrong with a run against a provider with nothing wrong; empty where all is PASSED or skipped with a reason. */
function alarmsOf({ requirements, obstacles, tests }: Report): string[] {
  const alarms = requirements.flatMap(({ requirement, verdict, reasons, findings }) => {
    if (
      verdict === 'PASSED' ||
      verdict === 'NOT RUN' ||
      (verdict === 'SKIPPED' && reasons.every((reason) => reason !== ''))
    )
      return [];
    const broken = findings.find(({ outcome }) => outcome === 'broken');
    return [
      `${verdict} ${requirement.id}${broken === undefined ? '' : ` in "${broken.test.title}": ${broken.message ?? ''}`}`,
    ];
  });
  return [...alarms, ...obstacles.map(showObstacle), ...(tests.failed > 0 ? [`${tests.failed} tests failed`] : [])];
}

/**
 * Runs the suite against the stand-in with nothing wrong, with slow answers and in random order, by turns with one worker
 * and with four. Writes `selftest-report/clean.json`. @returns how many runs raised an alarm.
 */
export async function runClean(times: number, tests: readonly string[]): Promise<number> {
  let alarmed = 0;
  for (let run = 0; run < times; run += 1) {
    const workers = WORKERS[run % WORKERS.length] ?? 1;
    const seed = String(Date.now() % 1_000_000);
    const report = join(PROOF_FOLDER, `clean-${run + 1}`);
    const began = Date.now();
    await runSuite(
      [
        '--shuffle',
        seed,
        '--workers',
        String(workers),
        '--reporter',
        './report/redaction.ts,./report/reporter.ts',
        ...tests,
      ],
      {
        ...SLOW,
        REPORT_FOLDER: report,
      },
    );
    const result = format.parse(JSON.parse(readFileSync(join(report, 'report.json'), 'utf8')));
    const alarms = alarmsOf(result);
    if (alarms.length > 0) alarmed += 1;
    const took = formatDuration(milliseconds(Date.now() - began));
    const outcome = alarms.length === 0 ? 'no false alarm' : `${alarms.length} FALSE ALARMS`;
    console.log(
      `clean run ${run + 1} of ${times}: ${outcome}; ${result.tests.passed} passed, ${result.tests.skipped} skipped; ${workers} workers, order ${seed}, ${took}`,
    );
    for (const alarm of alarms) console.log(`  ${alarm.replaceAll('\n', '\n  ')}`);
  }
  mkdirSync(PROOF_FOLDER, { recursive: true });
  const summary: CleanRuns = { format: 1, passed: times - alarmed, failed: alarmed };
  writeFileSync(join(PROOF_FOLDER, 'clean.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
  return alarmed;
}
