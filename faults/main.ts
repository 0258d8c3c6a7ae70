import { readFileSync } from 'node:fs';
import { serveMethods } from '../lib/remote-methods.ts';
import { containerOrder, ORDER_FILE, READY } from './in-container-order.ts';
import { identityFor, plantingIn } from './planting.ts';
import { FaultProxy } from './proxy.ts';

/** Inside, where only the engine's port mapping reaches it. */
const EVERY_INTERFACE = '0.0.0.0';

// The proxy as a program of its own, for a container beside the server's: see in-container.ts.
const { key, ...order } = containerOrder.parse(JSON.parse(readFileSync(ORDER_FILE, 'utf8')));
const proxy = await FaultProxy.start({
  upstream: () => order.upstream,
  identity: await identityFor({ key: key && { ...key, pfx: Buffer.from(key.pfx, 'base64') } }),
  port: order.publicPort,
  address: EVERY_INTERFACE,
});
const { plantFaults, faultsTookEffect, relayOf } = plantingIn(proxy);
await serveMethods(
  {
    plantFaults: (names) => plantFaults(names as string[]),
    faultsTookEffect,
    relayOf: (receiver) => relayOf(receiver as string),
  },
  { address: EVERY_INTERFACE, port: order.controlPort, token: order.token },
);
console.log(READY);
