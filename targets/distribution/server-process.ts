import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hostEnvironment } from '../../lib/host-environment.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';
import type { Java } from './java.ts';

export interface ServerProcess {
  /** Id of its process group: the start script and the Java process. */
  readonly group: number;
  /** Resolves when the start script has ended, with how. */
  readonly ended: Promise<string>;
}

export interface ServerProcessOptions {
  readonly home: string;
  readonly java: Java;
  /** Its output is appended. */
  readonly logFile: string;
  readonly preload?: { readonly library: string; readonly clockFile: string };
}

/** Memory and options for the server's Java, which the start script reads. */
const SCRIPT_VARIABLES = ['JVM_MEM_OPTS', 'JAVA_OPTS'];

/** Starts the server in a session of its own, so that Ctrl-C does not reach it: whoever started it ends it in good order. */
export function startServerProcess({ home, java, logFile, preload }: ServerProcessOptions): ServerProcess {
  const given = Object.fromEntries(SCRIPT_VARIABLES.map((name) => [name, process.env[name] ?? '']));
  const moved = preload === undefined ? {} : { LD_PRELOAD: preload.library, CLOCK_SHIM_FILE: preload.clockFile };
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  // By the shell, as unpacking may have lost the permission to execute.
  const child = spawn('/bin/sh', [join(home, 'bin', 'wso2server.sh')], {
    cwd: home,
    detached: true,
    stdio: ['ignore', log, log],
    env: hostEnvironment({ ...given, ...moved, JAVA_HOME: java.home, CARBON_HOME: home }),
  });
  closeSync(log);
  child.unref();
  if (child.pid === undefined)
    throw new CannotRunError(
      'The server could not be started: /bin/sh did not run.',
      'check that this machine has /bin/sh.',
    );
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `it ended with exit code ${code ?? 0}` : `it was ended by ${signal}`);
    });
    child.once('error', (error) => {
      resolve(error.message);
    });
  });
  return { group: child.pid, ended };
}

const TAIL_BYTES = 256 * 1024;

/** The last lines of a file; empty where there is none. */
export async function tailOf(file: string, lines: number): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const buffer = Buffer.alloc(size - start);
    await handle.read(buffer, 0, buffer.length, start);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    await handle.close();
  }
}
