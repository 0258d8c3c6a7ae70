import { connectToDocker } from '../../containers/docker/engine.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';
import { obtainBaseImages } from './base-images.ts';
import { announce } from './preparation.ts';
import { obtainStandIn } from './stand-in/image.ts';

const progress = (message: string): void => {
  console.log(message);
};

/** Why these tests can't run here, or the image that they use. */
async function prepare(): Promise<Parameters<typeof announce>[0]> {
  try {
    const docker = await connectToDocker();
    const reason = await obtainBaseImages(docker, progress);
    return reason === undefined ? { image: await obtainStandIn(docker) } : { reason };
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    return { reason: error.problem };
  }
}

export default async function globalSetup(): Promise<void> {
  const preparation = await prepare();
  if ('reason' in preparation) progress(`SKIPPED: ${preparation.reason}`);
  announce(preparation);
}
