import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startGuard } from '../../containers/guard.ts';
import { cleanUp, notLeftAsFound, type SweepOrder } from '../../containers/identity-server/sweep.ts';
import { startReference } from '../../containers/reference-provider/target.ts';
import { adminOf } from '../../containers/server-preparation.ts';
import { readSettings, type Settings } from '../../containers/settings.ts';
import { startSharedTarget } from '../../containers/start.ts';
import {
  CannotRunError,
  TARGET_KINDS,
  type Target,
  type TargetDescription,
  type TargetKind,
} from '../../containers/target.ts';
import { newPrefix } from '../../fixtures/run.ts';
import { probes } from './probes/index.ts';
import { replay, type Replayed } from './replay.ts';
import { createWorld } from './world.ts';

/** The progress goes to standard error: the result can be kept in a file. */
export const progress = (message: string): void => {
  console.error(message);
};

interface Options {
  readonly target: TargetKind;
  /** What `--<name>` was given. */
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** Reads `--target` and further options that take a value. @throws CannotRunError with the usage. */
export function readOptions(usage: string, names: readonly string[]): Options {
  const options = Object.fromEntries(['target', ...names].map((name) => [name, { type: 'string' as const }]));
  let values: Readonly<Record<string, string | undefined>>;
  try {
    values = z.record(z.string(), z.string()).parse(parseArgs({ options, allowPositionals: false }).values);
  } catch (error) {
    throw new CannotRunError(error instanceof Error ? error.message : String(error), usage);
  }
  const target = TARGET_KINDS.find((kind) => kind === values['target']);
  if (target === undefined) {
    const given = values['target'] === undefined ? 'No target was named' : `There is no target "${values['target']}"`;
    throw new CannotRunError(`${given}; it is one of ${TARGET_KINDS.join(', ')}.`, usage);
  }
  return { target, values };
}

function start(kind: TargetKind, settings: Settings): Promise<Target> {
  if (kind !== 'reference') return startSharedTarget(kind, settings, progress);
  const faults = settings.REFERENCE_FAULTS.split(',').filter((name) => name !== '');
  return startReference({ progress, faults, realClock: settings.IS_CLOCK === 'real' });
}

/** How a server that is not ours is left as it was found, also when this process is ended. */
async function guardRemote({ description }: Target, prefix: string): Promise<() => Promise<void>> {
  const { kind, baseUrl, certificate, admin, allowsServerChanges } = description;
  if (kind !== 'remote') return () => Promise.resolve();
  const order: SweepOrder = {
    baseUrl,
    credentials: admin,
    prefix,
    ...(certificate === undefined ? {} : { certificate }),
    ...(allowsServerChanges ? { restore: await adminOf(description).getServerSettings() } : {}),
  };
  const guard = startGuard({ kind: 'module', module: 'containers/identity-server/sweep.ts', argument: order });
  return async () => {
    try {
      await cleanUp(order);
    } catch (error) {
      throw notLeftAsFound(description.product.name, order, error);
    } finally {
      guard.release();
    }
  };
}

const say = (error: unknown): void => {
  console.error(error instanceof CannotRunError ? error.message : error);
};

/** What went wrong first is thrown; what the end could not put right after it is printed. */
async function withEnd<Result>(work: () => Promise<Result>, end: () => Promise<void>): Promise<Result> {
  const result = await work().catch(async (error: unknown) => {
    await end().catch(say);
    throw error;
  });
  await end();
  return result;
}

/** Starts the target, asks it everything, and ends it. @throws CannotRunError when it can't be started or met. */
export async function replayOn(kind: TargetKind): Promise<{ description: TargetDescription; results: Replayed[] }> {
  process.env['IS_TARGET'] = kind;
  const target = await start(kind, readSettings());
  try {
    const prefix = newPrefix();
    const leaveAsFound = await guardRemote(target, prefix);
    return await withEnd(async () => {
      const world = await createWorld(target, prefix);
      try {
        return { description: target.description, results: await replay(world, probes, progress) };
      } finally {
        await world.close();
      }
    }, leaveAsFound);
  } finally {
    await target.stop();
  }
}

/** Runs a command to its exit code; what is in the way is said in plain words, with exit code 2. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    say(error);
    process.exitCode = 2;
  }
}
