import { randomUUID } from 'node:crypto';
import { Agent, fetch } from 'undici';
import { revokeGrants } from './adapter.ts';
import type { Application } from './applications.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const DELIVERY_TIMEOUT_MS = 20_000;
// Connections are not kept: receivers come and go with the tests.
const dispatcher = new Agent({ pipelining: 0 });

/** The logout token (Back-Channel Logout 1.0, 2.4); signed, typed and given its 120 s by the library. */
async function logoutToken(realm: Realm, application: Application, session: Session): Promise<string> {
  const client = await realm.provider.Client.find(application.clientId);
  if (client === undefined) throw new Error(`the client ${application.clientId} is gone`);
  const token = new realm.provider.IdToken({}, { client });
  token.set('sub', session.userId);
  token.set('sid', session.sid);
  token.set('jti', randomUUID());
  token.set('events', { [EVENT]: {} });
  return token.issue({ use: 'logout' });
}

async function deliver(realm: Realm, application: Application, url: string, session: Session): Promise<void> {
  const body = new URLSearchParams({ logout_token: await logoutToken(realm, application, session) });
  const answer = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    dispatcher,
    signal: AbortSignal.timeout(DELIVERY_TIMEOUT_MS),
  });
  await answer.body?.cancel();
}

/**
 * Ends a session with its tokens, and tells every client in it that has a back-channel url, the caller's included: each once, all at the
 * same time, none waited for, none tried again.
 */
export function endSession(realm: Realm, session: Session): void {
  realm.sessions.remove(session);
  revokeGrants(realm, session);
  const receivers = realm.faults.has('second-client-not-notified')
    ? session.participants.slice(0, 1)
    : session.participants;
  for (const clientId of realm.faults.has('notified-twice') ? [...receivers, ...receivers] : receivers) {
    const application = realm.applications.byClientId(clientId);
    if (application?.backChannelLogoutUrl === undefined) continue;
    const url = application.backChannelLogoutUrl;
    deliver(realm, application, url, session).catch((error: unknown) => {
      realm.log(
        `Back-channel logout of ${application.name} at ${url} failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }
}

/** Ends every session of a user, wherever in the server it began. */
export function endSessionsOfUser(realm: Realm, userId: string): void {
  for (const each of realm.directory.realms())
    for (const session of each.sessions.ofUser(userId)) endSession(each, session);
}
