import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { CannotRunError } from '../lib/cannot-run.ts';

/** What the product listens on without an offset, by what for. All of them move by `[server] offset`. */
export const DEFAULT_PORTS = {
  https: 9443,
  http: 9763,
  thriftAuthentication: 10711,
  ldap: 10389,
  thriftEntitlement: 10500,
  jmx: 11111,
  rmi: 9999,
} as const;

/** From here the operating system takes ports for outgoing connections: what is free now may be taken in a moment. */
const EPHEMERAL = 32_768;
const LARGEST_OFFSET = EPHEMERAL - Math.max(...Object.values(DEFAULT_PORTS)) - 1;
const ATTEMPTS = 50;

/** Can a server listen on `port` of this machine's loopback address? */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    // Exclusive: in a worker of node:cluster the port would be shared, and never taken.
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });

/**
 * An offset for which every port of the server is free. It is drawn at random, so that runs that start at the same moment
 * do not choose the same.
 * @throws CannotRunError when none was found.
 */
export async function chooseOffset(free: (port: number) => Promise<boolean> = isFree): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const offset = randomInt(1, LARGEST_OFFSET);
    const answers = await Promise.all(Object.values(DEFAULT_PORTS).map((port) => free(port + offset)));
    if (answers.every(Boolean)) return offset;
  }
  throw new CannotRunError(
    `No free set of ports was found for the server in ${ATTEMPTS} attempts (it needs ${Object.values(DEFAULT_PORTS).join(', ')}, moved by one number).`,
    `end programs that listen on ports below ${EPHEMERAL}, and check that this machine lets programs listen on 127.0.0.1.`,
  );
}
