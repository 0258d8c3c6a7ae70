import { isFaultName, mutationOf, type FaultName } from './index.ts';
import type { Planting } from '../targets/shared-target.ts';
import { loopbackCertificate } from '../lib/loopback-certificate.ts';
import type { FrontedServer } from '../product/fronted-server.ts';
import type { FaultProxy, ProxyOptions } from './proxy.ts';

/** The names of faults, checked. @throws Error for one that is none. */
export function faultNames(names: readonly string[]): readonly FaultName[] {
  const unknown = names.filter((name) => !isFaultName(name));
  if (unknown.length > 0) throw new Error(`there is no fault "${unknown.join('", "')}"`);
  return names.filter(isFaultName);
}

export const mutationsOf = (names: readonly FaultName[]) => names.flatMap((name) => mutationOf(name) ?? []);

/** What a proxy in front of that server presents: the same, or a certificate of its own, which a real server that calls itself would not trust. */
export async function identityFor({ key }: Pick<FrontedServer, 'key'>): Promise<ProxyOptions['identity']> {
  if (key !== undefined) return key;
  const own = await loopbackCertificate('localhost');
  return { key: own.key, cert: own.certificate };
}

/** What makes behaviours wrong in what passes through `proxy`, and drives its relay. */
export const plantingIn = (proxy: FaultProxy): Planting => ({
  faultsTookEffect: () => Promise.resolve(proxy.tookEffect),
  relayOf: (receiver) => Promise.resolve(proxy.relay.addressOf(receiver)),
  // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown becomes a rejection
  plantFaults: async (names) => {
    proxy.plant(mutationsOf(faultNames(names)));
  },
});

/** What stands in front of a real server, here or elsewhere. */
export interface StartedFront extends Planting {
  /** Where everybody reaches the server. */
  readonly port: number;
  readonly close: () => Promise<void>;
}
