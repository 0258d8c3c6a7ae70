import { copyFile, cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, imageId, obtainBuild } from '../docker/build.ts';
import { fullName, obtainImage, runsOurPrograms, type Docker } from '../docker/engine.ts';
import { ownImage } from '../docker/labels.ts';
import { nodeOfThisMachine } from '../docker/own-node.ts';
import { BUNDLE, bundleProgram } from '../../lib/bundle.ts';
import { withTemporaryFolder } from '../../lib/temporary-folder.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';

/** The base image that the Dockerfile asks for. */
export const NODE_IMAGE = 'node:22-bookworm-slim';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The image to build upon; where it can't be had, one with the Node of this machine. */
async function obtainNode(docker: Docker, progress: Progress): Promise<string> {
  const problem = await obtainImage(docker, NODE_IMAGE, progress);
  if (problem === undefined) return fullName(NODE_IMAGE);
  if (!runsOurPrograms(docker)) {
    throw new CannotRunError(
      `The image for the relying party, ${fullName(NODE_IMAGE)}, can't be pulled: ${problem}.`,
      `let Docker reach a registry that has it (TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX names a mirror), or load it with \`docker load\`.`,
    );
  }
  progress(`${fullName(NODE_IMAGE)} can't be pulled; the relying party gets the Node of this machine instead`);
  return nodeOfThisMachine(docker);
}

/**
 * Builds the relying party's image unless it is there.
 * @returns its name.
 * @throws CannotRunError when there is no base image, or the build fails.
 */
export async function obtainRelyingPartyImage(docker: Docker, progress: Progress): Promise<string> {
  const node = await obtainNode(docker, progress);
  return withTemporaryFolder(async (context) => {
    await bundleProgram(join(HERE, 'main.ts'), context);
    await cp(join(HERE, 'public'), join(context, 'public'), { recursive: true });
    await copyFile(join(HERE, 'Dockerfile'), join(context, 'Dockerfile'));
    const assets = (await readdir(join(context, 'public'))).map((name) => join('public', name));
    const name = ownImage(
      'relying-party',
      await fingerprint(context, ['Dockerfile', BUNDLE, ...assets], await imageId(docker, node)),
    );
    try {
      const files = ['Dockerfile', BUNDLE, 'public'];
      await obtainBuild(docker, { context, files, buildArgs: { NODE_IMAGE: node }, name });
    } catch (error) {
      throw new CannotRunError(
        `The image of the relying party could not be built: ${error instanceof Error ? error.message : String(error)}`,
        `fix what the build complains about above; \`docker build --build-arg NODE_IMAGE=${node}\` has to work here.`,
        { cause: error },
      );
    }
    return name;
  });
}
