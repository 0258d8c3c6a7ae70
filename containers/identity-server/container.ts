import { posix } from 'node:path';
import { Readable } from 'node:stream';
import {
  ImageName,
  getContainerRuntimeClient,
  AbstractStartedContainer,
  type StartedTestContainer,
} from 'testcontainers';
import { endOf } from '../docker/container-end.ts';
import type { EngineContainer } from '../docker/engine.ts';
import { readLog } from '../docker/logs.ts';
import { LoopbackContainer } from '../docker/loopback-container.ts';
import { minutes, seconds, type Duration, milliseconds } from '../durations.ts';
import { CannotRunError, type AdminCredentials, type Progress } from '../target.ts';
import {
  CLOCK_SHIM_ENVIRONMENT,
  CLOCK_SHIM_LIBRARY,
  clockOffsetFile,
  setClockCommand,
  type ContainerShim,
} from './container-clock.ts';
import { ServerReady } from './container-ready.ts';
import { patientDatabases, placedAt, withSettings, type TomlSetting } from './deployment-toml.ts';
import type { HttpClient } from '../http.ts';
import { DISCOVERY_PATH } from './readiness.ts';
import { confirmClock } from './server-clock.ts';
import { DEFAULT_PORTS } from './server-ports.ts';
import { prepareImage } from './image-preparation.ts';

export const DEFAULT_IMAGE = 'wso2/wso2is:7.1.0';

/** Inside, where only the container's own network can reach it, and the engine's port mapping has to. */
const EVERY_INTERFACE = '0.0.0.0';
const DEFAULT_START_TIMEOUT = minutes(5);
/** How long the server may take to end in good order; it needs 2 to 3 s. */
const GRACE = seconds(30);

/**
 * WSO2 Identity Server in a container, on the very port that it has for everybody else, so that its issuer is true inside
 * and outside: `https://localhost:9443` plus the offset.
 */
export class IdentityServerContainer extends LoopbackContainer {
  #offset = 0;
  #admin: AdminCredentials = { user: 'admin', password: 'admin' };
  #network: StartedTestContainer | undefined;
  #startTimeout = DEFAULT_START_TIMEOUT;
  #progress: Progress = () => undefined;
  #settings: (shipped: string) => readonly TomlSetting[] = () => [];
  #labels: Record<string, string> = {};
  #created: string | undefined;

  constructor(image = DEFAULT_IMAGE) {
    super(image);
  }

  /** Another version of the same image: the tag, e.g. `7.2.0` or `7.2.0-alpine`. */
  withVersion(version: string): this {
    const { registry, image } = this.imageName;
    this.imageName = new ImageName(registry, image, version);
    this.createOpts.Image = this.imageName.string;
    return this;
  }

  /** Moves every port of the server by so many. */
  withOffset(offset: number): this {
    this.#offset = offset;
    return this;
  }

  /** The administrator's credentials as the image has them; readiness is proven with them. */
  withAdmin(admin: AdminCredentials): this {
    this.#admin = admin;
    return this;
  }

  /** Preloads the shim with which {@link StartedIdentityServerContainer.moveClock} works. */
  withClock(shim: ContainerShim): this {
    if (shim.kind === 'none') return this;
    if (shim.kind === 'library')
      this.withCopyContentToContainer([{ content: shim.content, target: CLOCK_SHIM_LIBRARY, mode: 0o755 }]);
    return this.withEnvironment(CLOCK_SHIM_ENVIRONMENT).withCopyContentToContainer([clockOffsetFile(milliseconds(0))]);
  }

  /** Joins the network of a container that publishes the port, and stays when the server is restarted. Else the server publishes its own. */
  withNetworkOf(owner: StartedTestContainer): this {
    this.#network = owner;
    return this;
  }

  /** More settings for deployment.toml, given the text that the image ships. */
  withSettings(settings: (shipped: string) => readonly TomlSetting[]): this {
    this.#settings = settings;
    return this;
  }

  withStartTimeout(timeout: Duration): this {
    this.#startTimeout = timeout;
    return this;
  }

  withProgress(progress: Progress): this {
    this.#progress = progress;
    return this;
  }

  override withLabels(labels: Record<string, string>): this {
    this.#labels = { ...this.#labels, ...labels };
    return super.withLabels(labels);
  }

  /** @throws CannotRunError when the image holds no server, or the server does not become ready. */
  override async start(): Promise<StartedIdentityServerContainer> {
    const port = DEFAULT_PORTS.https + this.#offset;
    const baseUrl = `https://localhost:${port}`;
    const labels = this.#labels;
    const { home, toml, tls } = await prepareImage(this.imageName.string, { labels, progress: this.#progress });
    const settings = [
      ...placedAt(toml, this.#offset, EVERY_INTERFACE),
      ...patientDatabases(toml),
      ...(tls?.settings ?? []),
      ...this.#settings(toml),
    ];
    // Official images lay this folder over the server's own at start.
    const overlay = `${posix.dirname(home)}/wso2-config-volume/repository`;
    const content = withSettings(toml, settings);
    this.withCopyContentToContainer([{ content, target: `${overlay}/conf/deployment.toml`, mode: 0o644 }]);
    if (tls !== undefined) this.withCopyArchivesToContainer([{ tar: Readable.from([tls.archive]), target: overlay }]);

    if (this.#network === undefined) this.withSamePorts(port);
    else this.withNetworkMode(`container:${this.#network.getId()}`);

    const ready = new ServerReady({
      baseUrl,
      admin: this.#admin,
      timeout: this.#startTimeout,
      progress: this.#progress,
      ...(tls === undefined ? {} : { certificate: tls.certificate }),
    });
    this.withDefaultLogDriver().withWaitStrategy(ready);
    const started = await super.start().catch((error: unknown) => this.#giveUp(ready, error));
    return new StartedIdentityServerContainer(started, { baseUrl, home, ready, admin: this.#admin, settings, toml });
  }

  protected override containerCreated(id: string): Promise<void> {
    this.#created = id;
    return Promise.resolve();
  }

  /** Leaves no container behind. Testcontainers waits for the ports of one that has ended long ago, and says only that. */
  async #giveUp(ready: ServerReady, error: unknown): Promise<never> {
    if (this.#created === undefined || error instanceof CannotRunError) throw error;
    const container = (await getContainerRuntimeClient()).container.getById(this.#created);
    try {
      const { State: state } = await container.inspect();
      if (state.Status === 'exited') await ready.waitUntilReady(container);
      throw error;
    } finally {
      await container.remove({ force: true, v: true });
    }
  }
}

interface Facts {
  readonly baseUrl: string;
  readonly home: string;
  readonly ready: ServerReady;
  readonly admin: AdminCredentials;
  readonly toml: string;
  readonly settings: readonly TomlSetting[];
}

/** A server that is ready: an authenticated admin call has succeeded. */
export class StartedIdentityServerContainer extends AbstractStartedContainer {
  readonly #facts: Facts;

  constructor(started: StartedTestContainer, facts: Facts) {
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
  getConfiguration(): Pick<Facts, 'toml' | 'settings'> {
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

  /** Ends the server as an operator would, and starts it again on the same url and data. */
  override async restart(): Promise<void> {
    await this.shutDown();
    await this.startAgain();
  }

  /** Asks the server to end, and waits until its container has. The start script does not pass a signal on, so it goes to Java. */
  async shutDown(): Promise<void> {
    const container = await this.#engineContainer();
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

  /** Starts a server that has ended, and waits until it is ready. @throws CannotRunError when it does not become so. */
  async startAgain(): Promise<void> {
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
