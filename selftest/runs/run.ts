import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { familyOf, membersOf, stillRunning } from '../../lib/process-group.ts';
import { report, type Report } from '../../report/schema.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
const TIMEOUT_MS = 100_000;
const TIMEOUT_TO_END_MS = 40_000;

/** Settings of whoever runs this test must not leak into the run that is tested. */
const OURS = /^(IS_|REFERENCE_|BROWSER_PATH$|KEEP_RUNNING$|PLAYWRIGHT_|PW_|TEST_|CI$|FORCE_COLOR$|GITHUB_)/;

/** One run of the conformance suite in a process of its own. */
export class Run {
  readonly process: ChildProcess;
  readonly folder: string;
  output = '';
  readonly exitCode: Promise<number | null>;
  readonly #family: number[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(folder: string, settings: Readonly<Record<string, string>>, args: readonly string[]) {
    this.folder = folder;
    const inherited = Object.entries(process.env).filter(([name]) => !OURS.test(name));
    this.process = spawn(process.execPath, [CLI, 'test', ...args], {
      cwd: ROOT,
      env: { ...Object.fromEntries(inherited), NO_COLOR: '1', REPORT_FOLDER: folder, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that Ctrl-C can be sent to it as a terminal would.
      detached: true,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        for (const look of this.#watchers) look();
      });
    }
    this.exitCode = new Promise((resolve) => this.process.on('close', resolve));
  }

  /** @throws Error with the output so far when the text has not been printed in time. */
  async printed(text: string): Promise<void> {
    if (this.output.includes(text)) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`"${text}" was not printed within ${TIMEOUT_MS / 1000} s:\n${this.output}`));
      }, TIMEOUT_MS);
      const look = (): void => {
        if (!this.output.includes(text)) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
    });
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
    this.#family.push(...familyOf(this.#pid));
  }

  /** Every process that was noted, and every one of the run's group, has ended. */
  async leavesNothingRunning(): Promise<void> {
    const message = 'processes of the run that are still there';
    await expect
      .poll(() => [...stillRunning(this.#family), ...membersOf(this.#pid)], { message, timeout: TIMEOUT_TO_END_MS })
      .toEqual([]);
  }

  /** Ctrl-C reaches every process of the terminal's foreground group. */
  interrupt(): void {
    process.kill(-this.#pid, 'SIGINT');
  }

  get #pid(): number {
    const { pid } = this.process;
    if (pid === undefined) throw new Error('the run could not be started');
    return pid;
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
