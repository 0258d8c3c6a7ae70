import { execFile } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { milliseconds, type Duration } from '../../../lib/durations.ts';
import { hostEnvironment } from '../../../lib/host-environment.ts';

/** The shim's source; its head says what it does and how to build it. */
const CLOCK_SHIM_SOURCE = fileURLToPath(new URL('./clock-shim.c', import.meta.url));
/** Everything before the output's and the source's name. */
const CLOCK_SHIM_COMPILER_FLAGS = ['-shared', '-fPIC', '-O2', '-nostdlib', '-fno-stack-protector'] as const;

const COMPILERS = ['cc', 'gcc', 'clang'];
const COMPILE_TIMEOUT_MS = 60_000;

type Outcome = 'built' | 'missing' | { readonly failed: string };

async function compile(compiler: string, library: string): Promise<Outcome> {
  const compilation = promisify(execFile)(compiler, [...CLOCK_SHIM_COMPILER_FLAGS, '-o', library, CLOCK_SHIM_SOURCE], {
    timeout: COMPILE_TIMEOUT_MS,
    env: hostEnvironment(),
  });
  return compilation.then(
    () => 'built',
    (error: unknown) => {
      const { code, stderr } = error as { code?: unknown; stderr?: string };
      if (code === 'ENOENT') return 'missing';
      const firstError = stderr?.split('\n').find((line) => line.includes('error'));
      return { failed: `${compiler}: ${firstError ?? (error instanceof Error ? error.message : String(error))}` };
    },
  );
}

/** Compiles the shim into `directory`, with the first C compiler on the PATH that can; or says why there is none to preload. */
export async function buildClockShim(
  directory: string,
): Promise<{ readonly library: string } | { readonly reason: string }> {
  if (process.platform !== 'linux') {
    return { reason: `a process's clock can only be moved on Linux, and this is ${process.platform}` };
  }
  const library = join(directory, 'clock-shim.so');
  const failures: string[] = [];
  for (const compiler of COMPILERS) {
    const outcome = await compile(compiler, library);
    if (outcome === 'built') return { library };
    if (outcome !== 'missing') failures.push(outcome.failed);
  }
  if (failures.length === 0)
    return { reason: `there is no C compiler (${COMPILERS.join(', ')}) on the PATH to build the clock shim` };
  return { reason: `the clock shim could not be compiled (${failures.join('; ')})` };
}

/** The 8 bytes that the shim reads: the offset in whole milliseconds, in this machine's byte order. */
export const encodeOffset = (offset: Duration): Uint8Array =>
  new Uint8Array(new BigInt64Array([BigInt(Math.round(offset))]).buffer);

/** The file through which a running process's clock is moved. */
export class ClockFile {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes the file, with no offset. */
  static create(path: string): ClockFile {
    closeSync(openSync(path, 'wx'));
    const file = new ClockFile(path);
    file.set(milliseconds(0));
    return file;
  }

  /** In force from the next time that the process looks at its clock. */
  set(offset: Duration): void {
    // In place: the process has this very file mapped, and would not see another of the same name.
    const file = openSync(this.path, 'r+');
    try {
      writeSync(file, encodeOffset(offset), 0, 8, 0);
    } finally {
      closeSync(file);
    }
  }
}
