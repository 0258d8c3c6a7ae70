import { constants } from 'node:fs';
import { cp, mkdir, readdir, readFile, realpath, stat, symlink, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CannotRunError } from '../../lib/cannot-run.ts';
import { parseDeploymentToml, sharedWithOthers, type DeploymentToml } from '../../product/deployment-toml.ts';

/** An unpacked server that can be copied and started. */
export interface Installation {
  /** Without symbolic links. */
  readonly home: string;
  /** Its deployment.toml. */
  readonly toml: DeploymentToml;
}

const SCRIPT = 'bin/wso2server.sh';
const CONFIGURATION = 'repository/conf/deployment.toml';
const HOME_REMEDY = `set IS_HOME to the folder of an unpacked WSO2 Identity Server 7.x: the one that holds ${SCRIPT} and ${CONFIGURATION}.`;

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const isInstallation = async (home: string): Promise<boolean> =>
  (await exists(join(home, SCRIPT))) && (await exists(join(home, CONFIGURATION)));

/** Why `home` is none, and what is likely meant instead. */
async function refuse(home: string): Promise<CannotRunError> {
  const entry = await stat(home).catch(() => undefined);
  if (entry === undefined) return new CannotRunError(`IS_HOME is "${home}", which does not exist.`, HOME_REMEDY);
  if (!entry.isDirectory())
    return new CannotRunError(`IS_HOME is "${home}", which is a file.`, `unpack it first, then ${HOME_REMEDY}`);
  for (const child of await readdir(home)) {
    const candidate = join(home, child);
    if (await isInstallation(candidate)) {
      return new CannotRunError(`IS_HOME is "${home}", the folder above the server.`, `set IS_HOME=${candidate}`);
    }
  }
  const missing: string[] = [];
  for (const file of [SCRIPT, CONFIGURATION]) if (!(await exists(join(home, file)))) missing.push(file);
  return new CannotRunError(
    `IS_HOME is "${home}", which is not a WSO2 Identity Server: it has no ${missing.join(' and no ')}.`,
    HOME_REMEDY,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // It runs, as another user.
  }
}

/** The id of the process that runs the installation right now, by the file that it writes at start. */
async function runningProcess(home: string): Promise<number | undefined> {
  // The file is padded with zero bytes.
  const [pid] = /\d+/.exec(await readFile(join(home, 'wso2carbon.pid'), 'latin1').catch(() => '')) ?? [];
  if (pid === undefined || !isRunning(Number(pid))) return undefined;
  // The number may be another program's by now. Where that can't be seen, it counts as the server's.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => `-Dcarbon.home=${home}`);
  const carbonHome = /-Dcarbon\.home=([^\0]*)/.exec(command)?.[1] ?? '';
  return (await realpath(carbonHome).catch(() => undefined)) === home ? Number(pid) : undefined;
}

/** @throws CannotRunError when there is no server in `home`, or none that may be copied. */
export async function openInstallation(home: string): Promise<Installation> {
  if (process.platform === 'win32') {
    throw new CannotRunError(
      'IS_TARGET=distribution does not work on Windows.',
      'use IS_TARGET=container, or run the suite in WSL.',
    );
  }
  if (home === '') throw new CannotRunError('IS_TARGET=distribution needs IS_HOME, and it is not set.', HOME_REMEDY);
  if (!(await isInstallation(home))) throw await refuse(home);
  const original = await realpath(home);
  const pid = await runningProcess(original);
  if (pid !== undefined) {
    throw new CannotRunError(
      `The server in "${home}" is running (process ${pid}): a copy of its databases would be broken.`,
      'stop it first, or test it as it runs, with IS_TARGET=remote and IS_URL.',
    );
  }
  const file = join(original, CONFIGURATION);
  const toml = parseDeploymentToml(await readFile(file, 'utf8'), file);
  const shared = sharedWithOthers(toml);
  if (shared.length > 0) {
    throw new CannotRunError(
      `A copy of the server in "${home}" would not be private; it would share ${shared.join(', and ')}.`,
      'set IS_HOME to a server with its embedded databases, or start this one yourself and use IS_TARGET=remote.',
    );
  }
  return { home: original, toml };
}

/** Big, and only read by the server. */
const LINKED = ['repository/components/plugins', 'repository/components/features', 'migration-resources'];
/** Of an earlier run; the last one is OSGi's cache, which remembers where it was. */
const LEFT_OUT = [
  'tmp',
  'repository/logs',
  'wso2carbon.pid',
  'repository/components/default/configuration/org.eclipse.osgi',
];

/** A patch that was put there since the last start is copied into the plugins by the next one. */
const hasPatches = async (home: string): Promise<boolean> =>
  (await readdir(join(home, 'repository/components/patches')).catch(() => [])).some((name) => name.startsWith('patch'));

/**
 * Copies the installation to `copy`, which must not exist, so that the server there writes nothing into the original. What
 * is big and only read becomes a symbolic link; the original's own links become what they lead to.
 * @throws CannotRunError when it can't be read, or there is no room.
 */
export async function copyInstallation({ home }: Installation, copy: string): Promise<void> {
  const linked = (await hasPatches(home)) ? LINKED.filter((path) => !path.endsWith('plugins')) : LINKED;
  const omitted = new Set([...linked, ...LEFT_OUT]);
  try {
    await cp(home, copy, {
      recursive: true,
      dereference: true,
      preserveTimestamps: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (source) => !omitted.has(relative(home, source).split(sep).join('/')),
    });
    for (const path of linked) if (await exists(join(home, path))) await symlink(join(home, path), join(copy, path));
    for (const path of ['tmp', 'repository/logs']) await mkdir(join(copy, path), { recursive: true });
  } catch (error) {
    throw new CannotRunError(
      `"${home}" could not be copied to "${copy}": ${error instanceof Error ? error.message : String(error)}`,
      'make sure that this user can read all of it, and that about 400 MB are free for temporary files (TMPDIR says where).',
      { cause: error },
    );
  }
}

/** What listens on every interface and can't be told otherwise in deployment.toml: file, pattern, what is put in its place. */
const LISTENERS: readonly (readonly [string, RegExp, string])[] = [
  [
    'repository/conf/identity/thrift-authentication.xml',
    /<!--\s*<Hostname>localhost<\/Hostname>\s*-->/,
    '<Hostname>localhost</Hostname>',
  ],
  [SCRIPT, /^\s*-Dcom\.sun\.management\.jmxremote \\\n/m, ''],
];

/** Gives a copy its configuration, and takes its ears off the network. */
export async function configure(copy: string, toml: string): Promise<void> {
  await writeFile(join(copy, CONFIGURATION), toml);
  for (const [file, pattern, replacement] of LISTENERS) {
    const text = await readFile(join(copy, file), 'utf8').catch(() => undefined);
    if (text !== undefined) await writeFile(join(copy, file), text.replace(pattern, replacement));
  }
}
