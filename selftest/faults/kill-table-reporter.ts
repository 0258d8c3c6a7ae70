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
  TestRun,
} from '@playwright/test/reporter';
import { FAULT_NAMES, type FaultName } from '../../faults/index.ts';
import { FAULT_WITHOUT_EFFECT } from '../../fixtures/run/planted-faults.ts';
import type { FinishedTest } from '../../report/attached.ts';
import { showProduct } from '../../report/words.ts';
import { concludeRun } from '../../report/results.ts';
import { PROOF_FOLDER } from '../playwright-process.ts';
import { judgeKill, type Kill, type KillTable } from './kill-table.ts';
import { readOrder, wantedFaults } from './order.ts';
import { planRun, type FaultOf } from './plan.ts';
import { renderKill, renderKillTable } from './render.ts';

interface FaultRun {
  planned: number;
  readonly finished: FinishedTest[];
  milliseconds: number;
}

/** Plans which tests run against which fault, judges each fault by the suite's own rules, and prints and writes the kill table. */
export default class KillTableReporter implements Reporter {
  readonly #order = readOrder();
  readonly #runs = new Map<FaultName, FaultRun>();
  readonly #kills: Kill[] = [];
  readonly #errors: string[] = [];
  #server: string | undefined;
  #faultOf: FaultOf = new Map();

  preprocess({ suite, testRun }: { suite: Suite; testRun: TestRun }): Promise<void> {
    this.#faultOf = planRun(suite, this.#order);
    for (const test of suite.allTests()) if (!this.#faultOf.has(test.id)) testRun.exclude(test);
    return Promise.resolve();
  }

  onBegin(_: FullConfig, suite: Suite): void {
    for (const test of suite.allTests()) {
      const fault = this.#faultOf.get(test.id);
      if (fault === undefined) continue;
      const run = this.#runs.get(fault) ?? { planned: 0, finished: [], milliseconds: 0 };
      run.planned += 1;
      this.#runs.set(fault, run);
    }
    const count = suite.allTests().length;
    const { sample } = this.#order;
    const chance = sample === undefined ? '' : `, a random sample: --sample ${sample.size} --seed ${sample.seed}`;
    console.log(`${this.#runs.size} planted faults, ${count} tests against them${chance}`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const fault = this.#faultOf.get(test.id);
    const run = fault === undefined ? undefined : this.#runs.get(fault);
    if (fault === undefined || run === undefined) return;
    run.finished.push({ test, result });
    run.milliseconds += result.duration;
    if (run.finished.length < run.planned) return;
    const kill = this.#judge(fault, run);
    this.#kills.push(kill);
    console.log(renderKill(kill));
  }

  onError({ message, value }: TestError): void {
    this.#errors.push(message ?? value ?? 'an error without a message');
  }

  #judge(
    fault: FaultName,
    { planned, finished, milliseconds }: FaultRun,
    status: FullResult['status'] = 'passed',
  ): Kill {
    const run = concludeRun({
      finished,
      planned,
      status,
      // Of this report only the verdicts are read.
      startedAt: new Date(),
      suite: { version: '', modified: false },
      wallTimeMs: milliseconds,
      errors: [],
      // A real server has faults of its own.
      deviations: this.#order.target === 'reference' ? 'none' : 'known',
    });
    if (run.target !== undefined) this.#server ??= showProduct(run);
    // The stand-in has all that a fault can be about.
    const tookEffect =
      this.#order.target === 'reference' ||
      finished.length === 0 ||
      finished.some(({ result }) => result.annotations.every(({ type }) => type !== FAULT_WITHOUT_EFFECT));
    return judgeKill(fault, run, { milliseconds, tookEffect });
  }

  onEnd({ status, duration }: FullResult): Promise<{ status: 'passed' | 'failed' }> {
    const judged = new Set(this.#kills.map(({ fault }) => fault));
    for (const [fault, run] of this.#runs)
      if (!judged.has(fault)) this.#kills.push(this.#judge(fault, run, 'interrupted'));
    const count = (...results: Kill['result'][]): number =>
      this.#kills.filter(({ result }) => results.includes(result)).length;
    const table: KillTable = {
      format: 2,
      complete: this.#order.all,
      faults: FAULT_NAMES.length,
      milliseconds: Math.round(duration),
      ...(this.#server === undefined ? {} : { server: this.#server }),
      passed: count('caught'),
      failed: count('missed', 'surprise', 'could not run'),
      kills: this.#kills.toSorted((one, other) => one.fault.localeCompare(other.fault)),
    };
    mkdirSync(PROOF_FOLDER, { recursive: true });
    const file = join(PROOF_FOLDER, 'kill-table.json');
    writeFileSync(file, `${JSON.stringify(table, undefined, 2)}\n`);
    console.log(renderKillTable(table, file));
    for (const error of this.#errors) console.log(error);
    const wanted = wantedFaults(this.#order).length;
    const sound =
      this.#kills.length === wanted && table.failed === 0 && this.#errors.length === 0 && status !== 'interrupted';
    return Promise.resolve({ status: sound ? 'passed' : 'failed' });
  }
}
