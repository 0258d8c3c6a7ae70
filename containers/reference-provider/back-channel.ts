import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import { Agent, fetch } from 'undici';
import { revokeGrants } from './adapter.ts';
import type { Application } from './applications.ts';
import type { Realm } from './realm.ts';
import { sentLogoutToken } from './misissued-tokens.ts';
import { sidOf, type Session } from './sessions.ts';

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
  token.set('sid', sidOf(realm, session, application.clientId));
  token.set('jti', randomUUID());
  token.set('events', { [EVENT]: {} });
  return sentLogoutToken(realm, await token.issue({ use: 'logout' }));
}

async function deliver(realm: Realm, application: Application, url: string, session: Session): Promise<void> {
  const field = realm.faults.has('logout-token-in-wrong-field') ? 'logoutToken' : 'logout_token';
  const body = new URLSearchParams({ [field]: await logoutToken(realm, application, session) });
  const answer = await fetch(url, {
    method: 'POST',
    // Without the charset that would be added otherwise.
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
    redirect: 'manual',
    dispatcher,
    signal: AbortSignal.timeout(DELIVERY_TIMEOUT_MS),
  });
  await answer.body?.cancel();
}

/**
 * Tells every client of a session that has a back-channel url, the one that asks included: each once, all at the same
 * time, none waited for, none tried again.
 */
export function notifyClients(realm: Realm, session: Session): void {
  const inTurns = realm.faults.has('clients-notified-one-after-another');
  let previous = Promise.resolve();
  for (const clientId of receivers(realm, session)) {
    const application = realm.applications.byClientId(clientId);
    if (application?.backChannelLogoutUrl === undefined) continue;
    const url = application.backChannelLogoutUrl;
    const send = (): Promise<void> =>
      deliver(realm, application, url, session).catch((error: unknown) => {
        realm.log(
          `Back-channel logout of ${application.name} at ${url} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
    previous = inTurns ? previous.then(send) : send();
  }
}

function receivers({ faults, applications }: Realm, { participants }: Session): readonly string[] {
  if (faults.has('second-client-not-notified')) return participants.slice(0, 1);
  if (faults.has('notified-twice')) return [...participants, ...participants];
  if (faults.has('bystanders-notified')) return applications.all().map(({ clientId }) => clientId);
  return participants;
}

/** Ends a session with its tokens, and tells its clients. */
export function endSession(realm: Realm, session: Session): void {
  realm.sessions.remove(session);
  revokeGrants(realm, session);
  notifyClients(realm, session);
}

/** Ends every session of a user, wherever in the server it began. */
export function endSessionsOfUser(realm: Realm, userId: string): void {
  for (const each of realm.directory.realms())
    for (const session of each.sessions.ofUser(userId)) endSession(each, session);
}

/** Ends every session whose cookie the request carries, of whatever realm; for faults. */
export function endSessionsOfBrowser(realm: Realm, ctx: Context): void {
  const header = ctx.get('cookie');
  for (const each of realm.directory.realms())
    for (const session of each.sessions.all()) if (header.includes(session.id)) endSession(each, session);
}
