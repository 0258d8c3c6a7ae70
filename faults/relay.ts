import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { fetch } from 'undici';
import type { Delivery } from './fault.ts';
import type { FaultProxy } from './proxy.ts';

/** Stands between a server and the back-channel endpoints of relying parties. */
export interface DeliveryRelay {
  /** The address to register in place of a relying party's own. */
  addressOf(receiver: string): string;
  close(): Promise<void>;
}

/** Passes logout tokens on, as the planted faults make of them. The answer of the last one goes back. */
export async function startDeliveryRelay(proxy: FaultProxy): Promise<DeliveryRelay> {
  const app = new Hono();
  app.post('/to/*', async (c) => {
    const receiver = decodeURIComponent(c.req.path.slice('/to/'.length));
    const first: Delivery = {
      contentType: c.req.header('content-type') ?? '',
      fields: new URLSearchParams(await c.req.text()),
    };
    let deliveries: readonly Delivery[] = [first];
    for (const { delivery: change } of proxy.faults) {
      if (change === undefined) continue;
      deliveries = (await Promise.all(deliveries.map(async (each) => change(each, proxy)))).flat();
    }
    let status = 200;
    for (const { contentType, fields } of deliveries) {
      const body = contentType.includes('json') ? JSON.stringify(Object.fromEntries(fields)) : fields.toString();
      const answer = await fetch(receiver, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body,
        redirect: 'manual',
      });
      await answer.body?.cancel();
      status = answer.status;
    }
    return c.body(null, status as 200);
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (receiver) => `http://localhost:${port}/to/${encodeURIComponent(receiver)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
