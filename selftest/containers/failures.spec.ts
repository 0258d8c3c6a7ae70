import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ImageName } from 'testcontainers';
import { fullName } from '../../containers/docker/engine.ts';
import { newRunId, RUN_LABEL } from '../../containers/docker/labels.ts';
import { nodeOfThisMachine } from '../../containers/docker/own-node.ts';
import { removeContainers } from '../../containers/docker/clean-up.ts';
import { seconds } from '../../lib/durations.ts';
import { BUILDER_IMAGE } from '../../containers/identity-server/container-clock.ts';
import { IdentityServerContainer } from '../../containers/identity-server/container.ts';
import { chooseOffset } from '../../product/server-ports.ts';
import { expect, test } from './world.ts';

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const STARTER = fileURLToPath(new URL('./starter.ts', import.meta.url));

const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

/** A server by itself that is told to misbehave. */
async function troubled(image: string, how: string): Promise<{ container: IdentityServerContainer; run: string }> {
  const run = newRunId();
  const container = new IdentityServerContainer(image)
    .withOffset(await chooseOffset())
    .withCommand([how])
    .withAutoCleanup(false)
    .withStartTimeout(seconds(20))
    .withLabels({ [RUN_LABEL]: run });
  return { container, run };
}

test('an image that is not there and can not be pulled is named, with what to do', async ({ start }) => {
  await expect(start({ image: 'localhost/no-such-image:1.2.3' })).rejects.toThrow(
    /localhost\/no-such-image:1\.2\.3 is not here, and can't be pulled: [\s\S]*IS_IMAGE/,
  );
});

test('an image without the product is named as such', async ({ start }) => {
  await expect(start({ image: BUILDER_IMAGE, clock: 'real' })).rejects.toThrow(/holds no WSO2 Identity Server/);
});

test('a server that ends at its start is reported with its exit code and its last words', async ({ docker, image }) => {
  const { container, run } = await troubled(image, '--fail');
  await expect(container.start()).rejects.toThrow(/ended with exit code 3[\s\S]*was told to fail/);
  expect(await removeContainers(docker, run)).toBe(0);
});

test('a server that needs more memory than it gets is reported as that', async ({ docker, image }) => {
  const { container, run } = await troubled(image, '--hog');
  await expect(container.withResourcesQuota({ memory: 0.06 }).start()).rejects.toThrow(
    /for want of memory[\s\S]*What to do: give Docker more memory/,
  );
  expect(await removeContainers(docker, run)).toBe(0);
});

test('a server that never gets ready is given up after the bound, with its last words', async ({ docker, image }) => {
  const { container, run } = await troubled(image, '--hang');
  await expect(container.withStartTimeout(seconds(3)).start()).rejects.toThrow(
    /was not ready after 3 s: the https port is missing[\s\S]*was told to hang/,
  );
  expect(await removeContainers(docker, run)).toBe(0);
});

test('where the shim can not be built in a container, the compiler of this machine does it', async ({
  docker,
  start,
}) => {
  // There is no shell in it, and no compiler.
  const builderImage = await nodeOfThisMachine(docker);
  const { target, reported } = await start({ builderImage });
  expect(reported.join('\n')).toContain("trying this machine's C compiler");
  expect(target.description.clock).toEqual({ kind: 'movable' });
});

test('without any compiler the clock is real, with the reason; and an error where it has to move', async ({
  start,
}) => {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    const without = { builderImage: 'localhost/no-such-builder:1' };
    const { target } = await start(without);
    expect(target.description.clock).toMatchObject({
      kind: 'real',
      reason: expect.stringMatching(/no-such-builder:1 can't be pulled[\s\S]*no C compiler/),
    });
    await expect(start({ ...without, clock: 'movable' })).rejects.toThrow(/IS_CLOCK=movable, but .*no-such-builder/);
  } finally {
    process.env['PATH'] = path;
  }
});

test('the variable that names a mirror for images is honoured', async ({ docker, image, start }) => {
  const { repository, tag } = { repository: 'mirror.example/hub/stand-in', tag: '1' };
  await docker.container.dockerode.getImage(ImageName.fromString(image).string).tag({ repo: repository, tag });
  process.env['TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX'] = 'mirror.example/hub/';
  try {
    expect(fullName('wso2/wso2is:7.1.0')).toBe('mirror.example/hub/wso2/wso2is:7.1.0');
    // The base images are not at that mirror; what replaces them is.
    const { target } = await start({ image: 'stand-in:1' });
    expect(target.description.details['image']).toBe('mirror.example/hub/stand-in:1');
  } finally {
    delete process.env['TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX'];
    await docker.container.dockerode.getImage(`${repository}:${tag}`).remove();
  }
});

test('without a Docker engine the message says so, and what to do', async ({ image, directory, needs }) => {
  needs(isRootOnLinux, 'only root on Linux can hide the engine from a process');
  const hide = 'mount -t tmpfs none /run && exec "$@"';
  const command = ['--mount', 'sh', '-c', hide, 'sh', process.execPath, '--import', LOADER, STARTER, image, directory];
  const environment = { ...process.env, NODE_OPTIONS: '', DOCKER_HOST: '', XDG_RUNTIME_DIR: '', HOME: directory };
  await expect(promisify(execFile)('unshare', command, { env: environment, timeout: 60_000 })).rejects.toThrow(
    /No Docker engine can be used: [\s\S]*What to do: start Docker/,
  );
});
