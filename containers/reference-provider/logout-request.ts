import { callbackMatches, type Application } from './applications.ts';
import { readHint, type Hint } from './hints.ts';
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

/** @throws LogoutRefused */
async function acceptedHint(realm: Realm, hint: string): Promise<Hint> {
  const read = await readHint(realm, hint);
  if (read !== undefined) return read;
  const trace = new Error(INVALID_HINT).stack ?? INVALID_HINT;
  throw new LogoutRefused(realm.faults.has('stack-trace-on-error-page') ? trace : INVALID_HINT);
}

function requestingApplication(
  realm: Realm,
  clientId: string | null,
  hinted: Hint | undefined,
): Application | undefined {
  if (clientId === null) return hinted?.application;
  if (realm.faults.has('client-id-beside-hint-ignored') && hinted !== undefined) return hinted.application;
  return realm.applications.byClientId(clientId);
}

/** @throws LogoutRefused for a bad hint, an unknown client, or an uri that the client did not register. */
export async function readLogoutRequest(realm: Realm, parameters: URLSearchParams): Promise<LogoutRequest> {
  const { faults } = realm;
  const clientId = parameters.get('client_id');
  const hint = parameters.get('id_token_hint');
  const hinted = hint === null ? undefined : await acceptedHint(realm, hint);
  const application = requestingApplication(realm, clientId, hinted);
  const state = parameters.get('state') ?? undefined;
  const redirectUri = parameters.get('post_logout_redirect_uri') ?? undefined;
  if (application === undefined) {
    if (clientId !== null) throw new LogoutRefused(INVALID_HINT);
    const unasking = realm.applications.all().find(({ skipLogoutConsent }) => skipLogoutConsent);
    if (faults.has('uri-without-client-visited') && redirectUri !== undefined)
      return { state, redirectUri, application: unasking };
    return { state };
  }
  // RP-Initiated Logout 1.0, 2: with both present, the hint has to have been issued to that client.
  if (hinted !== undefined && hinted.application.id !== application.id)
    throw new LogoutRefused('The id_token_hint was issued to another client.', application);
  if (redirectUri !== undefined && !callbackMatches(application, redirectUri, faults)) {
    throw new LogoutRefused('Post logout URI does not match with registered callback URI.', application);
  }
  return { application, subject: hinted?.subject, redirectUri, state };
}
