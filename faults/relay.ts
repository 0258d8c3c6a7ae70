import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, fetch } from 'undici';
import type { Delivery, Fault, World } from './fault.ts';

const SENT_AGAIN_AFTER_MS = 300;
/** What the server is told of a receiver that cannot be reached, or hangs up. */
const BAD_GATEWAY = 502;
// Without kept-alive connections: one that the receiver has closed meanwhile would lose a token.
const dispatcher = new Agent({ pipelining: 0 });

/** What is wrong now, and who is told when that has changed something. */
interface RelayedWorld extends World {
  readonly faults: readonly Fault[];
  noteEffect(): void;
}

const textOf = (deliveries: readonly Delivery[]): string =>
  JSON.stringify(deliveries.map(({ receiver, contentType, fields }) => [receiver, contentType, fields.toString()]));

/** Stands between a server and the back-channel endpoints of relying parties: passes logout tokens on, as the planted faults make of them. */
export class DeliveryRelay {
  readonly #world: RelayedWorld;
  readonly #receivers = new Set<string>();
  readonly #server;

  constructor(world: RelayedWorld) {
    this.#world = world;
    const app = new Hono();
    app.post('/to/:receiver', async (c) => {
      const receiver = new URL(decodeURIComponent(c.req.param('receiver')));
      receiver.search ||= new URL(c.req.url).search;
      const status = await this.#passOn({
        receiver: receiver.href,
        contentType: c.req.header('content-type') ?? '',
        fields: new URLSearchParams(await c.req.text()),
      });
      return new Response(null, { status });
    });
    this.#server = createAdaptorServer({ fetch: app.fetch, createServer });
  }

  get receivers(): readonly string[] {
    return [...this.#receivers];
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** The address to register in place of a relying party's own. */
  addressOf(receiver: string): string {
    this.#receivers.add(receiver);
    const { port } = this.#server.address() as AddressInfo;
    const { search } = new URL(receiver);
    return `http://localhost:${port}/to/${encodeURIComponent(receiver.replace(search, ''))}${search}`;
  }

  /** Sends one delivery as it is. */
  async deliver(delivery: Delivery): Promise<void> {
    await this.#send(delivery);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
    if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    await closed;
  }

  /** Resolves to the status of the last answer of the receiver that was meant; 200 where nothing was passed on to it. */
  async #passOn(first: Delivery): Promise<number> {
    let deliveries: readonly Delivery[] = [first];
    for (const { delivery: change } of this.#world.faults) {
      if (change === undefined) continue;
      const before = textOf(deliveries);
      deliveries = (await Promise.all(deliveries.map(async (each) => change(each, this.#world)))).flat();
      if (textOf(deliveries) !== before) this.#world.noteEffect();
    }
    // Others may be gone, or hang: neither the server nor the receiver that was meant waits for them.
    const sent = deliveries.map((delivery) => ({ delivery, status: this.#send(delivery) }));
    const statuses = sent.filter(({ delivery }) => delivery.receiver === first.receiver).map(({ status }) => status);
    return (await Promise.all(statuses)).at(-1) ?? 200;
  }

  async #send(delivery: Delivery): Promise<number> {
    const { receiver, contentType, fields } = delivery;
    const body = contentType.includes('json') ? JSON.stringify(Object.fromEntries(fields)) : fields.toString();
    const post = async (): Promise<number> => {
      const headers = { 'content-type': contentType };
      const answer = await fetch(receiver, { method: 'POST', headers, body, redirect: 'manual', dispatcher });
      await answer.body?.cancel();
      return answer.status;
    };
    const status = await post().catch(() => BAD_GATEWAY);
    if (this.#world.faults.some(({ sentAgain }) => sentAgain?.(status) === true)) {
      this.#world.noteEffect();
      setTimeout(() => void post().catch(() => BAD_GATEWAY), SENT_AGAIN_AFTER_MS).unref();
    }
    return status;
  }
}
