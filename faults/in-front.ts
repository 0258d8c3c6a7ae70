import {
  startReference,
  type ReferenceOptions,
  type ReferenceTarget,
} from '../containers/reference-provider/target.ts';
import { loopbackCertificate } from '../containers/relying-party/certificate.ts';
import { isFaultName, mutationOf } from './index.ts';
import { FaultProxy } from './proxy.ts';

/** The stand-in, in front of which, and in which, behaviours can be made wrong. */
interface FaultyReference {
  readonly target: ReferenceTarget;
  /** Makes these behaviours wrong, and no others. @throws Error for a name that is no fault's. */
  plant(names: readonly string[]): Promise<void>;
  /** The address to register in place of a receiver of logout tokens. */
  relayOf(receiver: string): string;
  /** Ends all of it. */
  stop(): Promise<void>;
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
    const plant = async (names: readonly string[]): Promise<void> => {
      const known = names.filter(isFaultName);
      if (known.length < names.length) throw new Error(`${names.join(', ')}: there is no such fault`);
      const mutations = known.flatMap((name) => mutationOf(name) ?? []);
      proxy.plant(mutations);
      await target.plantFaults(known.filter((name) => mutationOf(name) === undefined));
    };
    return { target, plant, relayOf: (receiver) => proxy.relay.addressOf(receiver), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
