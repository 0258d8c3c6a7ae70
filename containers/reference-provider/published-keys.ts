import type { JWK } from 'oidc-provider';
import type { Realm } from './realm.ts';

interface KeySet {
  keys: JWK[];
}

/** The key set as this provider publishes it: as the library made it, but for planted faults. */
export function publishedKeys({ faults, key }: Realm, { keys }: KeySet): KeySet {
  if (faults.has('key-published-with-its-primes'))
    return { keys: keys.map((each) => ({ ...each, p: key.p, q: key.q })) };
  if (faults.has('key-published-under-another-id'))
    return { keys: keys.map((each) => ({ ...each, kid: 'former-key' })) };
  return { keys };
}
