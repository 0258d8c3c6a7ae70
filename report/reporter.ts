import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { readSettings } from '../containers/settings.ts';
import { endRun } from '../fixtures/interrupts.ts';
import { concludeRun, obstacleIn, type FinishedTest, type RunResult } from './results.ts';
import { renderSummary } from './summary.ts';

/** Turns the results of the tests into verdicts on requirements, and the verdicts into the exit code. */
export default class ConformanceReporter implements Reporter {
  readonly #finished = new Map<string, FinishedTest>();
  readonly #errors: string[] = [];
  #planned = 0;
  readonly #folder = readSettings().REPORT_FOLDER;
  #run: RunResult | undefined;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_: FullConfig, suite: Suite): void {
    this.#planned = suite.allTests().length;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#finished.set(test.id, { test, result });
    if (obstacleIn(result) !== undefined) endRun();
  }

  onError({ message, value }: TestError): void {
    this.#errors.push(message ?? value ?? 'an error without a message');
  }

  onEnd({ status, duration }: FullResult): Promise<{ status: 'failed' } | undefined> {
    this.#run = concludeRun({
      finished: [...this.#finished.values()],
      planned: this.#planned,
      status,
      wallTimeMs: duration,
      errors: this.#errors,
      judgesKnownDeviations: readSettings().IS_DEVIATIONS === 'known',
    });
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(join(this.#folder, 'report.json'), `${JSON.stringify(this.#run, undefined, 2)}\n`);
    } catch (error) {
      this.#run = {
        ...this.#run,
        exitCode: 2,
        obstacles: [
          ...this.#run.obstacles,
          `The report could not be written to ${this.#folder}: ${String(error)}\n  What to do: make room there, or set REPORT_FOLDER to another folder.`,
        ],
      };
    }
    console.log(renderSummary(this.#run, this.#folder, this.#errors));
    return Promise.resolve(this.#run.exitCode === 0 ? undefined : { status: 'failed' });
  }

  onExit(): Promise<void> {
    const code = this.#run?.exitCode;
    // The runner knows only "passed" and "failed"; "could not run" needs a code of its own (design: exit codes).
    if (code === 2) process.exit(2);
    return Promise.resolve();
  }
}
