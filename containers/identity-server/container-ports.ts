import { randomInt } from 'node:crypto';
import { CannotRunError } from '../../lib/cannot-run.ts';
import type { RelyingPartyPorts } from '../relying-party/container.ts';
import { chooseOffset, DEFAULT_PORTS, isFree } from '../../product/server-ports.ts';

export interface ContainerPorts {
  readonly offset: number;
  /** The server's. */
  readonly https: number;
  readonly relyingParty: RelyingPartyPorts;
  /** For what may be put in front of the server, and for who drives that. */
  readonly front: { readonly public: number; readonly control: number };
}

/** Below the ports that the operating system takes for outgoing connections. */
const RANGE = { from: 20_000, to: 32_768 };
const ATTEMPTS = 200;
const RELYING_PARTIES = 3;

/** @throws CannotRunError when so many are not free. */
async function freePorts(count: number, taken: ReadonlySet<number>): Promise<number[]> {
  const found = new Set<number>();
  for (let attempt = 0; attempt < ATTEMPTS && found.size < count; attempt += 1) {
    const port = randomInt(RANGE.from, RANGE.to);
    if (!taken.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size === count) return [...found];
  throw new CannotRunError(
    `No ${count} free ports were found between ${RANGE.from} and ${RANGE.to}.`,
    'stop programs that listen there.',
  );
}

/** Ports for a server and a relying party that share one network: free on this machine, and none twice. */
export async function choosePorts(): Promise<ContainerPorts> {
  const offset = await chooseOffset();
  const server = new Set(Object.values(DEFAULT_PORTS).map((port) => port + offset));
  const ports = await freePorts(RELYING_PARTIES + 3, server);
  const [http = 0, open = 0, control = 0, ...https] = ports;
  return {
    offset,
    https: DEFAULT_PORTS.https + offset,
    relyingParty: { https, http },
    front: { public: open, control },
  };
}
