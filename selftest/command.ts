import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PATIENCE_MS = 100_000;

/** Settings of whoever runs this test must not leak into the command that is tested. */
const OURS =
  /^(IS_|FROM_|TO_|REFERENCE_|BROWSER_PATH$|REPORT_FOLDER$|GITHUB_|KEEP_RUNNING$|PLAYWRIGHT_|PW_|TEST_|CI$|FORCE_COLOR$)/;

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** What Node.js runs in a process of its own, from the root of the project. */
export class Command {
  output = '';
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly #watchers = new Set<() => void>();

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>, detached = false) {
    const inherited = Object.entries(process.env).filter(([name]) => !OURS.test(name));
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached,
    });
    this.process = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        for (const look of this.#watchers) look();
      });
    this.ended = new Promise((resolve) => {
      child.on('close', (code) => {
        resolve({ code, output: this.output });
      });
    });
  }

  get pid(): number {
    const { pid } = this.process;
    if (pid === undefined) throw new Error('the command could not be started');
    return pid;
  }

  /** Waits until the command has printed the text. @throws Error with the output when it has ended, or takes too long, without. */
  async printed(text: string): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.output.includes(text)) resolve();
      };
      this.#watchers.add(look);
      look();
    });
    const tooLate = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
    await Promise.race([seen, this.ended, tooLate]);
    if (!this.output.includes(text)) throw new Error(`"${text}" was not printed:\n${this.output}`);
  }
}

/** A program of the project, by its path from the root. */
export const program = (
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Command => new Command(['--import', 'tsx', join(ROOT, script), ...args], environment);
