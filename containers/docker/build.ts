import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageName } from 'testcontainers';
import type { Docker } from './engine.ts';

export interface ImageBuild {
  readonly context: string;
  /** Relative to the context; the one called `Dockerfile` says what to do with the others. */
  readonly files: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly name: string;
}

const SHOWN_LINES = 15;

/** The engine reports a failed step as one more line of an answer that began well. */
interface BuildMessage {
  readonly stream?: string;
  readonly error?: string;
}

/**
 * Has the engine build an image. Base images have to be there: nothing is pulled.
 * @throws Error with the last lines of the build's output.
 */
export async function buildImage({ container: { dockerode } }: Docker, build: ImageBuild): Promise<void> {
  const { context, files, buildArgs, name } = build;
  const stream = await dockerode.buildImage(
    { context, src: [...files] },
    { t: name, buildargs: { ...buildArgs }, forcerm: true },
  );
  const messages = await new Promise<BuildMessage[]>((resolve, reject) => {
    dockerode.modem.followProgress(stream, (error: Error | null, all: BuildMessage[]) => {
      if (error === null) resolve(all);
      else reject(error);
    });
  });
  const failure = messages.find(({ error }) => error !== undefined)?.error;
  if (failure === undefined) return;
  const output = messages.map(({ stream: text = '' }) => text).join('');
  const lines = output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
  throw new Error(`${failure}\n${lines.replaceAll(/^/gm, '    ')}`);
}

/** Builds the image unless it is there. @throws Error as {@link buildImage}. */
export async function obtainBuild(docker: Docker, build: ImageBuild): Promise<void> {
  if (!(await docker.image.exists(ImageName.fromString(build.name)))) await buildImage(docker, build);
}

/** Identifies what an image is made of, in 12 hexadecimal digits. */
export async function fingerprint(context: string, files: readonly string[], ...others: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(`${file}\0`).update(await readFile(join(context, file)));
  for (const other of others) hash.update(`\0${other}`);
  return hash.digest('hex').slice(0, 12);
}

/** Changes whenever the image behind a name does. */
export const imageId = async ({ image }: Docker, name: string): Promise<string> =>
  (await image.inspect(ImageName.fromString(name))).Id;
