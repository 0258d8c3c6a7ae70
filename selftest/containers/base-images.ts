import { execFile } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ImageName } from 'testcontainers';
import { buildImage } from '../../containers/docker/build.ts';
import { fullName, obtainImage, runsOurPrograms, type Docker } from '../../containers/docker/engine.ts';
import { nodeOfThisMachine } from '../../containers/docker/own-node.ts';
import { withTemporaryFolder } from '../../lib/temporary-folder.ts';
import { hostEnvironment } from '../../lib/host-environment.ts';
import { BUILDER_IMAGE } from '../../containers/identity-server/container-clock.ts';
import { NODE_IMAGE } from '../../containers/relying-party/image.ts';
import type { Progress } from '../../lib/cannot-run.ts';

const BOOTSTRAP_TIMEOUT_MS = 15 * 60_000;

/** Runs a program, bounded in time. @throws Error with its last words. */
async function run(program: string, parameters: readonly string[]): Promise<string> {
  const environment = hostEnvironment({ DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' });
  const options = { timeout: BOOTSTRAP_TIMEOUT_MS, env: environment, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(program, [...parameters], options);
  return stdout;
}

/** What this Debian is called, and where it gets its packages; undefined on another system, or for another user than root. */
async function readDebian(): Promise<{ codename: string; mirror: string } | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
  if (!/^ID=debian$/m.test(release) || codename === undefined) return undefined;
  const sources = await run('apt-get', ['indextargets', '--format', '$(REPO_URI) $(CODENAME)', 'Created-By: Packages']);
  const line = sources.split('\n').find((text) => text.endsWith(` ${codename}`));
  return { codename, mirror: line?.split(' ')[0] ?? 'http://deb.debian.org/debian' };
}

/** Kept on this machine: it takes a minute to make, and does not change with the project. */
const cacheFolder = (): string =>
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'is-session-conformance');

/** A tar archive of a small Debian with a C compiler. */
async function bootstrapDebian({ codename, mirror }: { codename: string; mirror: string }): Promise<string> {
  const archive = join(cacheFolder(), `debian-${codename}-${process.arch}.tar`);
  if (existsSync(archive)) return archive;
  await mkdir(cacheFolder(), { recursive: true });
  await run('sh', [
    '-c',
    'command -v debootstrap || { apt-get update && apt-get install --yes --no-install-recommends debootstrap; }',
  ]);
  await withTemporaryFolder(async (folder) => {
    const root = join(folder, 'root');
    await run('debootstrap', ['--variant=minbase', '--include=gcc,libc6-dev', codename, root, mirror]);
    await rm(join(root, 'var/cache/apt'), { recursive: true, force: true });
    await run('tar', ['--create', '--file', `${archive}.part`, '--directory', root, '.']);
  });
  await rename(`${archive}.part`, archive);
  return archive;
}

async function importImage(docker: Docker, archive: string, name: string): Promise<void> {
  const { image, tag, registry } = ImageName.fromString(name);
  const repo = registry === undefined ? image : `${registry}/${image}`;
  const stream = await docker.container.dockerode.importImage(createReadStream(archive), { repo, tag });
  await new Promise((resolve, reject) => stream.resume().on('end', resolve).on('error', reject));
  if (!(await docker.image.exists(ImageName.fromString(name)))) throw new Error(`${archive} could not be imported`);
}

/** A Debian with the Node of this machine in it. */
async function makeNodeImage(docker: Docker): Promise<void> {
  const node = await nodeOfThisMachine(docker);
  await withTemporaryFolder(async (context) => {
    const lines = [
      `FROM ${node} AS node`,
      `FROM ${fullName(BUILDER_IMAGE)}`,
      'COPY --from=node /usr/local/bin/node /usr/local/bin/node',
    ];
    await writeFile(join(context, 'Dockerfile'), lines.join('\n'));
    await buildImage(docker, { context, files: ['Dockerfile'], buildArgs: {}, name: fullName(NODE_IMAGE) });
  });
}

/**
 * Sees to it that the images which the Dockerfiles build upon are there: pulled, or made here under their names.
 * @returns why that is not possible, or undefined.
 */
export async function obtainBaseImages(docker: Docker, progress: Progress): Promise<string | undefined> {
  const problem =
    (await obtainImage(docker, BUILDER_IMAGE, progress)) ?? (await obtainImage(docker, NODE_IMAGE, progress));
  if (problem === undefined) return undefined;
  const debian = runsOurPrograms(docker) ? await readDebian() : undefined;
  if (debian === undefined) {
    return `the base images ${BUILDER_IMAGE} and ${NODE_IMAGE} can't be pulled (${problem}), and only root on Debian can make them`;
  }
  try {
    progress(`Making ${BUILDER_IMAGE} and ${NODE_IMAGE} from the packages of ${debian.mirror}`);
    await importImage(docker, await bootstrapDebian(debian), BUILDER_IMAGE);
    await makeNodeImage(docker);
    return undefined;
  } catch (error) {
    return `the base images could not be made: ${error instanceof Error ? error.message : String(error)}`;
  }
}
