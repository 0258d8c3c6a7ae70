import { join } from 'node:path';
import { seconds } from '../../lib/durations.ts';
import type { ContainerOptions } from '../../targets/container/container.ts';

/** How these tests start a target, unless they say otherwise. */
export const optionsFor = (image: string, directory: string): ContainerOptions => ({
  image,
  clock: 'auto',
  admin: { user: 'admin', password: 'admin' },
  startTimeout: seconds(90),
  progress: () => undefined,
  logFile: join(directory, 'identity-server.log'),
  keepRunning: false,
});
