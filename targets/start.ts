import { join } from 'node:path';
import { seconds } from '../lib/durations.ts';
import type { Settings } from './settings.ts';
import { CannotRunError, type Progress } from '../lib/cannot-run.ts';
import type { Administrator } from '../product/administrator.ts';
import { readGivenClients, WITHOUT_RIGHTS, type GivenClients } from './remote/given-clients.ts';
import { UNKNOWN_VERSION } from '../product/version.ts';
import type { Front, Target, TargetKind } from './target.ts';

/** The kinds of target that one process starts for all workers. The reference provider is not among them: each worker has its own. */
export type SharedTargetKind = Exclude<TargetKind, 'reference'>;

type Starter = (settings: Settings, progress: Progress, front?: Front) => Promise<Target>;

/** The settings, with the relying parties where the given clients have them registered. */
const placedAsGiven = (settings: Settings, { relyingParty }: GivenClients): Settings => ({
  ...settings,
  IS_RP_HOST: relyingParty.host,
  IS_RP_PORTS: relyingParty.ports,
  IS_RP_BACKCHANNEL: relyingParty.backChannel,
});

/** Of a server that runs already: a token or a client in place of a password, or nobody. */
function remoteAdministrator(settings: Settings): Administrator {
  const { IS_ADMIN_TOKEN: bearer, IS_ADMIN_CLIENT_ID: clientId, IS_ADMIN_CLIENT_SECRET: clientSecret } = settings;
  if (settings.IS_CLIENTS !== undefined) return WITHOUT_RIGHTS;
  if (bearer !== undefined) return { bearer };
  if (clientId === undefined || clientSecret === undefined) return administrator(settings);
  return { clientId, clientSecret, scope: settings.IS_ADMIN_SCOPES };
}

const administrator = ({ IS_ADMIN_USER, IS_ADMIN_PASSWORD }: Settings) => ({
  user: IS_ADMIN_USER,
  password: IS_ADMIN_PASSWORD,
});

/** What every server that the suite starts is told. */
const startedBySuite = (settings: Settings, progress: Progress) => ({
  clock: settings.IS_CLOCK,
  admin: administrator(settings),
  startTimeout: seconds(settings.IS_START_TIMEOUT),
  progress,
  logFile: join(settings.REPORT_FOLDER, 'identity-server.log'),
  keepRunning: settings.KEEP_RUNNING,
});

/** Loaded when needed: a run on one target does not pay for the others. */
const starters: Readonly<Record<SharedTargetKind, Starter>> = {
  container: async (settings, progress, front) =>
    (await import('./container/container.ts')).startContainer({
      ...(front === undefined ? {} : { front }),
      image: settings.IS_IMAGE,
      ...startedBySuite(settings, progress),
    }),
  distribution: async (settings, progress, front) =>
    (await import('./distribution/distribution.ts')).startDistribution({
      ...(front === undefined ? {} : { front }),
      home: settings.IS_HOME ?? '',
      ...(settings.JAVA_HOME === undefined ? {} : { javaHome: settings.JAVA_HOME }),
      ...startedBySuite(settings, progress),
    }),
  remote: async (settings, progress) => {
    const given = settings.IS_CLIENTS === undefined ? undefined : readGivenClients(settings.IS_CLIENTS);
    const { startRemote } = await import('./remote/remote.ts');
    const target = await startRemote({
      url: settings.IS_URL ?? '',
      ...(settings.IS_TENANT === undefined ? {} : { tenant: settings.IS_TENANT }),
      admin: remoteAdministrator(settings),
      ...(settings.IS_CA === undefined ? {} : { caFile: settings.IS_CA }),
      allowServerChanges: settings.IS_ALLOW_SERVER_CHANGES,
      progress,
    });
    const { withReachableRelyingParty } = await import('./remote/relying-party.ts');
    if (given === undefined) return withReachableRelyingParty(target, settings, progress);
    const withGiven = { ...target, description: { ...target.description, given } };
    return withReachableRelyingParty(withGiven, placedAsGiven(settings, given), progress);
  },
};

/** The known deviations go by the version: a server that does not tell its own would be judged without them. */
function withVersion(target: Target, stated: string | undefined, progress: Progress): Target {
  const { description } = target;
  const as = (version: string, source: string): Target => ({
    ...target,
    description: {
      ...description,
      product: { ...description.product, version },
      details: { version: source, ...description.details },
    },
  });
  const { name, version } = description.product;
  if (version !== UNKNOWN_VERSION) return as(version, 'as the server itself reports it');
  if (stated !== undefined) return as(stated, 'as IS_VERSION says: the server does not report one');
  progress(
    `${name} does not report its version, so it is judged without the known deviations; to apply them, set the version, e.g. IS_VERSION=7.1.0`,
  );
  return target;
}

/**
 * Starts a target that all workers share; `front` is put in front of a server that the suite starts, and of no other.
 * @throws CannotRunError with cause and remedy.
 */
export async function startSharedTarget(
  kind: SharedTargetKind,
  settings: Settings,
  progress: Progress,
  front?: Front,
): Promise<Target> {
  return withVersion(await starters[kind](settings, progress, front), settings.IS_VERSION, progress);
}

/** Why the product can't be started from its image, or undefined. */
async function whyNoContainer(image: string, progress: Progress): Promise<string | undefined> {
  try {
    const { connectToDocker, fullName, obtainImage } = await import('../containers/docker/engine.ts');
    const problem = await obtainImage(await connectToDocker(), image, progress);
    return problem === undefined
      ? undefined
      : `the image ${fullName(image)} is not here and can't be pulled: ${problem}`;
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    return error.problem;
  }
}

/**
 * `auto` becomes a real kind; whatever was named stays, and is never replaced by another.
 * @throws CannotRunError when nothing was named in CI, where nobody reads what a stand-in is announced with.
 */
export async function resolveKind(settings: Settings, progress: Progress): Promise<TargetKind> {
  if (settings.IS_TARGET !== 'auto') return settings.IS_TARGET;
  const reason = await whyNoContainer(settings.IS_IMAGE, progress);
  if (reason === undefined) {
    progress(`No target was named (IS_TARGET): using the container ${settings.IS_IMAGE}.`);
    return 'container';
  }
  if (settings.CI !== undefined) {
    throw new CannotRunError(
      `No target was named (IS_TARGET), and there is no container: ${reason}`,
      'name one: IS_TARGET=container with Docker, distribution with IS_HOME, or reference for the stand-in.',
    );
  }
  progress(
    [
      'No target was named (IS_TARGET), and there is no container:',
      `  ${reason}`,
      '  Using the reference provider, a STAND-IN. Its results say nothing about WSO2 Identity Server.',
    ].join('\n'),
  );
  return 'reference';
}
