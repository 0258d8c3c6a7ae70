import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hostEnvironment } from '../../lib/host-environment.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';

export interface Java {
  /** The folder that holds `bin/java`. */
  readonly home: string;
  /** e.g. `17.0.15`. */
  readonly version: string;
  readonly vendor: string;
}

/** What IS 7.x is known to start with; its start script only warns about others, and so do we. */
const SUPPORTED = { from: 11, to: 25 };
const REMEDY = `install a JDK between ${SUPPORTED.from} and ${SUPPORTED.to} (the product's documentation names the versions for each release) and set JAVA_HOME to its folder.`;
const TIMEOUT_MS = 30_000;

async function askJava(command: string): Promise<Java> {
  const { stderr } = await promisify(execFile)(command, ['-XshowSettings:properties', '-version'], {
    timeout: TIMEOUT_MS,
    env: hostEnvironment(),
  });
  const property = (name: string): string =>
    new RegExp(`^\\s*${name.replaceAll('.', '\\.')} = (.*)$`, 'm').exec(stderr)?.[1]?.trim() ?? '';
  const java = { home: property('java.home'), version: property('java.version'), vendor: property('java.vendor') };
  if (java.home === '' || java.version === '') throw new Error('it does not report java.home and java.version');
  return java;
}

/** `1.8.0_392` is 8, `17.0.15` is 17. */
const majorOf = (version: string): number => Number(/^(?:1\.)?(\d+)/.exec(version)?.[1] ?? 0);

/**
 * The Java that the server is to run on: of `javaHome`, else of JAVA_HOME, else the one on the PATH.
 * @throws CannotRunError when there is none, or it does not work.
 */
export async function findJava(javaHome: string | undefined, progress: Progress): Promise<Java> {
  const home = javaHome ?? process.env['JAVA_HOME'];
  const command = home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
  let java: Java;
  try {
    java = await askJava(command);
  } catch (error) {
    const missing = (error as { code?: unknown }).code === 'ENOENT';
    const fault = missing ? 'there is no such program' : error instanceof Error ? error.message : String(error);
    const where = command === 'java' ? 'JAVA_HOME is not set, and "java" on the PATH' : `"${command}"`;
    throw new CannotRunError(`The server needs Java, and ${where} can't be used: ${fault}.`, REMEDY, { cause: error });
  }
  const major = majorOf(java.version);
  if (major < SUPPORTED.from || major > SUPPORTED.to) {
    progress(
      `Java ${java.version} is outside what the server supports (${SUPPORTED.from} to ${SUPPORTED.to}); if it fails to start, ${REMEDY}`,
    );
  }
  return java;
}
