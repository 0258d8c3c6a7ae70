import { join } from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { CannotRunError } from '../lib/cannot-run.ts';
import { formatDuration, milliseconds, minutes, seconds, type Duration } from '../lib/durations.ts';
import { readSettings } from '../targets/settings.ts';
import { readReport } from './comparison/read-report.ts';
import { TimeLeft } from './time-left.ts';

/** In a log, a line now and then is enough. */
const BETWEEN_LINES = minutes(1);
const WHOLE_SECONDS = seconds(1);
const NARROW = 80;
const CLEAR_LINE = '\r\u001b[2K';

/** How long each test took in the report that is there already; of the same target, or it would mislead. */
function timesBefore(folder: string, target: string): ReadonlyMap<string, Duration> {
  try {
    const report = readReport(join(folder, 'report.json'));
    if (target !== 'auto' && report.target?.kind !== target) return new Map();
    return new Map(report.testTimes.map(({ test, wallTimeMs }) => [test.id, milliseconds(wallTimeMs)]));
  } catch (error) {
    if (error instanceof CannotRunError) return new Map();
    throw error;
  }
}

const inSeconds = (span: number): string =>
  formatDuration(milliseconds(Math.max(1, Math.round(span / WHOLE_SECONDS)) * WHOLE_SECONDS));

/** Where a run is, in one line: how much is done, what has failed, and how long it will still take. */
export function progressLine(timeLeft: TimeLeft, elapsed: Duration, failed: number): string {
  const left = timeLeft.after(elapsed);
  return [
    `[${inSeconds(elapsed)}] ${timeLeft.done} of ${timeLeft.planned} tests`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(left === undefined || timeLeft.done === timeLeft.planned ? [] : [`about ${inSeconds(left)} left`]),
  ].join(', ');
}

/** Shows the progress while tests run: a line that changes in a terminal, one a minute in a log. */
export default class ProgressReporter implements Reporter {
  readonly #isTerminal = process.stdout.isTTY;
  /** Of the tests: how long a server takes to start says nothing about them. */
  #began = performance.now();
  #timeLeft = new TimeLeft([], new Map());
  #failed = 0;
  #lastLine = 0;

  printsToStdio(): boolean {
    return this.#isTerminal;
  }

  onBegin({ workers }: FullConfig, suite: Suite): void {
    const { REPORT_FOLDER, IS_TARGET } = readSettings();
    const tests = suite.allTests().map(({ id }) => id);
    this.#began = performance.now();
    this.#timeLeft = new TimeLeft(tests, timesBefore(REPORT_FOLDER, IS_TARGET));
    if (this.#isTerminal) console.log(`\nRunning ${tests.length} tests, ${workers} at a time\n`);
  }

  onTestBegin(test: TestCase): void {
    if (this.#isTerminal) this.#show(`: ${test.title}`);
  }

  onTestEnd(test: TestCase, { status }: TestResult): void {
    this.#timeLeft.finish(test.id);
    if (status === 'failed' || status === 'timedOut') {
      this.#failed += 1;
      if (this.#isTerminal) process.stdout.write(`${CLEAR_LINE}  ✘ ${test.title}\n`);
    }
    if (this.#isTerminal) this.#show('');
    else this.#log();
  }

  onEnd(): void {
    if (this.#isTerminal) process.stdout.write(CLEAR_LINE);
  }

  get #elapsed(): Duration {
    return milliseconds(performance.now() - this.#began);
  }

  #show(what: string): void {
    const line = `${progressLine(this.#timeLeft, this.#elapsed, this.#failed)}${what}`;
    process.stdout.write(`${CLEAR_LINE}${line.slice(0, (process.stdout.columns || NARROW) - 1)}`);
  }

  #log(): void {
    if (this.#elapsed - this.#lastLine < BETWEEN_LINES) return;
    this.#lastLine = this.#elapsed;
    console.log(progressLine(this.#timeLeft, this.#elapsed, this.#failed));
  }
}
