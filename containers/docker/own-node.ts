import { createHash } from 'node:crypto';
import { copyFile, mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ImageName } from 'testcontainers';
import { buildImage } from './build.ts';
import type { Docker } from './engine.ts';
import { ownImage } from './labels.ts';
import { withTemporaryFolder } from '../../lib/temporary-folder.ts';

const DOCKERFILE = 'FROM scratch\nCOPY root /\n';

/** The shared libraries of this process, the program loader among them, by their paths. */
function sharedLibraries(): string[] {
  const report = process.report.getReport() as { sharedObjects?: string[] };
  return (report.sharedObjects ?? []).filter((path) => path.startsWith('/'));
}

/**
 * An image with nothing in it but the Node that runs this, for want of one from a registry. For engines that run the same
 * kind of programs as this machine.
 */
export async function nodeOfThisMachine(docker: Docker): Promise<string> {
  const files = [
    { from: await realpath(process.execPath), to: 'root/usr/local/bin/node' },
    ...(await Promise.all(sharedLibraries().map(async (path) => ({ from: await realpath(path), to: `root${path}` })))),
  ];
  const name = ownImage('node', await identify(files.map(({ from }) => from)));
  if (await docker.image.exists(ImageName.fromString(name))) return name;
  await withTemporaryFolder(async (context) => {
    for (const { from, to } of files) {
      await mkdir(dirname(join(context, to)), { recursive: true });
      await copyFile(from, join(context, to));
    }
    await writeFile(join(context, 'Dockerfile'), DOCKERFILE);
    await buildImage(docker, { context, files: ['Dockerfile', 'root'], buildArgs: {}, name });
  });
  return name;
}

/** By name, size and age: reading a hundred megabytes at every start would take longer than the rest of it. */
async function identify(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}
