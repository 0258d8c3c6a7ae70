import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { connectToDocker, type Docker } from '../../containers/docker/engine.ts';
import { RUN_LABEL } from '../../containers/docker/labels.ts';
import { startContainer, type ContainerOptions } from '../../targets/container/container.ts';
import type { Target, TargetDescription } from '../../targets/target.ts';
import { optionsFor } from './options.ts';
import { currentPreparation } from './preparation.ts';

export { expect };

export interface StartedHere {
  readonly target: Target;
  /** All that the start reported. */
  readonly reported: readonly string[];
  readonly logFile: string;
}

/** A process of its own that has started a target. */
export interface StartedElsewhere {
  readonly process: ChildProcess;
  readonly description: TargetDescription;
}

interface World {
  /** The image that takes the product's place. */
  image: string;
  docker: Docker;
  directory: string;
  /** Skips the test, with the reason, where the condition does not hold. */
  needs: (condition: boolean, reason: string) => void;
  /** Starts the image as the suite does; ended after the test. */
  start: (options?: Partial<ContainerOptions>) => Promise<StartedHere>;
  /** Does the same in another process, which is killed after the test. */
  startElsewhere: (environment?: Readonly<Record<string, string>>) => Promise<StartedElsewhere>;
}

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const STARTER = fileURLToPath(new URL('./starter.ts', import.meta.url));

export const test = base.extend<World>({
  // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
  image: async ({}, use, testInfo) => {
    const preparation = currentPreparation();
    testInfo.skip('reason' in preparation, 'reason' in preparation ? preparation.reason : undefined);
    await use('image' in preparation ? preparation.image : '');
  },

  docker: async ({ image }, use) => {
    expect(image).not.toBe('');
    await use(await connectToDocker());
  },

  // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
  directory: async ({}, use) => {
    const directory = mkdtempSync(join(realpathSync(tmpdir()), 'selftest-'));
    await use(directory);
    rmSync(directory, { recursive: true, force: true });
  },

  // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
  needs: async ({}, use, testInfo) => {
    await use((condition, reason) => {
      testInfo.skip(!condition, reason);
    });
  },

  start: async ({ image, directory }, use) => {
    const targets: Target[] = [];
    await use(async (options = {}) => {
      const reported: string[] = [];
      const all = { ...optionsFor(image, directory), progress: (line: string) => reported.push(line), ...options };
      const target = await startContainer(all);
      targets.push(target);
      return { target, reported, logFile: all.logFile };
    });
    await Promise.all(targets.map((target) => target.stop()));
  },

  startElsewhere: async ({ image, directory }, use) => {
    const processes: ChildProcess[] = [];
    await use(async (environment = {}) => {
      const child = spawn(process.execPath, ['--import', LOADER, STARTER, image, directory], {
        env: { ...process.env, NODE_OPTIONS: '', ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      processes.push(child);
      for await (const line of createInterface({ input: child.stdout })) {
        return { process: child, description: JSON.parse(line) as TargetDescription };
      }
      throw new Error('the other process ended without having started a target');
    });
    for (const child of processes) child.kill('SIGKILL');
  },
});

/** The containers of every run, by what they were made from; those of this test are the ones that publish the port of `url`. */
export async function containersAt({ container: { dockerode } }: Docker, url: string): Promise<string[]> {
  const labelled = await dockerode.listContainers({ all: true, filters: { label: [RUN_LABEL] } });
  const port = Number(new URL(url).port);
  const run = labelled.find(({ Ports: ports }) => ports.some(({ PrivatePort: inside }) => inside === port))?.Labels[
    RUN_LABEL
  ];
  return labelled.filter(({ Labels: labels }) => run !== undefined && labels[RUN_LABEL] === run).map(({ Id }) => Id);
}
