import { decodeJwt } from 'jose';
import { callbackMatches, type Application } from './applications.ts';
import type { Realm } from './realm.ts';

/** A logout request that cannot be acted on: told on an error page, never at the client's uri. */
export class LogoutRefused extends Error {
  override readonly name = 'LogoutRefused';
  readonly application: Application | undefined;
  constructor(message: string, application?: Application) {
    super(message);
    this.application = application;
  }
}

export interface LogoutRequest {
  /** The client that asks, by `client_id` or by the hint's audience. */
  readonly application?: Application | undefined;
  /** Whom the hint is about. */
  readonly subject?: string | undefined;
  /** Only with a known client, and only one that it registered. */
  readonly redirectUri?: string | undefined;
  readonly state?: string | undefined;
}

const INVALID_HINT = 'ID token signature validation failed.';

/** The hint's issuer, audience and signature are the library's to verify; that it has expired does not matter (RP-Initiated Logout 1.0, 2). */
async function readHint(
  realm: Realm,
  hint: string,
): Promise<{ application: Application; subject: string | undefined }> {
  try {
    const { azp, aud, sub } = decodeJwt(hint);
    const clientId = typeof azp === 'string' ? azp : [aud].flat()[0];
    const application = realm.applications.byClientId(clientId);
    const client = await realm.provider.Client.find(clientId ?? '');
    if (application === undefined || client === undefined) throw new LogoutRefused(INVALID_HINT);
    await realm.provider.IdToken.validate(hint, client);
    return { application, subject: sub };
  } catch {
    throw new LogoutRefused(INVALID_HINT);
  }
}

/** @throws LogoutRefused for a bad hint, an unknown client, or an uri that the client did not register. */
export async function readLogoutRequest(realm: Realm, parameters: URLSearchParams): Promise<LogoutRequest> {
  const clientId = parameters.get('client_id');
  const hint = parameters.get('id_token_hint');
  const hinted = hint === null ? undefined : await readHint(realm, hint);
  const application = clientId === null ? hinted?.application : realm.applications.byClientId(clientId);
  const state = parameters.get('state') ?? undefined;
  if (application === undefined) {
    if (clientId !== null) throw new LogoutRefused(INVALID_HINT);
    return { state };
  }
  // RP-Initiated Logout 1.0, 2: with both present, the hint has to have been issued to that client.
  if (hinted !== undefined && hinted.application.id !== application.id)
    throw new LogoutRefused('The id_token_hint was issued to another client.', application);
  const redirectUri = parameters.get('post_logout_redirect_uri') ?? undefined;
  if (redirectUri !== undefined && !callbackMatches(application, redirectUri)) {
    throw new LogoutRefused('Post logout URI does not match with registered callback URI.', application);
  }
  return { application, subject: hinted?.subject, redirectUri, state };
}
