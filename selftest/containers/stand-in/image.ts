import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, imageId, obtainBuild } from '../../../containers/docker/build.ts';
import { fullName, type Docker } from '../../../containers/docker/engine.ts';
import { ownImage } from '../../../containers/docker/labels.ts';
import { bundleProgram } from '../../../lib/bundle.ts';
import { withTemporaryFolder } from '../../../lib/temporary-folder.ts';
import { NODE_IMAGE } from '../../../containers/relying-party/image.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../../stand-in/main.ts', import.meta.url));
const HOME = 'home/wso2is-7.1.0';

/** Where each file goes in the build context. */
const FILES: Readonly<Record<string, string>> = {
  Dockerfile: 'Dockerfile',
  'docker-entrypoint.sh': 'home/docker-entrypoint.sh',
  'wso2server.sh': `${HOME}/bin/wso2server.sh`,
  'deployment.toml': `${HOME}/repository/conf/deployment.toml`,
};

/** Builds the image that takes the product's place, unless it is there; the base image has to be. @returns its name. */
export async function obtainStandIn(docker: Docker): Promise<string> {
  return withTemporaryFolder(async (context) => {
    for (const folder of ['bin', 'repository/conf', 'lib'])
      await mkdir(join(context, HOME, folder), { recursive: true });
    for (const [from, to] of Object.entries(FILES)) await copyFile(join(HERE, from), join(context, to));
    await bundleProgram(PROGRAM, join(context, HOME, 'lib'));
    const files = [...Object.values(FILES), `${HOME}/lib/main.mjs`];
    const name = ownImage('stand-in', await fingerprint(context, files, await imageId(docker, NODE_IMAGE)));
    const buildArgs = { NODE_IMAGE: fullName(NODE_IMAGE) };
    await obtainBuild(docker, { context, files: ['Dockerfile', 'home'], buildArgs, name });
    return name;
  });
}
