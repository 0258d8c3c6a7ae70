import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { GenericContainer, Wait } from 'testcontainers';
import { BUNDLE, bundleProgram } from '../lib/bundle.ts';
import { seconds } from '../lib/durations.ts';
import { methodCaller, newToken } from '../lib/remote-methods.ts';
import { withTemporaryFolder } from '../lib/temporary-folder.ts';
import type { FrontedServer } from '../product/fronted-server.ts';
import type { ContainerPlace } from '../targets/target.ts';
import { ORDER_FILE, READY, type containerOrder } from './in-container-order.ts';
import type { StartedFront } from './planting.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
const BUNDLED = `/fault-proxy/${BUNDLE}`;
const START_TIMEOUT = seconds(60);

const bundled = (): Promise<string> =>
  withTemporaryFolder(async (folder) => {
    await bundleProgram(PROGRAM, folder);
    return readFile(join(folder, BUNDLE), 'utf8');
  });

/**
 * Starts the proxy in a container that shares the server's network, where the server and the relying parties find it at the same
 * address as the browser. It is removed with the other containers of the run.
 * @throws Error of the engine, or when the proxy has not started after a minute.
 */
export async function startInContainer(
  { origin, certificate, key }: FrontedServer,
  { image, network, publicPort, controlPort, labels }: ContainerPlace,
): Promise<StartedFront> {
  const token = newToken();
  const order: z.input<typeof containerOrder> = {
    upstream: { origin, certificate },
    ...(key === undefined ? {} : { key: { ...key, pfx: key.pfx.toString('base64') } }),
    publicPort,
    controlPort,
    token,
  };
  await new GenericContainer(image)
    .withCopyContentToContainer([
      { content: await bundled(), target: BUNDLED },
      { content: JSON.stringify(order), target: ORDER_FILE },
    ])
    .withEntrypoint(['node', BUNDLED])
    .withNetworkMode(`container:${network}`)
    .withLabels(labels)
    .withAutoCleanup(false)
    .withWaitStrategy(Wait.forLogMessage(READY))
    .withStartupTimeout(START_TIMEOUT)
    .start();
  const call = methodCaller({ url: `http://127.0.0.1:${controlPort}`, token });
  return {
    port: publicPort,
    plantFaults: async (names) => {
      await call('plantFaults', [names]);
    },
    faultsTookEffect: async () => (await call('faultsTookEffect', [])) === true,
    relayOf: async (receiver) => String(await call('relayOf', [receiver])),
    // The run removes its containers, this one among them.
    close: () => Promise.resolve(),
  };
}
