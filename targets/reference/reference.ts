import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { seconds, type Duration } from '../../lib/durations.ts';
import type { TomlSetting } from '../../product/deployment-toml.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import type { ClockMode, Target, TargetDescription } from '../target.ts';
import { createHttpClient } from '../../lib/http.ts';
import { within } from '../../lib/within.ts';
import { confirmClock } from '../../product/server-clock.ts';
import { launch, type Launch, type Life } from './child.ts';
import { IMITATED_VERSION, PRODUCT_NAME } from '../../stand-in/product.ts';

export interface ReferenceOptions {
  readonly progress: Progress;
  /** Names from `faults/`. */
  readonly faults?: readonly string[];
  /** Where state is kept; absent: a private temporary folder that `stop` removes. */
  readonly dataDirectory?: string;
  /** What stands in front of it: the port by which everybody reaches it, and the certificate (PEM) that is presented there. */
  readonly front?: { readonly port: number; readonly certificate: string };
  /** `REFERENCE_*` variables of the program that make it another kind of server, e.g. with other login pages. */
  readonly variant?: Readonly<Record<string, string>>;
  /** Leaves the clock alone, as on a remote server. */
  readonly realClock?: boolean;
}

const END_TIMEOUT = seconds(5);
const ANSWER_TIMEOUT = seconds(10);
const KEPT_LOG_LINES = 500;
const ADMIN = { user: 'admin', password: 'admin' };

const answer = z.object({ done: z.unknown() });

/** The stand-in as a target, whose faults can be changed while it runs. */
export class ReferenceTarget implements Target {
  readonly description: TargetDescription;
  readonly #launch: Launch;
  readonly #log: readonly string[];
  readonly #ownedDirectory: string | undefined;
  #life: Life;
  #offsetMs = 0;
  #faults: string;
  #stopped: Promise<void> | undefined;

  constructor(
    life: Life,
    launchOptions: Launch,
    log: readonly string[],
    clock: ClockMode,
    ownedDirectory: string | undefined,
    frontCertificate: string | undefined,
  ) {
    this.#life = life;
    this.#log = log;
    this.#ownedDirectory = ownedDirectory;
    this.#faults = launchOptions.environment['REFERENCE_FAULTS'] ?? '';
    this.#launch = {
      ...launchOptions,
      environment: { ...launchOptions.environment, REFERENCE_PORT: String(life.ready.port) },
    };
    this.description = {
      kind: 'reference',
      product: { name: PRODUCT_NAME, version: IMITATED_VERSION, standIn: true },
      baseUrl: life.ready.baseUrl,
      admin: ADMIN,
      certificate: frontCertificate ?? life.ready.certificate,
      clock,
      canRestart: true,
      isConfigurable: false,
      allowsServerChanges: true,
      details: this.#faults === '' ? {} : { 'planted faults': this.#faults },
    };
  }

  /** Where it listens, and what it presents there. */
  get listener(): { readonly origin: string; readonly certificate: string } {
    const { port, certificate } = this.#life.ready;
    return { origin: `https://localhost:${port}`, certificate };
  }

  async moveClock(offset: Duration): Promise<void> {
    if (this.description.clock.kind === 'real')
      throw new Error('The clock of this target is real: it cannot be moved.');
    await this.#order({ clockOffsetMs: offset }, 'a move of its clock');
    this.#offsetMs = offset;
    await confirmClock(createHttpClient(this.description), this.description.baseUrl, offset);
  }

  /** Makes behaviours wrong, those and no others: names from `faults/`. */
  async plantFaults(names: readonly string[]): Promise<void> {
    this.#faults = names.join(',');
    await this.#order({ faults: this.#faults }, 'a change of its faults');
  }

  /** Resolves when the child has done what it was told. */
  async #order(wanted: Readonly<Record<string, unknown>>, what: string): Promise<void> {
    const { child } = this.#life;
    const reply = new Promise<void>((resolve) => {
      const listen = (message: unknown): void => {
        if (!isDeepStrictEqual(answer.safeParse(message).data?.done, wanted)) return;
        child.off('message', listen);
        resolve();
      };
      child.on('message', listen);
    });
    child.send(wanted);
    await within(ANSWER_TIMEOUT, `the reference provider's answer to ${what}`, reply);
  }

  halt(how: 'graceful' | 'kill'): Promise<void> {
    return this.#end(how);
  }

  async resume(configuration: readonly TomlSetting[] = []): Promise<void> {
    if (configuration.length > 0) throw new Error('The reference provider has no deployment.toml.');
    const environment = {
      ...this.#launch.environment,
      REFERENCE_CLOCK_OFFSET_MS: String(this.#offsetMs),
      REFERENCE_FAULTS: this.#faults,
    };
    this.#life = await launch({ ...this.#launch, environment });
  }

  async #end(how: 'graceful' | 'kill'): Promise<void> {
    const { child, ended } = this.#life;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(how === 'kill' ? 'SIGKILL' : 'SIGTERM');
    try {
      await within(END_TIMEOUT, 'the end of the reference provider', ended);
    } catch {
      child.kill('SIGKILL');
      await ended;
    }
  }

  logTail(lines: number): Promise<string> {
    return Promise.resolve(this.#log.slice(-lines).join('\n'));
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end('graceful').then(() => {
      if (this.#ownedDirectory !== undefined) rmSync(this.#ownedDirectory, { recursive: true, force: true });
    });
    return this.#stopped;
  }
}

/**
 * Starts the stand-in as a child process, which ends with this one whatever ends this one.
 * @throws CannotRunError with the child's last words.
 */
export async function startReference(options: ReferenceOptions): Promise<ReferenceTarget> {
  const { progress, faults = [], dataDirectory, front, variant, realClock = false } = options;
  const ownedDirectory = dataDirectory === undefined ? mkdtempSync(join(tmpdir(), 'reference-provider-')) : undefined;
  const log: string[] = [];
  const remember = (line: string): void => {
    log.push(line);
    if (log.length > KEPT_LOG_LINES) log.shift();
  };
  const environment = {
    REFERENCE_DATA: dataDirectory ?? ownedDirectory ?? '',
    REFERENCE_FAULTS: faults.join(','),
    REFERENCE_PORT: '0',
    ...variant,
    ...(front === undefined ? {} : { REFERENCE_PUBLIC_PORT: String(front.port) }),
  };
  const clock: ClockMode = realClock ? { kind: 'real', reason: 'IS_CLOCK=real' } : { kind: 'movable' };
  progress('Starting the reference provider, a stand-in for WSO2 Identity Server');
  try {
    const life = await launch({ environment, remember });
    progress(`The reference provider answers at ${life.ready.baseUrl}`);
    return new ReferenceTarget(life, { environment, remember }, log, clock, ownedDirectory, front?.certificate);
  } catch (error) {
    if (ownedDirectory !== undefined) rmSync(ownedDirectory, { recursive: true, force: true });
    const cause = error instanceof Error ? error.message : String(error);
    throw new CannotRunError(
      `The reference provider did not start: ${cause}\n${log.slice(-20).join('\n')}`,
      'read its own words above.',
      { cause: error },
    );
  }
}
