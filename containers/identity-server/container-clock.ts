import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImageName } from 'testcontainers';
import { buildImage, fingerprint, imageId } from '../docker/build.ts';
import { fullName, obtainImage, runsOurPrograms, type Docker } from '../docker/engine.ts';
import { ownImage } from '../docker/labels.ts';
import { withTemporaryFolder } from '../../lib/temporary-folder.ts';
import type { Duration } from '../../lib/durations.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import { buildClockShim, encodeOffset } from './clock-shim/clock-shim.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FOLDER = '/opt/clock-shim';
const OFFSET_FILE = `${FOLDER}/offset`;

/** Where the Dockerfile puts the shim. */
export const CLOCK_SHIM_LIBRARY = `${FOLDER}/clock-shim.so`;
/** The image in which the Dockerfile compiles it. */
export const BUILDER_IMAGE = 'debian:bookworm-slim';

export const CLOCK_SHIM_ENVIRONMENT = { LD_PRELOAD: CLOCK_SHIM_LIBRARY, CLOCK_SHIM_FILE: OFFSET_FILE };
export const clockOffsetFile = (offset: Duration) => ({
  content: Buffer.from(encodeOffset(offset)),
  target: OFFSET_FILE,
  mode: 0o644,
});

/** Writes the offset in place: the server has this very file mapped. One write of 8 bytes, never a part of them. */
export function setClockCommand(offset: Duration): string[] {
  const bytes = Buffer.from(encodeOffset(offset)).toString('base64');
  return ['sh', '-c', `echo ${bytes} | base64 -d | dd of=${OFFSET_FILE} bs=8 count=1 conv=notrunc`];
}

/** How a clock shim gets into the server's container. */
export type ContainerShim =
  | { readonly kind: 'image'; readonly image: string }
  | { readonly kind: 'library'; readonly content: Buffer }
  | { readonly kind: 'none'; readonly reason: string };

export interface ShimWishes {
  readonly image: string;
  readonly clock: 'auto' | 'movable' | 'real';
  readonly builderImage: string;
  readonly progress: Progress;
}

/** The server's image with the shim in it, compiled by the engine. @throws Error with the last words of the build. */
async function buildShimImage(docker: Docker, { image, builderImage, progress }: ShimWishes): Promise<string> {
  const files = ['Dockerfile', join('clock-shim', 'clock-shim.c')];
  const server = await imageId(docker, image);
  const name = ownImage('identity-server', await fingerprint(HERE, files, server, fullName(builderImage)));
  // What was built once needs no builder.
  if (await docker.image.exists(ImageName.fromString(name))) return name;
  const problem = await obtainImage(docker, builderImage, progress);
  if (problem !== undefined) throw new Error(`${fullName(builderImage)} can't be pulled (${problem})`);
  const buildArgs = { BUILDER_IMAGE: fullName(builderImage), IS_IMAGE: fullName(image) };
  await buildImage(docker, { context: HERE, files, buildArgs, name });
  return name;
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** Compiled here instead, for engines that run the same kind of programs; or why not. */
async function compileHere(docker: Docker): Promise<Buffer | string> {
  if (!runsOurPrograms(docker)) return 'what is compiled on this machine does not run in its containers';
  return withTemporaryFolder(async (folder) => {
    const built = await buildClockShim(folder);
    return 'library' in built ? readFile(built.library) : built.reason;
  });
}

/**
 * The shim, compiled by the engine, else by this machine's compiler, else none.
 * @throws CannotRunError when a movable clock is a must.
 */
export async function obtainShim(docker: Docker, wishes: ShimWishes): Promise<ContainerShim> {
  const { clock, progress } = wishes;
  if (clock === 'real') return { kind: 'none', reason: 'IS_CLOCK=real' };
  let problem: string;
  try {
    return { kind: 'image', image: await buildShimImage(docker, wishes) };
  } catch (error) {
    problem = `the clock shim could not be built in a container: ${firstLine(error)}`;
    progress(`Docker: ${error instanceof Error ? error.message : String(error)}; trying this machine's C compiler`);
  }
  const library = await compileHere(docker);
  if (typeof library !== 'string') return { kind: 'library', content: library };
  const reason = `${problem}; and ${library}`;
  if (clock === 'auto') return { kind: 'none', reason };
  throw new CannotRunError(
    `IS_CLOCK=movable, but ${reason}.`,
    `let Docker pull ${fullName(wishes.builderImage)}, or install a C compiler, or use IS_CLOCK=auto: the run then waits in real time instead.`,
  );
}
