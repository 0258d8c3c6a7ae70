import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { familyOf, membersOf, stillRunning } from '../../lib/process-group.ts';
import { report, type Report } from '../../report/schema.ts';
import { Command } from '../command.ts';
import { CLI } from '../playwright-process.ts';

const TIMEOUT_MS = 100_000;
const TIMEOUT_TO_END_MS = 40_000;

/** One run of the conformance suite, in a process group of its own, so that Ctrl-C can be sent to it as a terminal would. */
export class Run extends Command {
  readonly folder: string;
  readonly exitCode: Promise<number | null>;
  readonly #family: number[] = [];

  constructor(folder: string, settings: Readonly<Record<string, string>>, args: readonly string[]) {
    super([CLI, 'test', ...args], { REPORT_FOLDER: folder, ...settings }, true);
    this.folder = folder;
    this.exitCode = this.ended.then(({ code }) => code);
  }

  /** Waits until the run is under way, as its traces on the server show, and notes which processes belong to it. */
  async isUnderWayAt(server: { whatIsLeft(): Promise<{ things: number }> }): Promise<void> {
    const message = 'the run has made something on the server';
    await expect
      .poll(async () => (await server.whatIsLeft()).things, { message, timeout: TIMEOUT_MS })
      .toBeGreaterThan(0);
    this.noteProcesses();
  }

  noteProcesses(): void {
    this.#family.push(...familyOf(this.pid));
  }

  /** Every process that was noted, and every one of the run's group, has ended. */
  async leavesNothingRunning(): Promise<void> {
    const message = 'processes of the run that are still there';
    await expect
      .poll(() => [...stillRunning(this.#family), ...membersOf(this.pid)], { message, timeout: TIMEOUT_TO_END_MS })
      .toEqual([]);
  }

  /** Ctrl-C reaches every process of the terminal's foreground group. */
  interrupt(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  get report(): Report {
    return report.parse(JSON.parse(readFileSync(join(this.folder, 'report.json'), 'utf8')));
  }
}

export type StartRun = (settings: Readonly<Record<string, string>>, ...args: string[]) => Run;

export const test = base.extend<{ startRun: StartRun }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright insists on a destructured first argument
  startRun: async ({}, use) => {
    const runs: Run[] = [];
    await use((settings, ...args) => {
      const run = new Run(mkdtempSync(join(tmpdir(), 'is-run-')), settings, args);
      runs.push(run);
      return run;
    });
    for (const { process: child, folder } of runs) {
      if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
export { expect } from '@playwright/test';
