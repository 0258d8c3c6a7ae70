import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The runner's program. */
export const CLI = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');

/** Where the proofs of the self-test go. */
export const PROOF_FOLDER = join(ROOT, 'selftest-report');

/** Settings that a person may have made for another target must not reach the stand-in. */
const STAND_IN = { IS_TARGET: 'reference', IS_CLOCK: 'auto', REFERENCE_FAULTS: '' };

/** Runs `playwright test` in the project's root, printing to this terminal, or nothing but its errors. @returns its exit code. */
export function runPlaywright(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  output: 'shown' | 'hidden' = 'shown',
): Promise<number> {
  const child = spawn(process.execPath, [CLI, 'test', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: output === 'shown' ? 'inherit' : ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Runs the conformance suite, or what is made of it, against the stand-in. @returns its exit code. */
export const runSuite = (args: readonly string[], settings: Readonly<Record<string, string>>): Promise<number> =>
  runPlaywright(args, { ...STAND_IN, ...settings });
