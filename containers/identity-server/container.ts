import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { LoopbackContainer } from '../docker/loopback-container.ts';
import { milliseconds, minutes, type Duration } from '../../lib/durations.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import type { AdminCredentials } from '../../product/administrator.ts';
import { CLOCK_SHIM_ENVIRONMENT, CLOCK_SHIM_LIBRARY, clockOffsetFile, type ContainerShim } from './container-clock.ts';
import { ServerReady } from './container-ready.ts';
import type { FrontedServer } from '../../product/fronted-server.ts';
import { withSettings } from '../../product/deployment-toml.ts';
import { suiteSettings } from '../../product/suite-settings.ts';
import { prepareImage } from './image-preparation.ts';
import { DEFAULT_PORTS } from '../../product/server-ports.ts';
import { StartedIdentityServerContainer } from './started-container.ts';

/** Inside, where only the container's own network can reach it, and the engine's port mapping has to. */
const EVERY_INTERFACE = '0.0.0.0';
const DEFAULT_START_TIMEOUT = minutes(5);

/** Puts something in front of the server before it starts, and resolves to the port by which everybody then reaches it. */
type PutInFront = (server: FrontedServer) => Promise<number>;

/**
 * WSO2 Identity Server in a container, on the very port that it has for everybody else, so that its issuer is true inside
 * and outside: `https://localhost:9443` plus the offset.
 */
export class IdentityServerContainer extends LoopbackContainer {
  #offset = 0;
  #clockMoves = false;
  #admin: AdminCredentials = { user: 'admin', password: 'admin' };
  #network: StartedTestContainer | undefined;
  #startTimeout = DEFAULT_START_TIMEOUT;
  #progress: Progress = () => undefined;
  #labels: Record<string, string> = {};
  #created: string | undefined;
  #front: PutInFront | undefined;

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
    this.#clockMoves = true;
    if (shim.kind === 'library')
      this.withCopyContentToContainer([{ content: shim.content, target: CLOCK_SHIM_LIBRARY, mode: 0o755 }]);
    return this.withEnvironment(CLOCK_SHIM_ENVIRONMENT).withCopyContentToContainer([clockOffsetFile(milliseconds(0))]);
  }

  /** Joins the network of a container that publishes the port, and stays when the server is restarted. Else the server publishes its own. */
  withNetworkOf(owner: StartedTestContainer): this {
    this.#network = owner;
    return this;
  }

  /** What is in front of it runs in the network of {@link withNetworkOf}, which publishes the port. */
  withFront(front: PutInFront): this {
    this.#front = front;
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
    const { home, toml, tls } = await prepareImage(this.imageName.string, {
      labels: this.#labels,
      progress: this.#progress,
      withKey: this.#front !== undefined,
    });
    const publicPort = await this.#front?.({
      origin: `https://localhost:${port}`,
      certificate: tls?.certificate,
      key: tls?.key,
    });
    const baseUrl = `https://localhost:${publicPort ?? port}`;
    const place = { offset: this.#offset, address: EVERY_INTERFACE, publicPort };
    const settings = [...suiteSettings(toml, { ...place, clockMoves: this.#clockMoves }), ...(tls?.settings ?? [])];
    // Official images lay this folder over the server's own at start.
    const overlay = `${posix.dirname(home)}/wso2-config-volume/repository`;
    const content = withSettings(toml, settings);
    const tomlPath = `${overlay}/conf/deployment.toml`;
    this.withCopyContentToContainer([{ content, target: tomlPath, mode: 0o644 }]);
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
    return new StartedIdentityServerContainer(started, {
      baseUrl,
      home,
      ready,
      admin: this.#admin,
      settings,
      toml,
      tomlPath,
    });
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
