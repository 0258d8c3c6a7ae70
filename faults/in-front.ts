import { startReference, type ReferenceOptions, type ReferenceTarget } from '../targets/reference/reference.ts';
import { loopbackCertificate } from '../lib/loopback-certificate.ts';
import type { Planting } from '../targets/shared-target.ts';
import type { Front } from '../targets/target.ts';
import { isFaultName, mutationOf, type FaultName } from './index.ts';
import { FaultProxy } from './proxy.ts';

/** The names of faults, checked. @throws Error for one that is none. */
function faultNames(names: readonly string[]): readonly FaultName[] {
  const unknown = names.filter((name) => !isFaultName(name));
  if (unknown.length > 0) throw new Error(`there is no fault "${unknown.join('", "')}"`);
  return names.filter(isFaultName);
}

const mutationsOf = (names: readonly FaultName[]) => names.flatMap((name) => mutationOf(name) ?? []);

/** The stand-in, in front of which, and in which, behaviours can be made wrong. */
interface FaultyReference extends Planting {
  readonly target: ReferenceTarget;
  /** Ends all of it. */
  readonly stop: () => Promise<void>;
}

/** Starts the stand-in behind a proxy; everybody who meets it meets the proxy. */
export async function startFaultyReference(options: ReferenceOptions): Promise<FaultyReference> {
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
    const target = await startReference({
      ...options,
      front: { port: Number(new URL(proxy.origin).port), certificate },
    });
    started = target;
    return {
      target,
      stop,
      relayOf: (receiver) => Promise.resolve(proxy.relay.addressOf(receiver)),
      plantFaults: async (names) => {
        const known = faultNames(names);
        proxy.plant(mutationsOf(known));
        await target.plantFaults(known.filter((name) => mutationOf(name) === undefined));
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What is put in front of a real server, in which nothing can be made wrong. */
export interface FaultyFront extends Planting {
  readonly front: Front;
  close(): Promise<void>;
}

/** Prepares a proxy that starts when the server's own key is known. */
export function faultyFront(): FaultyFront {
  let proxy: FaultProxy | undefined;
  const started = (): FaultProxy => {
    if (proxy === undefined) throw new Error('nothing has been put in front of the server yet');
    return proxy;
  };
  return {
    front: async ({ origin, certificate, pfx, passphrase }) => {
      proxy = await FaultProxy.start({
        upstream: () => ({ origin, certificate }),
        identity: { pfx, passphrase },
        port: 0,
      });
      return Number(new URL(proxy.origin).port);
    },
    relayOf: (receiver) => Promise.resolve(started().relay.addressOf(receiver)),
    plantFaults: (names) => {
      started().plant(mutationsOf(faultNames(names)));
      return Promise.resolve();
    },
    close: async () => proxy?.close(),
  };
}
