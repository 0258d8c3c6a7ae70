import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Settings of whoever runs this test must not leak into the command that is tested. */
const OURS =
  /^(IS_|FROM_|TO_|REFERENCE_|BROWSER_PATH$|REPORT_FOLDER$|GITHUB_|KEEP_RUNNING$|PLAYWRIGHT_|PW_|TEST_|CI$|FORCE_COLOR$)/;

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A program of the project, by its path from the root, in a process of its own. */
export class Command {
  output = '';
  readonly pid: number;
  readonly ended: Promise<Ended>;
  readonly #watchers = new Set<() => void>();

  constructor(script: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const inherited = Object.entries(process.env).filter(([name]) => !OURS.test(name));
    const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.pid = child.pid ?? 0;
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

  /** Waits until the command has printed the text; rejects with the output when it ends without. */
  async printed(text: string): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.output.includes(text)) resolve();
      };
      this.#watchers.add(look);
      look();
    });
    const over = this.ended.then(({ output }) => {
      if (!output.includes(text)) throw new Error(`it ended without printing "${text}":\n${output}`);
    });
    await Promise.race([seen, over]);
  }
}
