import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { readSettings, type Settings } from '../targets/settings.ts';
import { currentPreflight } from '../fixtures/preflight/announced.ts';
import { endRun } from '../fixtures/run/interrupts.ts';
import { describeSuite } from '../fixtures/run/suite.ts';
import { answer } from './answers/index.ts';
import type { FinishedTest } from './attached.ts';
import { decisionsOf } from './decisions.ts';
import { readKillTable } from './kill-table.ts';
import { obstacleIn } from './obstacles.ts';
import { whyPartial } from './partial.ts';
import { concludeRun } from './results.ts';
import type { Report } from './schema.ts';
import { renderTerminalSummary } from './terminal.ts';
import { writeReport } from './write.ts';

/** What was not simply kept, for the runner's own reports and for junit.xml, which know passed and failed only. */
function annotate(finished: FinishedTest): void {
  for (const { requirement, verdict, deviation, blockedBy } of decisionsOf(finished)) {
    if (verdict === 'PASSED') continue;
    const why = deviation ?? (blockedBy === undefined ? undefined : `blocked by ${blockedBy}`);
    const description = why === undefined ? requirement : `${requirement} (${why})`;
    finished.test.annotations.push({ type: verdict, description });
  }
}

/** Turns the results of the tests into verdicts on requirements, and the verdicts into the exit code. */
export default class ConformanceReporter implements Reporter {
  readonly #finished = new Map<string, FinishedTest>();
  readonly #errors: string[] = [];
  readonly #settings: Settings = readSettings();
  #planned = 0;
  #partial: string | undefined;
  #report: Report | undefined;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#planned = suite.allTests().length;
    this.#partial = whyPartial(config, suite);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#finished.set(test.id, { test, result });
    annotate({ test, result });
    if (obstacleIn(result) !== undefined) endRun();
  }

  onError({ message, value }: TestError): void {
    this.#errors.push(message ?? value ?? 'an error without a message');
  }

  /** What is expected of this server decides how the run ends, whatever the runner thinks of its tests. */
  async onEnd({ status, startTime, duration }: FullResult): Promise<{ status: 'passed' | 'failed' }> {
    const folder = this.#settings.REPORT_FOLDER;
    const report = concludeRun({
      finished: [...this.#finished.values()],
      planned: this.#planned,
      status,
      startedAt: startTime,
      wallTimeMs: duration,
      errors: this.#errors,
      deviations: this.#settings.IS_DEVIATIONS,
      partial: this.#partial,
      suite: await describeSuite(),
      preflight: currentPreflight(),
      killTable: readKillTable(),
      locateTrace: (file) => this.#locateTrace(file),
    });
    this.#report = await this.#write(folder, report);
    console.log(renderTerminalSummary(this.#report, folder, this.#errors));
    return { status: this.#report.exitCode === 0 ? 'passed' : 'failed' };
  }

  /** A report that nobody can read decides nothing: the run has no verdict. */
  async #write(folder: string, report: Report): Promise<Report> {
    try {
      await writeReport(folder, report, process.env['GITHUB_STEP_SUMMARY']);
      return report;
    } catch (error) {
      const problem = `The report could not be written to ${folder}: ${String(error)}`;
      const remedy = 'make room there, or set REPORT_FOLDER to another folder.';
      return answer({ ...report, obstacles: [...report.obstacles, { problem, remedy }] });
    }
  }

  /** Traces of merged runs lie in a folder that goes away: they are copied beside the report. */
  #locateTrace(file: string): string {
    const folder = this.#settings.REPORT_FOLDER;
    const inside = relative(folder, file);
    if (!inside.startsWith('..')) return inside.replaceAll('\\', '/');
    const copy = join('traces', `${basename(dirname(file))}-${basename(file)}`);
    mkdirSync(join(folder, 'traces'), { recursive: true });
    copyFileSync(file, join(folder, copy));
    return copy.replaceAll('\\', '/');
  }

  onExit(): Promise<void> {
    // The runner knows only "passed" and "failed"; "no verdict" needs a code of its own.
    if (this.#report?.exitCode === 2) process.exit(2);
    return Promise.resolve();
  }
}
