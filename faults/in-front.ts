import { startReference, type ReferenceOptions, type ReferenceTarget } from '../targets/reference/reference.ts';
import { loopbackCertificate } from '../lib/loopback-certificate.ts';
import type { Planting } from '../targets/shared-target.ts';
import type { FrontedServer } from '../product/fronted-server.ts';
import type { Front } from '../targets/target.ts';
import { mutationOf } from './index.ts';
import { faultNames, identityFor, plantingIn, type StartedFront } from './planting.ts';
import { FaultProxy } from './proxy.ts';

/** The stand-in, in front of which, and in which, behaviours can be made wrong. */
interface FaultyReference extends Planting {
  readonly target: ReferenceTarget;
  /** Ends all of it. */
  readonly stop: () => Promise<void>;
}

/** Starts the stand-in behind a proxy that everybody meets in its place. `stop` ends both. */
export async function startBehindProxy(options: ReferenceOptions) {
  const { key, certificate } = await loopbackCertificate('localhost');
  let started: ReferenceTarget | undefined;
  const proxy = await FaultProxy.start({
    upstream: () => started?.listener ?? { origin: 'https://localhost:1' },
    identity: { key, cert: certificate },
    port: 0,
  });
  const stop = async (): Promise<void> => {
    await Promise.all([started?.stop(), proxy.close()]);
  };
  try {
    started = await startReference({ ...options, front: { port: Number(new URL(proxy.origin).port), certificate } });
    return { target: started, proxy, certificate, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the stand-in behind a proxy; everybody who meets it meets the proxy. */
export async function startFaultyReference(options: ReferenceOptions): Promise<FaultyReference> {
  const { target, proxy, stop } = await startBehindProxy(options);
  const planting = plantingIn(proxy);
  let switched = 0;
  return {
    target,
    stop,
    relayOf: planting.relayOf,
    faultsTookEffect: async () => switched > 0 || (await planting.faultsTookEffect()),
    plantFaults: async (names) => {
      await planting.plantFaults(names);
      const switches = faultNames(names).filter((name) => mutationOf(name) === undefined);
      switched = switches.length;
      await target.plantFaults(switches);
    },
  };
}

async function startHere(server: FrontedServer): Promise<StartedFront> {
  const proxy = await FaultProxy.start({ upstream: () => server, identity: await identityFor(server), port: 0 });
  return {
    port: Number(new URL(proxy.origin).port),
    ...plantingIn(proxy),
    close: () => proxy.close(),
  };
}

/** What is put in front of a real server, in which nothing can be made wrong. */
export interface FaultyFront extends Planting {
  readonly front: Front;
  close(): Promise<void>;
}

/** Prepares a proxy that starts when the server's own key is known. */
export function faultyFront(): FaultyFront {
  let current: StartedFront | undefined;
  const started = (): StartedFront => {
    if (current === undefined) throw new Error('nothing has been put in front of the server yet');
    return current;
  };
  return {
    front: async (server, place) => {
      current = await (place === undefined
        ? startHere(server)
        : (await import('./in-container.ts')).startInContainer(server, place));
      return current.port;
    },
    relayOf: (receiver) => started().relayOf(receiver),
    faultsTookEffect: () => started().faultsTookEffect(),
    plantFaults: (names) => started().plantFaults(names),
    close: async () => current?.close(),
  };
}
