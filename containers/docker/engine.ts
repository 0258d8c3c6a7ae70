import { once } from 'node:events';
import { createServer } from 'node:net';
import { arch } from 'node:process';
import { getContainerRuntimeClient, ImageName, type ContainerRuntimeClient } from 'testcontainers';
import { seconds } from '../../lib/durations.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import { within } from '../../lib/within.ts';

/** The Docker engine that Testcontainers found: by DOCKER_HOST, its own settings, or the usual sockets. */
export type Docker = ContainerRuntimeClient;
/** A container as the engine sees it, where Testcontainers' own view does not reach. */
export type EngineContainer = ReturnType<Docker['container']['getById']>;

const ANSWER_TIMEOUT = seconds(20);
const NO_ENGINE_REMEDY =
  'start Docker (`docker info` must work for this user), or name another engine with DOCKER_HOST; without one, use IS_TARGET=distribution.';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '::1']);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws CannotRunError when no engine answers. */
export async function connectToDocker(): Promise<Docker> {
  try {
    return await within(ANSWER_TIMEOUT, 'its answer', getContainerRuntimeClient());
  } catch (error) {
    throw new CannotRunError(`No Docker engine can be used: ${messageOf(error)}.`, NO_ENGINE_REMEDY, { cause: error });
  }
}

/** What can be listened on is this machine's, also where the interface that has the address is not in use. */
async function isOurAddress(host: string): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen({ host, port: 0 }), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/**
 * Are ports that the engine publishes to be found on this machine's loopback address? Where this machine is a container
 * itself, Testcontainers names the gateway of the engine's network, which is this machine if the engine runs in it. A host
 * that somebody has named is taken for what it was named for.
 */
export async function isLocal({ info }: Docker): Promise<boolean> {
  const { host } = info.containerRuntime;
  if (LOCAL_HOSTS.has(host)) return true;
  return (process.env['TESTCONTAINERS_HOST_OVERRIDE'] ?? '') === '' && (await isOurAddress(host));
}

const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = {
  x64: ['x86_64', 'amd64'],
  arm64: ['aarch64', 'arm64'],
};

/** Can a program of this machine run in the engine's containers? */
export const runsOurPrograms = ({ info }: Docker): boolean =>
  process.platform === 'linux' && (ARCHITECTURES[arch] ?? [arch]).includes(info.containerRuntime.architecture);

/** The full name: `TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX` goes before names that have no registry. */
export const fullName = (image: string): string => ImageName.fromString(image).string;

const REPORTED_AFTER = seconds(3);

/**
 * Pulls an image unless it is there.
 * @returns why it can't be had, or undefined.
 */
export async function obtainImage(docker: Docker, image: string, progress: Progress): Promise<string | undefined> {
  const name = ImageName.fromString(image);
  if (await docker.image.exists(name)) return undefined;
  const slow = setTimeout(() => {
    progress(`Pulling ${name.string}, which may take minutes the first time`);
  }, REPORTED_AFTER);
  try {
    await docker.image.pull(name);
    return (await docker.image.exists(name)) ? undefined : 'the registry broke off, or has no such image';
  } catch (error) {
    return messageOf(error);
  } finally {
    clearTimeout(slow);
  }
}
