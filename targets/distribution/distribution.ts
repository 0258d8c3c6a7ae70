import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Duration } from '../../lib/durations.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import type { AdminCredentials } from '../../product/administrator.ts';
import type { ClockMode, Front, Target } from '../target.ts';
import type { FrontedServer } from '../../product/fronted-server.ts';
import { buildClockShim, ClockFile } from '../../containers/identity-server/clock-shim/clock-shim.ts';
import { describeChanges, withSettings, type DeploymentToml, type TomlSetting } from '../../product/deployment-toml.ts';
import { suiteSettings } from '../../product/suite-settings.ts';
import type { HttpClient } from '../../lib/http.ts';
import { configure, copyInstallation, openInstallation, type Installation } from './installation.ts';
import { findJava, type Java } from './java.ts';
import { LocalServer } from './local-server.ts';
import { LOG_OF_START, readProductVersion } from '../../product/version.ts';
import { confirmClock, proveClock } from '../../product/server-clock.ts';
import { chooseOffset, DEFAULT_PORTS } from '../../product/server-ports.ts';
import { tailOf } from './server-process.ts';
import { issueTlsKeystore, localKeytool, type TlsKeystore } from '../../product/tls-keystore.ts';

export interface DistributionOptions {
  /** Folder of an unpacked WSO2 Identity Server 7.x; it is copied, and stays as it is. */
  readonly home: string;
  readonly javaHome?: string;
  /** `auto`: movable where that works. `movable`: an error where it does not. `real`: nothing is preloaded. */
  readonly clock: 'auto' | 'movable' | 'real';
  readonly admin: AdminCredentials;
  readonly startTimeout: Duration;
  readonly progress: Progress;
  /** The server's output of this run, kept for the report. */
  readonly logFile: string;
  /** What is put in front of the server. */
  readonly front?: Front;
  /** {@link Target.stop} leaves the server running, for somebody who wants to look at it. */
  readonly keepRunning: boolean;
}

const REAL_CLOCK_REMEDY = 'fix that, or use IS_CLOCK=auto: the run then waits in real time instead.';

interface Shim {
  readonly library: string;
  readonly file: ClockFile;
}

/** The shim, or why there is none. @throws CannotRunError when a movable clock is a must. */
async function prepareShim(wanted: DistributionOptions['clock'], directory: string): Promise<Shim | string> {
  if (wanted === 'real') return 'IS_CLOCK=real';
  const built = await buildClockShim(directory);
  if ('library' in built) return { library: built.library, file: ClockFile.create(join(directory, 'clock-offset')) };
  if (wanted === 'auto') return built.reason;
  throw new CannotRunError(`IS_CLOCK=movable, but ${built.reason}.`, REAL_CLOCK_REMEDY);
}

type Tls = Partial<TlsKeystore> & Pick<TlsKeystore, 'settings'>;

/** A certificate that can be verified; where it can't be made, the server shows its own, and that is pinned. */
async function prepareTls(copy: string, java: Java, toml: DeploymentToml, progress: Progress): Promise<Tls> {
  try {
    return await issueTlsKeystore(copy, localKeytool(java.home), toml);
  } catch (error) {
    progress(`The server keeps its own TLS certificate: ${error instanceof Error ? error.message : String(error)}`);
    return { settings: [] };
  }
}

/** The server's own key, where the suite has issued one. */
const keyOf = (home: string, { file, password }: Tls): FrontedServer['key'] =>
  file === undefined || password === undefined
    ? undefined
    : { pfx: readFileSync(join(home, file)), passphrase: password };

interface PreparedCopy {
  readonly home: string;
  readonly baseUrl: string;
  /** PEM; absent where the server presents its own. */
  readonly certificate?: string;
  /** Its deployment.toml as it was shipped, and what was set in it. */
  readonly toml: DeploymentToml;
  readonly settings: readonly TomlSetting[];
}

/** Makes the private copy, and configures it to run beside whatever else runs on this machine. */
async function prepareCopy(
  installation: Installation,
  java: Java,
  {
    directory,
    clockMoves,
    front,
    progress,
  }: { directory: string; clockMoves: boolean; front: Front | undefined; progress: Progress },
): Promise<PreparedCopy> {
  const home = join(directory, 'wso2is');
  progress(`Copying ${installation.home} to ${home}`);
  await copyInstallation(installation, home);
  const { toml } = installation;
  const offset = await chooseOffset();
  const tls = await prepareTls(home, java, toml, progress);
  const { certificate } = tls;
  const port = DEFAULT_PORTS.https + offset;
  const publicPort = await front?.({ origin: `https://localhost:${port}`, certificate, key: keyOf(home, tls) });
  const settings = [...suiteSettings(toml, { offset, clockMoves, publicPort }), ...tls.settings];
  await configure(home, withSettings(toml, settings));
  return {
    home,
    baseUrl: `https://localhost:${publicPort ?? port}`,
    toml,
    settings,
    ...(certificate === undefined ? {} : { certificate }),
  };
}

async function agreeOnClock(
  wanted: DistributionOptions['clock'],
  shim: Shim | string,
  http: HttpClient,
  baseUrl: string,
): Promise<ClockMode> {
  if (typeof shim === 'string') return { kind: 'real', reason: shim };
  const problem = await proveClock(http, baseUrl, (offset) => {
    shim.file.set(offset);
  });
  if (problem === undefined) return { kind: 'movable' };
  if (wanted === 'movable') throw new CannotRunError(problem, REAL_CLOCK_REMEDY);
  return { kind: 'real', reason: problem };
}

async function startIn(
  server: LocalServer,
  installation: Installation,
  java: Java,
  options: DistributionOptions,
): Promise<Target> {
  const { admin, progress, startTimeout, keepRunning } = options;
  const logFile = resolve(options.logFile);
  const shim = await prepareShim(options.clock, server.directory);
  const copy = await prepareCopy(installation, java, {
    directory: server.directory,
    clockMoves: typeof shim !== 'string',
    front: options.front,
    progress,
  });
  const { baseUrl } = copy;

  const preload = typeof shim === 'string' ? {} : { preload: { library: shim.library, clockFile: shim.file.path } };
  const trusted = copy.certificate === undefined ? {} : { certificate: copy.certificate };
  const start = () =>
    server.start(
      { home: copy.home, java, logFile, ...preload },
      { baseUrl, admin, timeout: startTimeout, progress, ...trusted },
    );
  progress(`Starting the server at ${baseUrl} on Java ${java.version}; its log is ${logFile}`);
  rmSync(logFile, { force: true });
  const { certificate, http } = await start();
  const clock = await agreeOnClock(options.clock, shim, http, baseUrl);
  const version = await readProductVersion(http, baseUrl, admin, await tailOf(logFile, LOG_OF_START));
  if (keepRunning) server.abandon();
  return {
    description: {
      kind: 'distribution',
      product: { name: 'WSO2 Identity Server', version, standIn: false },
      baseUrl,
      admin,
      certificate,
      clock,
      canRestart: true,
      isConfigurable: true,
      allowsServerChanges: true,
      details: {
        Java: `${java.version} (${java.vendor})`,
        'copy of': installation.home,
        'changed in deployment.toml': describeChanges(copy.toml, copy.settings),
      },
    },
    moveClock: async (offset) => {
      if (clock.kind === 'real' || typeof shim === 'string')
        throw new Error('This server runs on a real clock, which nobody can move.');
      shim.file.set(offset);
      await confirmClock(http, baseUrl, offset);
    },
    halt: (how) => server.end(how),
    resume: async (configuration = []) => {
      await configure(copy.home, withSettings(copy.toml, [...copy.settings, ...configuration]));
      await start();
    },
    logTail: (lines) => tailOf(logFile, lines),
    stop: async () => {
      if (!keepRunning) return server.dispose();
      progress(
        `Left running because of KEEP_RUNNING: ${baseUrl}. To stop it: kill -- -${server.group ?? 0}; rm -rf ${server.directory}`,
      );
    },
  };
}

/**
 * Starts a private copy of an unpacked server, on loopback and on ports of its own, with a clock that can be moved where
 * the machine allows it.
 * @throws CannotRunError when there is no server, no Java, no free port, a wrong password, or it does not start in time.
 */
export async function startDistribution(options: DistributionOptions): Promise<Target> {
  const installation = await openInstallation(options.home);
  const java = await findJava(options.javaHome, options.progress);
  const server = new LocalServer();
  try {
    return await startIn(server, installation, java, options);
  } catch (error) {
    await server.dispose();
    throw error;
  }
}
