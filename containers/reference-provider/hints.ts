import { decodeJwt } from 'jose';
import type { Application } from './applications.ts';
import type { Realm } from './realm.ts';

/** What an ID token that came as a hint proves. */
export interface Hint {
  /** The client that it was issued to. */
  readonly application: Application;
  readonly subject: string | undefined;
  readonly expired: boolean;
}

/**
 * The hint's issuer, audience and signature are the library's to verify; that it has expired does not matter
 * (RP-Initiated Logout 1.0, 2). @returns undefined when it proves nothing.
 */
export async function readHint(realm: Realm, hint: string): Promise<Hint | undefined> {
  try {
    const { azp, aud, sub, exp } = decodeJwt(hint);
    const clientId = typeof azp === 'string' ? azp : [aud].flat()[0];
    const application = realm.applications.byClientId(clientId);
    const client = await realm.provider.Client.find(clientId ?? '');
    if (application === undefined || client === undefined) return undefined;
    if (!realm.faults.has('unverified-hint-accepted')) await realm.provider.IdToken.validate(hint, client);
    return { application, subject: sub, expired: (exp ?? 0) * 1000 < Date.now() };
  } catch {
    return undefined;
  }
}
