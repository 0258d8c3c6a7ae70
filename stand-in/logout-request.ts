import { decodeJwt } from 'jose';
import { callbackMatches, type Application } from './applications.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

/** A logout request that cannot be acted on: shown on a page of the provider, never at the client's uri. */
export class LogoutRefused extends Error {
  override readonly name = 'LogoutRefused';
}

/** What an ID token that came as a hint proves. */
interface Hint {
  /** The client that it was issued to. */
  readonly application: Application;
  readonly subject: string | undefined;
  readonly sid: unknown;
}

export interface LogoutRequest {
  readonly hint?: Hint | undefined;
  /** Only with a known client, and only one that it registered. */
  readonly redirectUri?: string | undefined;
  readonly state?: string | undefined;
}

/**
 * The hint's issuer, audience and signature are the library's to verify; that it has expired does not matter
 * (RP-Initiated Logout 1.0, 2). @returns undefined when it proves nothing.
 */
async function readHint(realm: Realm, hint: string): Promise<Hint | undefined> {
  try {
    const { aud, sub, sid, events } = decodeJwt(hint);
    // A logout token is signed by the same key, and is no ID token.
    if (events !== undefined) return undefined;
    const clientId = [aud].flat()[0] ?? '';
    const application = realm.applications.byClientId(clientId);
    const client = await realm.provider.Client.find(clientId);
    if (application === undefined || client === undefined) return undefined;
    await realm.provider.IdToken.validate(hint, client);
    return { application, subject: sub, sid };
  } catch {
    return undefined;
  }
}

function refuse(reason: string): never {
  throw new LogoutRefused(reason);
}

/** @throws LogoutRefused for a bad hint, a client that is unknown or not that of the hint, or an uri that it did not register. */
export async function readLogoutRequest(realm: Realm, parameters: URLSearchParams): Promise<LogoutRequest> {
  const clientId = parameters.get('client_id');
  const token = parameters.get('id_token_hint');
  const redirectUri = parameters.get('post_logout_redirect_uri') ?? undefined;
  const state = parameters.get('state') ?? undefined;
  const hint = token === null ? undefined : await readHint(realm, token);
  if (token !== null && hint === undefined) refuse('The id_token_hint is no ID token of this provider.');
  const named = realm.applications.byClientId(clientId ?? undefined);
  if (clientId !== null && named === undefined) refuse('The client_id is unknown.');
  if (hint !== undefined && named !== undefined && hint.application.id !== named.id)
    refuse('The id_token_hint was issued to another client.');
  const application = hint?.application ?? named;
  // Without a known client nobody can tell whose uri it is, so it is not visited.
  if (application === undefined) return { state };
  if (redirectUri !== undefined && !callbackMatches(application, redirectUri))
    refuse('The post_logout_redirect_uri is not registered.');
  return { hint, redirectUri, state };
}

/** Must the user be asked? Always, where no hint belongs to this session and its user (RP-Initiated Logout 1.0, 2). */
export function needsConfirmation(session: Session, { hint }: LogoutRequest): boolean {
  const belongs = hint?.subject === session.userId && (hint.sid === undefined || hint.sid === session.sid);
  return !belongs || !hint.application.skipLogoutConsent;
}
