import { buffer } from 'node:stream/consumers';
import { GenericContainer, type StartedTestContainer } from 'testcontainers';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import {
  parseDeploymentToml,
  readSetting,
  type DeploymentToml,
  type TomlSetting,
} from '../../product/deployment-toml.ts';
import type { FrontedServer } from '../../product/fronted-server.ts';
import { issueTlsKeystore, SECURITY, TLS_KEYSTORE_FILE, type Keytool } from '../../product/tls-keystore.ts';

/** What an image of the product holds, and what is to be laid over it. */
export interface PreparedImage {
  /** The server's folder in the container. */
  readonly home: string;
  /** Its deployment.toml. */
  readonly toml: DeploymentToml;
  /** Keystores with a certificate that can be verified; absent where the server keeps its own. */
  readonly tls?: {
    readonly certificate: string;
    readonly settings: readonly TomlSetting[];
    /** A tar archive of the folder `resources`. */
    readonly archive: Buffer;
    /** The key that the server presents, for what is put in front of it; only where it was asked for. */
    readonly key?: FrontedServer['key'];
  };
}

const OVERLAY = '/tmp/conformance-overlay/resources';
/** Official images name the folder in a variable; those who build their own may not. */
const FIND_HOME =
  'home="${WSO2_SERVER_HOME:-$(ls -d /home/wso2carbon/wso2is-* | head -n 1)}"; test -f "$home/bin/wso2server.sh" && printf %s "$home"';

async function run(
  container: StartedTestContainer,
  command: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { exitCode, output, stdout } = await container.exec(command, { env });
  if (exitCode !== 0) throw new Error(output.trim());
  return stdout;
}

const keytoolIn =
  (container: StartedTestContainer): Keytool =>
  (command, passwords) =>
    run(container, ['sh', '-c', '"${JAVA_HOME:+$JAVA_HOME/bin/}keytool" "$@"', 'keytool', ...command], {
      ...passwords,
    });

async function prepareTls(
  container: StartedTestContainer,
  home: string,
  toml: DeploymentToml,
  withKey: boolean,
): Promise<Required<PreparedImage>['tls']> {
  const { certificate, settings, file, password } = await issueTlsKeystore(home, keytoolIn(container), toml);
  const truststore = readSetting(toml, 'truststore', 'file_name') ?? '';
  const files = [TLS_KEYSTORE_FILE, truststore].map((file) => `'${home}/${SECURITY}/${file}'`);
  const folder = `${OVERLAY}/security`;
  await run(container, ['sh', '-c', `mkdir -p ${folder} && cp ${files.join(' ')} ${folder} && chmod 644 ${folder}/*`]);
  const archive = await buffer(await container.copyArchiveFromContainer(OVERLAY));
  if (!withKey) return { certificate, settings, archive };
  const pfx = Buffer.from(await run(container, ['base64', `${home}/${file}`]), 'base64');
  return { certificate, settings, archive, key: { pfx, passphrase: password } };
}

async function look(container: StartedTestContainer, image: string): Promise<{ home: string; text: string }> {
  try {
    const home = await run(container, ['sh', '-c', FIND_HOME]);
    return { home, text: await run(container, ['cat', `${home}/repository/conf/deployment.toml`]) };
  } catch (error) {
    throw new CannotRunError(
      `The image ${image} holds no WSO2 Identity Server: there is no bin/wso2server.sh with a repository/conf/deployment.toml in WSO2_SERVER_HOME, or in /home/wso2carbon/wso2is-*.`,
      'set IS_IMAGE to an image like wso2/wso2is:7.1.0, or one that is made from it.',
      { cause: error },
    );
  }
}

export interface PreparationOptions {
  readonly labels: Record<string, string>;
  readonly progress: Progress;
  /** Is the key that the server will present wanted, too? */
  readonly withKey: boolean;
}

/** Looks into an image that is there, with its own tools, in a container that is gone afterwards. @throws CannotRunError when it holds no server. */
export async function prepareImage(
  image: string,
  { labels, progress, withKey }: PreparationOptions,
): Promise<PreparedImage> {
  const container = await new GenericContainer(image)
    .withEntrypoint(['sleep', '600'])
    .withNetworkMode('none')
    .withLabels(labels)
    .withAutoCleanup(false)
    .start();
  try {
    const { home, text } = await look(container, image);
    const found = { home, toml: parseDeploymentToml(text, `deployment.toml in the image ${image}`) };
    try {
      return { ...found, tls: await prepareTls(container, home, found.toml, withKey) };
    } catch (error) {
      progress(`The server keeps its own TLS certificate: ${error instanceof Error ? error.message : String(error)}`);
      return found;
    }
  } finally {
    await container.stop();
  }
}
