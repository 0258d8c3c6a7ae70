import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Faults } from './faults/index.ts';
import type { Journal } from './journal.ts';
import type { TlsIdentity } from './keys.ts';
import { SUPER_DOMAIN } from './product.ts';
import { Realms, type Handler } from './realms.ts';
import type { Variant } from './variant.ts';
import { responseDelay, type ResponseDelays } from './delays.ts';

export interface ServerOptions {
  /** 0: a free port. */
  readonly port: number;
  /** Its port for everybody else, where something stands in front of it. */
  readonly publicPort: number | undefined;
  readonly address: string;
  readonly hostname: string;
  readonly journal: Journal;
  readonly identity: TlsIdentity;
  readonly faults: Faults;
  readonly variant: Variant;
  readonly delays: ResponseDelays;
  readonly adminPassword: string;
  readonly log: (line: string) => void;
}

export interface RunningServer {
  readonly baseUrl: string;
  /** That it listens on. */
  readonly port: number;
  readonly issuer: string;
  /** PEM. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** How long answers under way may take when the server ends. */
const LAST_ANSWERS_MS = 1_000;

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Opens the port, the stored state and the realms. @throws Error of the system when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { hostname, faults, variant, journal, identity, log } = options;
  let handle: Handler = (_request, response) => response.writeHead(503).end();
  const delay = responseDelay(options.delays);
  const server = createServer({ key: identity.key, cert: identity.certificate }, (request, response) => {
    void delay(request.url ?? '/').then(() => {
      handle(request, response);
    });
  });
  const port = await listen(server, options.port, options.address);
  const origin = `https://${hostname}:${options.publicPort ?? port}`;
  const realms = new Realms(journal, { origin, faults, variant, log });
  const superRealm = await realms.open(SUPER_DOMAIN);
  await realms.openTenants();
  if (superRealm.users.byName('admin') === undefined) {
    superRealm.users.add({
      userName: 'admin',
      password: options.adminPassword,
      givenName: 'admin',
      familyName: 'admin',
      administrator: true,
    });
  }
  handle = realms.handle;
  return {
    baseUrl: `${origin}${variant.contextPath}`,
    port,
    issuer: superRealm.issuer,
    certificate: identity.certificate,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          journal.close();
          resolve();
        });
        server.closeIdleConnections();
        setTimeout(() => {
          server.closeAllConnections();
        }, LAST_ANSWERS_MS).unref();
      }),
  };
}
