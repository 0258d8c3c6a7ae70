import {
  methodCaller,
  serveMethods,
  type MethodServer,
  type MethodServerAddress,
  type RemoteMethod,
  type RemoteMethods,
} from '../lib/remote-methods.ts';
import type { SharedTarget } from './shared-target.ts';

/** Only who started a target may stop it. */
type TargetMethods = Omit<SharedTarget, 'description' | 'stop'>;

const REMOTE: Readonly<Record<keyof TargetMethods, true>> = {
  advanceClock: true,
  examine: true,
  faultsTookEffect: true,
  halt: true,
  hasSignedIn: true,
  isReconfigured: true,
  lockServer: true,
  logTail: true,
  noteSignIn: true,
  plantFaults: true,
  reconfigure: true,
  relayOf: true,
  resume: true,
  settleClock: true,
  unlockServer: true,
};

const OFFER = 'offer';

/** What a server tells of its target at first; some targets lack some methods. */
type Offer = Pick<SharedTarget, 'description'> & { readonly methods: readonly string[] };

/**
 * One process starts the target, many processes run tests: they call its methods over HTTP, so that a clock is moved,
 * and a server restarted, by whoever owns it.
 */
export function serveTarget(target: SharedTarget): Promise<MethodServer> {
  const methods: RemoteMethods = Object.fromEntries(
    Object.entries(target as unknown as RemoteMethods).filter(([name]) => Object.hasOwn(REMOTE, name)),
  );
  const offer: Offer = { description: target.description, methods: Object.keys(methods) };
  return serveMethods({ ...methods, [OFFER]: () => Promise.resolve(offer) });
}

/** The target of the process that started it. */
export async function connectToTarget(address: MethodServerAddress): Promise<SharedTarget> {
  const call = methodCaller(address);
  const { description, methods } = (await call(OFFER, [])) as Offer;
  const callable = methods.map((name): [string, RemoteMethod] => [name, (...args) => call(name, [...args])]);
  return { ...(Object.fromEntries(callable) as unknown as TargetMethods), description, stop: () => Promise.resolve() };
}
