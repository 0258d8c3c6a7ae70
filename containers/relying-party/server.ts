import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, isIPv6 } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

import { CannotRunError } from '../../lib/cannot-run.ts';
import { backChannelRoutes } from './back-channel.ts';
import { loopbackCertificate, type TlsIdentity } from '../../lib/loopback-certificate.ts';
import { countConnections } from './connections.ts';
import { controlRoutes } from './control-api.ts';
import { RelyingParties } from './relying-parties.ts';
import { webApp } from './web.ts';

export interface RelyingPartyServerOptions {
  /** Host name in every url that the server tells; it has to lead to `address`. */
  readonly hostname: string;
  /** Address to listen on. Default: `127.0.0.1`. */
  readonly address?: string;
  /** One https origin per port; 0 is any free port. */
  readonly httpsPorts: readonly number[];
  /** Port of back-channel logout, and of the control API; 0 is any free port. */
  readonly httpPort: number;
  /** Default: a key and a self-signed certificate that are made for `hostname`. */
  readonly identity?: TlsIdentity;
  /** For identity providers elsewhere: the control API stays on this machine, at a port of its own. */
  readonly reachable?: { readonly backChannel: 'http' | 'https' };
  /** Bearer token of the control API. Default: a random one. */
  readonly controlToken?: string;
}

export interface RelyingPartyServer {
  /** Https origins; a relying party is at home at each of them. */
  readonly origins: readonly string[];
  /** Origin that takes back-channel logout requests; http unless told. */
  readonly backChannelOrigin: string;
  readonly controlUrl: string;
  readonly controlToken: string;
  /** PEM of the certificate that all https origins present. */
  readonly certificate: string;
  /** What {@link WHO_PATH} of the back-channel origin answers: only this server does. */
  readonly instance: string;
  /** How often anybody has connected to the back-channel origin so far, except to the control API. */
  readonly connections: () => number;
  /** Ends every connection and pending answer. Safe to call twice. */
  close(): Promise<void>;
}

/** Where the receiver of logout tokens says which server it is, to see whether an address leads to it. */
export const WHO_PATH = '/who';

/**
 * Starts the server of the sample relying parties. It serves any number of them, as the control API registers them.
 * Throws {@link CannotRunError} when a port is taken.
 */
export async function startRelyingPartyServer(options: RelyingPartyServerOptions): Promise<RelyingPartyServer> {
  const { hostname, address = '127.0.0.1', controlToken = randomBytes(32).toString('base64url') } = options;
  const relyingParties = new RelyingParties();
  const closing = new AbortController();
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    closing.abort();
    relyingParties.close();
    await Promise.all(servers.splice(0).map(stop));
  };

  const { key, certificate } = options.identity ?? (await loopbackCertificate(hostname));
  const instance = randomBytes(16).toString('base64url');
  const pages = webApp(relyingParties);
  const backChannel = new Hono()
    .get(WHO_PATH, (c) => c.text(instance))
    .route('/', backChannelRoutes(relyingParties, closing.signal));
  const control = controlRoutes(relyingParties, controlToken);
  const serve = async (
    app: Pick<Hono, 'fetch'>,
    scheme: 'http' | 'https',
    port: number,
    at = { hostname, address },
  ) => {
    const tls = { createServer: createHttpsServer, serverOptions: { key, cert: certificate } };
    const server = createAdaptorServer({ fetch: app.fetch, ...(scheme === 'https' ? tls : {}) }) as Server;
    servers.push(server);
    return { origin: `${scheme}://${inUrl(at.hostname)}:${await listen(server, port, at.address)}`, server };
  };
  try {
    const origins: string[] = [];
    for (const port of options.httpsPorts) origins.push((await serve(pages, 'https', port)).origin);
    const { reachable, httpPort } = options;
    const receiver = reachable === undefined ? backChannel.route('/', control) : backChannel;
    const { origin: backChannelOrigin, server } = await serve(receiver, reachable?.backChannel ?? 'http', httpPort);
    const connections = countConnections(server);
    const controlAt =
      reachable === undefined ? backChannelOrigin : (await serve(control, 'http', 0, THIS_MACHINE)).origin;
    const controlUrl = `${controlAt}/control`;
    return { origins, backChannelOrigin, controlUrl, controlToken, certificate, instance, connections, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const THIS_MACHINE = { hostname: '127.0.0.1', address: '127.0.0.1' };

/** A host name, or an address, as it stands in a url. */
const inUrl = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

/** Resolves with the port. */
function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const problem = `The relying party cannot listen on ${address}:${port}: ${cause.message}`;
      reject(new CannotRunError(problem, 'Choose another port, or stop what is listening there.', { cause }));
    });
    server.listen(port, address, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
