import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { hostEnvironment } from './host-environment.ts';

/** What is to be done when the process that started the guard ends without releasing it. Plain data. */
export const guardJob = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('process-group'),
    /** Absent while there is nothing to end yet. */
    pid: z.number().int().positive().optional(),
    /** Removed with all that is in them; each has to lie in the system's folder for temporary files. */
    directories: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('module'),
    /** A module of this project, relative to its root; its exported `cleanUp` is called with `argument`. */
    module: z.string(),
    argument: z.unknown(),
  }),
]);
export type GuardJob = z.infer<typeof guardJob>;

/** A process of its own that cleans up when its starter can't: after a crash, a SIGKILL, a closed terminal. */
export interface Guard {
  readonly pid: number;
  /** Replaces the job. */
  update(job: GuardJob): void;
  /** The starter has cleaned up by itself: the guard ends and does nothing. Safe to call twice. */
  release(): void;
}

/** The word that releases the guard; every other line that it is told is a job. */
export const RELEASE = 'done';

/**
 * Starts a guard. It notices the end of this process by the end of its standard input, which the system closes whatever
 * ended the process, and runs in a session of its own, so that Ctrl-C and a hang-up don't reach it.
 */
export function startGuard(job: GuardJob): Guard {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const program = fileURLToPath(new URL('./guard-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', loader, program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: hostEnvironment(),
  });
  if (child.pid === undefined) throw new Error('the guard process could not be started');
  // A guard that somebody ended is no reason to end the run: what it would have done is done by the run itself.
  child.stdin.on('error', () => undefined);
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();

  const tell = (line: string): void => {
    if (child.stdin.writable) child.stdin.write(`${line}\n`);
  };
  tell(JSON.stringify(job));
  return {
    pid: child.pid,
    update: (next) => {
      tell(JSON.stringify(next));
    },
    release: () => {
      tell(RELEASE);
      child.stdin.end();
    },
  };
}
