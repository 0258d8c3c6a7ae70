import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds, seconds, type Duration } from '../../lib/durations.ts';
import { startGuard, type Guard } from '../../lib/guard.ts';
import { endProcessGroup } from '../../lib/process-group.ts';
import type { HttpClient } from '../../lib/http.ts';
import { waitUntilReady, type ReadinessOptions } from '../../product/readiness.ts';
import { startServerProcess, tailOf, type ServerProcess, type ServerProcessOptions } from './server-process.ts';

/** How long the server may take to end in good order; it needs 2 to 3 s. */
const GRACE = seconds(20);
const AT_ONCE = milliseconds(0);

/** A server on this machine with a temporary folder of its own. Both go when this process does, whatever ends it. */
export class LocalServer {
  readonly directory = mkdtempSync(join(realpathSync(tmpdir()), 'identity-server-'));
  readonly #guard: Guard = startGuard({ kind: 'process-group', directories: [this.directory] });
  #process: ServerProcess | undefined;
  #disposal: Promise<void> | undefined;

  /**
   * Starts it and waits until it is ready.
   * @throws CannotRunError with the last lines of its log.
   */
  async start(
    program: ServerProcessOptions,
    readiness: Omit<ReadinessOptions, 'ended' | 'logTail'>,
  ): Promise<{ readonly certificate: string; readonly http: HttpClient }> {
    this.#process = startServerProcess(program);
    this.#guard.update({ kind: 'process-group', pid: this.#process.group, directories: [this.directory] });
    return waitUntilReady({
      ...readiness,
      ended: this.#process.ended,
      logTail: (lines) => tailOf(program.logFile, lines),
    });
  }

  get group(): number | undefined {
    return this.#process?.group;
  }

  async end(how: 'graceful' | 'kill'): Promise<void> {
    const grace: Duration = how === 'graceful' ? GRACE : AT_ONCE;
    if (this.#process !== undefined) await endProcessGroup(this.#process.group, grace);
  }

  /** From now on it outlives this process. */
  abandon(): void {
    this.#guard.release();
  }

  /** Ends it and removes its folder. Safe to call twice. */
  dispose(): Promise<void> {
    this.#disposal ??= (async () => {
      await this.end('graceful');
      await rm(this.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      this.#guard.release();
    })();
    return this.#disposal;
  }
}
