import { AbstractStartedContainer, getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { endOf } from '../docker/container-end.ts';
import type { EngineContainer } from '../docker/engine.ts';
import { readLog } from '../docker/logs.ts';
import { catchesTermination } from '../docker/signals.ts';
import { seconds, type Duration } from '../../lib/durations.ts';
import type { HttpClient } from '../../lib/http.ts';
import type { AdminCredentials } from '../../product/administrator.ts';
import { setClockCommand } from './container-clock.ts';
import type { ServerReady } from './container-ready.ts';
import { withSettings, type DeploymentToml, type TomlSetting } from '../../product/deployment-toml.ts';
import { DISCOVERY_PATH } from '../../product/readiness.ts';
import { confirmClock } from '../../product/server-clock.ts';

/** How long the server may take to end in good order; it needs 2 to 3 s. */
const GRACE = seconds(30);

/** What the class that starts the server knows about it. */
export interface StartedServerFacts {
  readonly baseUrl: string;
  readonly home: string;
  readonly ready: ServerReady;
  readonly admin: AdminCredentials;
  readonly toml: DeploymentToml;
  readonly settings: readonly TomlSetting[];
  /** Where the image's start script takes it from. */
  readonly tomlPath: string;
}

/** A server that is ready: an authenticated admin call has succeeded. */
export class StartedIdentityServerContainer extends AbstractStartedContainer {
  readonly #facts: StartedServerFacts;

  constructor(started: StartedTestContainer, facts: StartedServerFacts) {
    super(started);
    this.#facts = facts;
  }

  /** Origin, e.g. `https://localhost:9443`; the same for the browser, the relying party and the server itself. */
  getBaseUrl(): string {
    return this.#facts.baseUrl;
  }

  getIssuer(): string {
    return `${this.getBaseUrl()}${DISCOVERY_PATH.replace('/.well-known/openid-configuration', '')}`;
  }

  getAdmin(): AdminCredentials {
    return this.#facts.admin;
  }

  /** PEM of what the server presents. */
  getCertificate(): string {
    return this.#facts.ready.server.certificate;
  }

  /** A client that trusts this server. */
  getHttpClient(): HttpClient {
    return this.#facts.ready.server.http;
  }

  /** The deployment.toml that the image ships, and what was set in it. */
  getConfiguration(): Pick<StartedServerFacts, 'toml' | 'settings'> {
    return this.#facts;
  }

  /** Writes a new offset without looking whether the server follows. @throws Error when the file can't be written. */
  async setClock(offset: Duration): Promise<void> {
    const { exitCode, output } = await this.exec(setClockCommand(offset), { user: '0' });
    if (exitCode !== 0) throw new Error(`The clock of the container could not be set: ${output.trim()}`);
  }

  /** Sets the wall clock to real time plus `offset`. @throws Error when the server's `Date` header does not show it. */
  async moveClock(offset: Duration): Promise<void> {
    await this.setClock(offset);
    await confirmClock(this.getHttpClient(), this.getBaseUrl(), offset);
  }

  /**
   * Asks the server to end, and waits until its container has: by `docker stop`, as operators do, where the image passes
   * that on (from 7.3.0.2 on). The start script of earlier ones does not, so the signal goes to Java itself.
   */
  async shutDown(): Promise<void> {
    const container = await this.#engineContainer();
    const { output: firstProcess } = await this.exec(['cat', '/proc/1/status']);
    if (catchesTermination(firstProcess)) {
      await container.stop({ t: GRACE / 1_000 });
      return;
    }
    const tooLong = AbortSignal.timeout(GRACE);
    await this.exec(['sh', '-c', `kill -TERM "$(cat '${this.#facts.home}/wso2carbon.pid')"`]);
    try {
      await endOf(container, tooLong);
    } catch (error) {
      if (!tooLong.aborted) throw error;
      await container.stop({ t: 0 });
    }
  }

  /** Ends the server at once, as a crash does. */
  async kill(): Promise<void> {
    const container = await this.#engineContainer();
    await container.kill();
    await endOf(container, AbortSignal.timeout(GRACE));
  }

  /**
   * Starts a server that has ended, with `configuration` added to its deployment.toml for this life, and waits until it is
   * ready. @throws CannotRunError when it does not become so.
   */
  async startAgain(configuration: readonly TomlSetting[] = []): Promise<void> {
    const { toml, settings, tomlPath } = this.#facts;
    const content = withSettings(toml, [...settings, ...configuration]);
    await this.copyContentToContainer([{ content, target: tomlPath, mode: 0o644 }]);
    const container = await this.#engineContainer();
    await container.start();
    await this.#facts.ready.waitUntilReady(container);
  }

  /** What the server has written, in all its lives; the last lines of it where their number is given. */
  async readLog(lines?: number): Promise<string> {
    return readLog(await this.#engineContainer(), lines);
  }

  async #engineContainer(): Promise<EngineContainer> {
    return (await getContainerRuntimeClient()).container.getById(this.getId());
  }
}
