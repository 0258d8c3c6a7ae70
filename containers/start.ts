import { join } from 'node:path';
import { seconds } from './durations.ts';
import type { Settings } from './settings.ts';
import { CannotRunError, type Progress, type Target, type TargetKind } from './target.ts';

/** The kinds of target that one process starts for all workers. The reference provider is not among them: each worker has its own. */
export type SharedTargetKind = Exclude<TargetKind, 'reference'>;

type Starter = (settings: Settings, progress: Progress) => Promise<Target>;

const administrator = ({ IS_ADMIN_USER, IS_ADMIN_PASSWORD }: Settings) => ({
  user: IS_ADMIN_USER,
  password: IS_ADMIN_PASSWORD,
});

/** Loaded when needed: a run on one target does not pay for the others. */
const starters: Readonly<Record<SharedTargetKind, Starter>> = {
  container: () =>
    Promise.reject(
      new CannotRunError('IS_TARGET=container is not there yet.', 'use IS_TARGET=distribution with IS_HOME.'),
    ),
  distribution: async (settings, progress) =>
    (await import('./identity-server/distribution.ts')).startDistribution({
      home: settings.IS_HOME ?? '',
      ...(settings.JAVA_HOME === undefined ? {} : { javaHome: settings.JAVA_HOME }),
      clock: settings.IS_CLOCK,
      admin: administrator(settings),
      startTimeout: seconds(settings.IS_START_TIMEOUT),
      progress,
      logFile: join(settings.REPORT_FOLDER, 'identity-server.log'),
      keepRunning: settings.KEEP_RUNNING,
    }),
  remote: async (settings, progress) =>
    (await import('./identity-server/remote.ts')).startRemote({
      url: settings.IS_URL ?? '',
      admin: administrator(settings),
      ...(settings.IS_CA === undefined ? {} : { caFile: settings.IS_CA }),
      allowServerChanges: settings.IS_ALLOW_SERVER_CHANGES,
      progress,
    }),
};

/** Starts a target that all workers share. @throws CannotRunError with cause and remedy. */
export const startSharedTarget = (kind: SharedTargetKind, settings: Settings, progress: Progress): Promise<Target> =>
  starters[kind](settings, progress);

/** `auto` becomes a real kind; whatever was named stays, and is never replaced by another. */
export function resolveKind(settings: Settings, progress: Progress): TargetKind {
  if (settings.IS_TARGET !== 'auto') return settings.IS_TARGET;
  progress(
    'No target was named (IS_TARGET): using the reference provider, a STAND-IN. Its results say nothing about WSO2 Identity Server.',
  );
  return 'reference';
}
