import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { hostEnvironment } from '../lib/host-environment.ts';
import { readSetting, type DeploymentToml, type TomlSetting } from './deployment-toml.ts';

export interface TlsKeystore {
  /** PEM. */
  readonly certificate: string;
  /** Below the server's folder, PKCS #12. */
  readonly file: string;
  readonly password: string;
  /** What makes the server use it. */
  readonly settings: readonly TomlSetting[];
}

/** Where the server has its keystores, below its own folder. */
export const SECURITY = 'repository/resources/security';
export const TLS_KEYSTORE_FILE = 'conformance-tls.p12';
const FILE = TLS_KEYSTORE_FILE;
const ALIAS = 'conformance';
const TIMEOUT_MS = 60_000;

/** Runs the JDK's tool of that name. The passwords travel in the environment: everybody on the machine may read a command line. */
export type Keytool = (command: readonly string[], passwords: Readonly<Record<string, string>>) => Promise<string>;

/** The tool of a JDK on this machine. */
export const localKeytool =
  (javaHome: string): Keytool =>
  async (command, passwords) => {
    const { stdout } = await promisify(execFile)(join(javaHome, 'bin', 'keytool'), [...command], {
      timeout: TIMEOUT_MS,
      env: hostEnvironment(passwords),
    });
    return stdout;
  };

/**
 * Gives the server in `home` a certificate of its own for `localhost`, and lets it trust that, as it calls itself. The
 * shipped ones are valid for a year, and after that nobody who verifies can connect. The keys that sign tokens stay.
 * @throws Error when the tools or the truststore's password are not to be had.
 */
export async function issueTlsKeystore(home: string, keytool: Keytool, toml: DeploymentToml): Promise<TlsKeystore> {
  const truststore = readSetting(toml, 'truststore', 'file_name');
  const trustPassword = readSetting(toml, 'truststore', 'password') ?? 'wso2carbon';
  if (truststore === undefined) throw new Error('deployment.toml names no [truststore] file_name');
  if (trustPassword.startsWith('$'))
    throw new Error('the [truststore] password in deployment.toml is not in plain text');

  const password = randomBytes(18).toString('hex');
  const run = (command: readonly string[]) =>
    keytool(['-J-Duser.language=en', ...command], { TLS_PASSWORD: password, TRUST_PASSWORD: trustPassword });
  const keystore = [
    '-alias',
    ALIAS,
    '-keystore',
    posix.join(home, SECURITY, FILE),
    '-storetype',
    'PKCS12',
    '-storepass:env',
    'TLS_PASSWORD',
  ];
  const keyOptions = ['-keyalg', 'RSA', '-keysize', '2048', '-validity', '3650'];
  // From the day before: clocks that differ a little must not matter.
  await run([
    '-genkeypair',
    ...keystore,
    ...keyOptions,
    '-startdate',
    '-1d',
    '-dname',
    'CN=localhost',
    '-ext',
    'san=dns:localhost,ip:127.0.0.1',
  ]);
  const certificate = await run(['-exportcert', '-rfc', ...keystore]);
  const file = posix.join(home, SECURITY, `${FILE}.pem`);
  await run(['-exportcert', '-rfc', ...keystore, '-file', file]);
  const trust = ['-keystore', posix.join(home, SECURITY, truststore), '-storepass:env', 'TRUST_PASSWORD'];
  await run(['-importcert', '-noprompt', '-alias', ALIAS, '-file', file, ...trust]);

  const values = { file_name: FILE, type: 'PKCS12', password, alias: ALIAS, key_password: password };
  return {
    certificate,
    file: posix.join(SECURITY, FILE),
    password,
    settings: Object.entries(values).map(([key, value]) => ({ section: 'keystore.tls', key, value })),
  };
}
