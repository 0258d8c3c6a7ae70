import { setTimeout as delay } from 'node:timers/promises';
import { seconds } from '../../lib/durations.ts';
import { connectToDocker, type Docker } from './engine.ts';
import { RUN_LABEL } from './labels.ts';

/** Plain data, so that the guard can carry it out when the run has died. */
export interface CleanUpOrder {
  readonly run: string;
  /** How the run reached its Docker engine. */
  readonly environment: Readonly<Record<string, string>>;
}

const ENGINE_VARIABLES = /^(?:DOCKER_|TESTCONTAINERS_|XDG_RUNTIME_DIR$)/;

/** What of this process's environment says which engine is used, and how. */
export const engineEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && ENGINE_VARIABLES.test(entry[0]),
    ),
  );

/** Somebody else, a reaper perhaps, was faster. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && [404, 409].includes(Number(error.statusCode));

/** Removes every container of the run, running or not, with its volumes. @returns how many there were. */
export async function removeContainers({ container: { dockerode } }: Docker, run: string): Promise<number> {
  const found = await dockerode.listContainers({ all: true, filters: { label: [`${RUN_LABEL}=${run}`] } });
  // One after the other, the last first: the server leaves before the one whose network it uses.
  for (const { Id } of found) {
    await dockerode
      .getContainer(Id)
      .remove({ force: true, v: true })
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  }
  return found.length;
}

const ROUNDS = 5;
const PAUSE = seconds(2);

/** For the guard: the engine may still be carrying out what the dead run had asked for, so it looks more than once. */
export async function cleanUp({ run, environment }: CleanUpOrder): Promise<void> {
  Object.assign(process.env, environment);
  const docker = await connectToDocker();
  for (let round = 0; round < ROUNDS; round += 1) {
    await removeContainers(docker, run);
    await delay(PAUSE);
  }
}
