import { randomBytes } from 'node:crypto';
import { AbstractStartedContainer, getContainerRuntimeClient, Wait, type StartedTestContainer } from 'testcontainers';
import { z } from 'zod';
import { readLog } from '../docker/logs.ts';
import { LoopbackContainer } from '../docker/loopback-container.ts';
import { seconds } from '../../lib/durations.ts';
import type { RelyingPartyHost } from './client.ts';

const START_TIMEOUT = seconds(60);

const readyLine = z.object({
  ready: z.object({
    origins: z.array(z.string()),
    backChannelOrigin: z.string(),
    controlUrl: z.string(),
    certificate: z.string(),
  }),
});
type Ready = z.infer<typeof readyLine>['ready'];

export interface RelyingPartyPorts {
  readonly https: readonly number[];
  readonly http: number;
}

function readReady(line: string): Ready | undefined {
  try {
    return readyLine.parse(JSON.parse(line)).ready;
  } catch {
    return undefined;
  }
}

/** What the program said when it was ready. */
async function announcementOf(container: StartedTestContainer): Promise<Ready> {
  const docker = await getContainerRuntimeClient();
  const log = await readLog(docker.container.getById(container.getId()));
  const ready = log
    .split('\n')
    .map(readReady)
    .find((found) => found !== undefined);
  if (ready === undefined) throw new Error(`the relying party has not said where it is, but:\n${log}`);
  return ready;
}

/** The sample relying parties in a container. It can own the network that an identity server joins. */
export class RelyingPartyContainer extends LoopbackContainer {
  readonly #controlToken = randomBytes(32).toString('base64url');

  constructor(image: string) {
    super(image);
    this.withEnvironment({ RP_CONTROL_TOKEN: this.#controlToken })
      .withWaitStrategy(Wait.forLogMessage(/"ready"/))
      .withStartupTimeout(START_TIMEOUT);
  }

  /** Where it listens, inside; publishing the ports is another matter. */
  withPorts({ https, http }: RelyingPartyPorts): this {
    return this.withEnvironment({ RP_HTTPS_PORTS: https.join(','), RP_HTTP_PORT: String(http) });
  }

  override async start(): Promise<StartedRelyingPartyContainer> {
    const started = await super.start();
    return new StartedRelyingPartyContainer(started, await announcementOf(started), this.#controlToken);
  }
}

export class StartedRelyingPartyContainer extends AbstractStartedContainer {
  readonly #ready: Ready;
  readonly #controlToken: string;

  constructor(started: StartedTestContainer, ready: Ready, controlToken: string) {
    super(started);
    this.#ready = ready;
    this.#controlToken = controlToken;
  }

  /** What a {@link RelyingPartyControl} needs. */
  getHostDescription(): RelyingPartyHost {
    const { origins, controlUrl, certificate } = this.#ready;
    return { origins, controlUrl, certificate, controlToken: this.#controlToken };
  }
}
