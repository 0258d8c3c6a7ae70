import type { WaitStrategy } from 'testcontainers';
import { endOf, type ContainerEnd } from '../docker/container-end.ts';
import type { EngineContainer } from '../docker/engine.ts';
import { readLog } from '../docker/logs.ts';
import { milliseconds, type Duration } from '../../lib/durations.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';
import type { HttpClient } from '../../lib/http.ts';
import { waitUntilReady, type ReadinessOptions } from '../../product/readiness.ts';

export interface ReadyServer {
  /** PEM. */
  readonly certificate: string;
  readonly http: HttpClient;
}

const never = new Promise<never>(() => undefined);

const MEMORY_REMEDY =
  'give Docker more memory: the server needs 2 GiB (Docker Desktop: Settings, Resources; JVM_MEM_OPTS sets the size of its heap).';

/** Waits for the server in a container as for every other server, and notices at once when the container ends. */
export class ServerReady implements WaitStrategy {
  #options: Omit<ReadinessOptions, 'ended' | 'logTail'>;
  #timeoutSet = false;
  #server: ReadyServer | undefined;

  constructor(options: Omit<ReadinessOptions, 'ended' | 'logTail'>) {
    this.#options = options;
  }

  /** What the last wait has found. @throws Error before the first has ended well. */
  get server(): ReadyServer {
    if (this.#server === undefined) throw new Error('the server has not been ready yet');
    return this.#server;
  }

  /** @throws CannotRunError with the last lines of the server's log. */
  async waitUntilReady(container: EngineContainer): Promise<void> {
    const over = new AbortController();
    let end: ContainerEnd | undefined;
    const ended = endOf(container, over.signal).then(
      (found) => {
        end = found;
        return found.words;
      },
      () => never,
    );
    try {
      this.#server = await waitUntilReady({ ...this.#options, ended, logTail: (lines) => readLog(container, lines) });
      // It keeps its certificate when it is started again; another one would be another server.
      this.#options = { ...this.#options, certificate: this.#server.certificate };
    } catch (error) {
      if (end?.outOfMemory !== true || !(error instanceof CannotRunError)) throw error;
      throw new CannotRunError(error.problem, MEMORY_REMEDY, { cause: error });
    } finally {
      over.abort();
    }
  }

  withStartupTimeout(timeoutMs: number): this {
    this.#options = { ...this.#options, timeout: milliseconds(timeoutMs) };
    this.#timeoutSet = true;
    return this;
  }

  isStartupTimeoutSet(): boolean {
    return this.#timeoutSet;
  }

  getStartupTimeout(): Duration {
    return this.#options.timeout;
  }
}
