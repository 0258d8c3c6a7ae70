import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

import { CannotRunError } from '../../lib/cannot-run.ts';
import { backChannelRoutes } from './back-channel.ts';
import { countConnections } from './connections.ts';
import { loopbackCertificate } from '../../lib/loopback-certificate.ts';
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
  /** Port of the control API and of back-channel logout; 0 is any free port. */
  readonly httpPort: number;
  /** Bearer token of the control API. Default: a random one. */
  readonly controlToken?: string;
}

export interface RelyingPartyServer {
  /** Https origins; a relying party is at home at each of them. */
  readonly origins: readonly string[];
  /** Http origin that takes back-channel logout requests. */
  readonly backChannelOrigin: string;
  readonly controlUrl: string;
  readonly controlToken: string;
  /** PEM of the certificate that all https origins present. */
  readonly certificate: string;
  /** How often anybody has connected to the back-channel origin so far, except to the control API. */
  readonly connections: () => number;
  /** Ends every connection and pending answer. Safe to call twice. */
  close(): Promise<void>;
}

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

  const { key, certificate } = await loopbackCertificate(hostname);
  const pages = webApp(relyingParties).fetch;
  const httpApp = new Hono()
    .route('/', backChannelRoutes(relyingParties, closing.signal))
    .route('/', controlRoutes(relyingParties, controlToken));
  const listenAt = async (server: Server, scheme: string, port: number): Promise<string> => {
    servers.push(server);
    return `${scheme}://${hostname}:${await listen(server, port, address)}`;
  };
  try {
    const origins: string[] = [];
    for (const port of options.httpsPorts) {
      const tls = { createServer: createHttpsServer, serverOptions: { key, cert: certificate } };
      origins.push(await listenAt(createAdaptorServer({ fetch: pages, ...tls }) as Server, 'https', port));
    }
    const http = createAdaptorServer({ fetch: httpApp.fetch }) as Server;
    const connections = countConnections(http);
    const backChannelOrigin = await listenAt(http, 'http', options.httpPort);
    const controlUrl = `${backChannelOrigin}/control`;
    return { origins, backChannelOrigin, controlUrl, controlToken, certificate, connections, close };
  } catch (error) {
    await close();
    throw error;
  }
}

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
