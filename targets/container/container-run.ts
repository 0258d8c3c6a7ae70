import { getReaper } from 'testcontainers';
import { connectToDocker, isLocal, type Docker } from '../../containers/docker/engine.ts';
import { forwardPorts, type Forwarding } from '../../containers/docker/forward.ts';
import { newRunId, RUN_LABEL } from '../../containers/docker/labels.ts';
import { engineEnvironment, removeContainers } from '../../containers/docker/clean-up.ts';
import { startGuard, type Guard } from '../../lib/guard.ts';
import { RelyingPartyContainer, type StartedRelyingPartyContainer } from '../../containers/relying-party/container.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import { choosePorts, type ContainerPorts } from '../../containers/identity-server/container-ports.ts';

/** One run of the containers: what is needed to start them, and to leave nothing behind. */
export interface ContainerRun {
  readonly docker: Docker;
  /** As {@link isLocal} said at the start: all that is published has to be looked for in one place. */
  readonly engineIsLocal: boolean;
  readonly id: string;
  readonly labels: Record<string, string>;
  readonly guard: Guard;
  /** Let Testcontainers' own reaper look after the containers, too. */
  readonly autoCleanup: boolean;
}

/** @throws CannotRunError when no Docker engine answers. */
export async function prepareRun(keepRunning: boolean, progress: Progress): Promise<ContainerRun> {
  const docker = await connectToDocker();
  const id = newRunId();
  const argument = { run: id, environment: engineEnvironment() };
  const guard = startGuard({ kind: 'module', module: 'containers/docker/clean-up.ts', argument });
  const run = { docker, engineIsLocal: await isLocal(docker), id, guard, labels: { [RUN_LABEL]: id } };
  if (keepRunning) return { ...run, autoCleanup: false };
  try {
    await getReaper(docker);
    return { ...run, autoCleanup: true };
  } catch {
    progress("Testcontainers' reaper can't be had (its image can't be pulled); the suite cleans up by itself");
    return { ...run, autoCleanup: false };
  }
}

const PORT_TAKEN = /port is already allocated|address already in use/i;
const ATTEMPTS = 3;

const publishedPorts = ({ https, relyingParty, front }: ContainerPorts): number[] => [
  https,
  ...relyingParty.https,
  relyingParty.http,
  front.public,
  front.control,
];

export interface RelyingPartySide {
  readonly ports: ContainerPorts;
  readonly relyingParty: StartedRelyingPartyContainer;
}

/** The relying party comes first: it owns the network, and publishes the server's port too. */
export async function startRelyingParty(run: ContainerRun, image: string): Promise<RelyingPartySide> {
  for (let attempt = 1; ; attempt += 1) {
    const ports = await choosePorts();
    const published = publishedPorts(ports);
    const container = new RelyingPartyContainer(image)
      .withPorts(ports.relyingParty)
      .withLabels(run.labels)
      .withAutoCleanup(run.autoCleanup);
    if (run.engineIsLocal) container.withSamePorts(...published);
    else container.withExposedPorts(...published);
    try {
      return { ports, relyingParty: await container.start() };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      await removeContainers(run.docker, run.id);
      // Somebody took it between our look and the engine's.
      if (PORT_TAKEN.test(problem) && attempt < ATTEMPTS) continue;
      throw new CannotRunError(
        `The relying party's container did not start: ${problem}`,
        'check that `docker run` works here with published ports.',
        { cause: error },
      );
    }
  }
}

/** On an engine elsewhere, its ports are made ours. */
export function reach(run: ContainerRun, { ports, relyingParty }: RelyingPartySide): Promise<Forwarding> {
  const published = run.engineIsLocal ? [] : publishedPorts(ports);
  const { host } = run.docker.info.containerRuntime;
  return forwardPorts(published.map((port) => ({ port, host, hostPort: relyingParty.getMappedPort(port) })));
}
