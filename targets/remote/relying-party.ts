import { readFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { RelyingPartyHost } from '../../containers/relying-party/client.ts';
import { startRelyingPartyServer, WHO_PATH, type RelyingPartyServer } from '../../containers/relying-party/server.ts';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import { seconds } from '../../lib/durations.ts';
import { createHttpClient, networkFault } from '../../lib/http.ts';
import type { TlsIdentity } from '../../lib/loopback-certificate.ts';
import type { Settings } from '../settings.ts';
import type { Target } from '../target.ts';

const SETTINGS = [
  'IS_RP_HOST',
  'IS_RP_BIND',
  'IS_RP_PORTS',
  'IS_RP_CERT',
  'IS_RP_BACKCHANNEL',
] as const satisfies readonly (keyof Settings)[];
const ANY_FREE_PORT = [0, 0, 0, 0] as const;
const REACH_TIMEOUT = seconds(10);
const REACH_REMEDY =
  'set IS_RP_HOST to a name or an address of this machine that the browser here and the server can use, IS_RP_BIND to the address of this machine that it leads to (0.0.0.0 for all), and open the ports, which IS_RP_PORTS fixes, in the firewall.';

/** The user's own certificate and key. @throws CannotRunError where they can't be used, or the server would refuse them. */
async function readIdentity(settings: Settings, host: string): Promise<TlsIdentity | undefined> {
  const { IS_RP_CERT, IS_RP_KEY, IS_RP_BACKCHANNEL } = settings;
  if (IS_RP_CERT === undefined || IS_RP_KEY === undefined) return undefined;
  const [certificate, key] = await Promise.all([readFile(IS_RP_CERT, 'utf8'), readFile(IS_RP_KEY, 'utf8')]);
  try {
    createSecureContext({ cert: certificate, key });
  } catch (cause) {
    throw new CannotRunError(
      `The certificate of the relying party, IS_RP_CERT=${IS_RP_CERT}, can't be used with IS_RP_KEY=${IS_RP_KEY}: ${networkFault(cause).message}.`,
      'give a PEM certificate, followed by those of the authorities above it, and its own private key without a passphrase.',
      { cause },
    );
  }
  const own = new X509Certificate(certificate);
  const isForHost = (isIP(host) === 0 ? own.checkHost(host) : own.checkIP(host)) !== undefined;
  if (IS_RP_BACKCHANNEL === 'https' && !isForHost)
    throw new CannotRunError(
      `The certificate IS_RP_CERT=${IS_RP_CERT} is for ${own.subjectAltName ?? own.subject}, and not for IS_RP_HOST=${host}: the server would send no logout token there.`,
      'give a certificate for that name, or set IS_RP_HOST to a name that it is for.',
    );
  return { certificate, key };
}

/** Whether `url` leads to the server that was started here: undefined, or what is there instead. */
async function whyNotReached(url: string, { certificate, instance }: RelyingPartyServer): Promise<string | undefined> {
  try {
    const isPage = new URL(url).pathname === '/';
    // Behind a tunnel somebody else's certificate is presented, which the public authorities verify.
    const http = createHttpClient(isPage ? { certificate } : {});
    const answer = await http.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(REACH_TIMEOUT) });
    const text = await answer.text();
    if (isPage || text === instance) return undefined;
    return `somebody else answers there (status ${answer.status})`;
  } catch (error) {
    const { code, message } = networkFault(error);
    return message.includes(code) ? message : `${message} (${code})`;
  }
}

/** @throws CannotRunError where the browser could not get to the relying party. */
async function verifyReachable(server: RelyingPartyServer, bind: string): Promise<void> {
  for (const origin of server.origins) {
    const reason = await whyNotReached(`${origin}/`, server);
    if (reason === undefined) continue;
    throw new CannotRunError(
      `The relying party that was started on ${bind} can't be reached as ${origin}: ${reason}.`,
      REACH_REMEDY,
    );
  }
}

/**
 * One server of relying parties for the whole run, where the settings say how the identity server reaches it.
 * @returns undefined where they do not: each worker then has its own, at localhost.
 * @throws CannotRunError when it can't be started, or is not where the settings say.
 */
async function startReachable(
  settings: Settings,
  progress: Progress,
): Promise<{ host: RelyingPartyHost; close: () => Promise<void> } | undefined> {
  if (SETTINGS.every((name) => settings[name] === undefined)) return undefined;
  const { IS_RP_HOST: hostname = 'localhost', IS_RP_BIND: address = '127.0.0.1' } = settings;
  const { IS_RP_PORTS = ANY_FREE_PORT, IS_RP_BACKCHANNEL: backChannel = 'http' } = settings;
  const [first, second, third, httpPort] = IS_RP_PORTS;
  const identity = await readIdentity(settings, hostname);
  const server = await startRelyingPartyServer({
    hostname,
    address,
    httpsPorts: [first, second, third],
    httpPort,
    reachable: { backChannel: backChannel === 'https' ? 'https' : 'http' },
    ...(identity === undefined ? {} : { identity }),
  });
  try {
    await verifyReachable(server, address);
    const isTunnel = backChannel.includes(':');
    const backChannelOrigin = isTunnel ? backChannel.replace(/\/+$/, '') : server.backChannelOrigin;
    progress(`Relying parties at ${server.origins.join(', ')}; logout tokens go to ${backChannelOrigin}`);
    const reason = isTunnel ? await whyNotReached(`${backChannelOrigin}${WHO_PATH}`, server) : undefined;
    // An address that is for the server only need not work from here.
    if (reason !== undefined)
      progress(
        `From here ${backChannelOrigin} does not lead to the receiver at ${server.backChannelOrigin}: ${reason}`,
      );
    const { origins, controlUrl, controlToken, certificate } = server;
    return {
      host: { origins, controlUrl, controlToken, certificate, backChannelOrigin },
      close: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** A target that brings the relying parties along, where the settings say how the server reaches them. */
export async function withReachableRelyingParty(
  target: Target,
  settings: Settings,
  progress: Progress,
): Promise<Target> {
  const started = await startReachable(settings, progress);
  if (started === undefined) return target;
  return {
    ...target,
    description: { ...target.description, relyingPartyHost: started.host },
    stop: async () => {
      await started.close();
      await target.stop();
    },
  };
}
