import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ImageName } from 'testcontainers';
import { fullName, obtainImage, type Docker } from '../../containers/docker/engine.ts';
import { removeContainers } from '../../containers/docker/clean-up.ts';
import type { Duration } from '../../lib/durations.ts';
import { obtainRelyingPartyImage } from '../../containers/relying-party/image.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import type { AdminCredentials } from '../../product/administrator.ts';
import type { ClockMode, Front, Target } from '../target.ts';
import { BUILDER_IMAGE, obtainShim, type ContainerShim } from '../../containers/identity-server/container-clock.ts';
import { prepareRun, reach, startRelyingParty, type ContainerRun, type RelyingPartySide } from './container-run.ts';
import { IdentityServerContainer } from '../../containers/identity-server/container.ts';
import { describeChanges, sharedWithOthers, type DeploymentToml } from '../../product/deployment-toml.ts';
import { leaveRunning } from './left-running.ts';
import { LOG_OF_START, readProductVersion } from '../../product/version.ts';
import { proveClock } from '../../product/server-clock.ts';
import type { StartedIdentityServerContainer } from '../../containers/identity-server/started-container.ts';

export interface ContainerOptions {
  /** Any tag or digest, of any registry. */
  readonly image: string;
  /** `auto`: movable where that works. `movable`: an error where it does not. `real`: the plain image. */
  readonly clock: 'auto' | 'movable' | 'real';
  readonly admin: AdminCredentials;
  readonly startTimeout: Duration;
  readonly progress: Progress;
  /** The server's output, kept for the report. */
  readonly logFile: string;
  /** {@link Target.stop} leaves both containers running, for somebody who wants to look at them. */
  readonly keepRunning: boolean;
  /** What is put in front of the server. */
  readonly front?: Front;
  /** Where the clock shim is compiled. Default: {@link BUILDER_IMAGE}. */
  readonly builderImage?: string;
}

async function requireImage(docker: Docker, { image, progress }: ContainerOptions): Promise<void> {
  const problem = await obtainImage(docker, image, progress);
  if (problem === undefined) return;
  throw new CannotRunError(
    `The image ${fullName(image)} is not here, and can't be pulled: ${problem}.`,
    'set IS_IMAGE to an image that is there (`docker images`) or can be pulled (`docker login` for a private registry; TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX for a mirror).',
  );
}

const REAL_CLOCK_REMEDY = 'fix that, or use IS_CLOCK=auto: the run then waits in real time instead.';

async function agreeOnClock(
  wanted: ContainerOptions['clock'],
  shim: ContainerShim,
  server: StartedIdentityServerContainer,
): Promise<ClockMode> {
  if (shim.kind === 'none') return { kind: 'real', reason: shim.reason };
  const problem = await proveClock(server.getHttpClient(), server.getBaseUrl(), (offset) => server.setClock(offset));
  if (problem === undefined) return { kind: 'movable' };
  if (wanted === 'movable') throw new CannotRunError(problem, REAL_CLOCK_REMEDY);
  return { kind: 'real', reason: problem };
}

function refuseShared(image: string, toml: DeploymentToml): void {
  const shared = sharedWithOthers(toml);
  if (shared.length === 0) return;
  throw new CannotRunError(
    `A server from ${image} would not be private; it would share ${shared.join(', and ')}.`,
    'set IS_IMAGE to an image with embedded databases, or start the server yourself and use IS_TARGET=remote.',
  );
}

async function describeImage({ docker }: ContainerRun, image: string): Promise<string> {
  const { RepoDigests: digests, Id: id } = await docker.image.inspect(ImageName.fromString(image));
  return (digests as string[] | null)?.[0] ?? id;
}

/** The relying party's image has Node, and its container owns the network. */
const placeIn = ({ labels }: ContainerRun, { ports, relyingParty }: RelyingPartySide, image: string) => ({
  image,
  network: relyingParty.getId(),
  publicPort: ports.front.public,
  controlPort: ports.front.control,
  labels,
});

async function startIn(run: ContainerRun, options: ContainerOptions): Promise<Target> {
  const { docker } = run;
  const { image, clock: wanted, admin, progress, startTimeout, keepRunning } = options;
  await requireImage(docker, options);
  const [relyingPartyImage, shim] = await Promise.all([
    obtainRelyingPartyImage(docker, progress),
    obtainShim(docker, { image, clock: wanted, builderImage: options.builderImage ?? BUILDER_IMAGE, progress }),
  ]);
  const side = await startRelyingParty(run, relyingPartyImage);
  const forwarding = await reach(run, side);
  progress(`Starting ${fullName(image)} on port ${side.ports.https}`);
  const container = new IdentityServerContainer(shim.kind === 'image' ? shim.image : image);
  const { front } = options;
  if (front !== undefined) container.withFront((fronted) => front(fronted, placeIn(run, side, relyingPartyImage)));
  const server = await container
    .withOffset(side.ports.offset)
    .withNetworkOf(side.relyingParty)
    .withClock(shim)
    .withAdmin(admin)
    .withStartTimeout(startTimeout)
    .withProgress(progress)
    .withLabels(run.labels)
    .withAutoCleanup(run.autoCleanup)
    .start();
  const { toml, settings } = server.getConfiguration();
  refuseShared(image, toml);
  const clock = await agreeOnClock(wanted, shim, server);
  const baseUrl = server.getBaseUrl();
  const version = await readProductVersion(server.getHttpClient(), baseUrl, admin, await server.readLog(LOG_OF_START));
  if (keepRunning) run.guard.release();

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await keepLog(server, options.logFile);
    if (keepRunning) {
      progress(await leaveRunning(server, side.relyingParty));
      return;
    }
    await forwarding.close();
    await removeContainers(docker, run.id);
    run.guard.release();
  };
  return {
    description: {
      kind: 'container',
      product: { name: 'WSO2 Identity Server', version, standIn: false },
      baseUrl,
      admin,
      certificate: server.getCertificate(),
      clock,
      canRestart: true,
      isConfigurable: true,
      allowsServerChanges: true,
      relyingPartyHost: side.relyingParty.getHostDescription(),
      details: {
        image: fullName(image),
        'image digest': await describeImage(run, image),
        Docker: String(docker.info.containerRuntime.serverVersion),
        'changed in deployment.toml': describeChanges(toml, settings),
      },
    },
    moveClock: async (offset) => {
      if (clock.kind === 'real') throw new Error('This server runs on a real clock, which nobody can move.');
      await server.moveClock(offset);
    },
    halt: (how) => (how === 'kill' ? server.kill() : server.shutDown()),
    resume: (configuration) => server.startAgain(configuration),
    logTail: (lines) => server.readLog(lines),
    stop: () => (stopped ??= stop()),
  };
}

async function keepLog(server: StartedIdentityServerContainer, logFile: string): Promise<void> {
  const file = resolve(logFile);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await server.readLog());
}

/**
 * Starts the product from its image, and the sample relying party beside it, with a clock that can be moved where the
 * image allows it.
 * @throws CannotRunError when there is no Docker engine or no image, or something does not start; nothing is left then.
 */
export async function startContainer(options: ContainerOptions): Promise<Target> {
  const run = await prepareRun(options.keepRunning, options.progress);
  try {
    return await startIn(run, options);
  } catch (error) {
    await removeContainers(run.docker, run.id);
    run.guard.release();
    throw error;
  }
}
