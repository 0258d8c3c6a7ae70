import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import { revokeGrants } from './adapter.ts';
import type { Application } from './applications.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const DELIVERY_TIMEOUT_MS = 60_000;
/** How long a user waits for receivers that do not answer. */
const LONGEST_WAIT_MS = 6_000;
// Connections are not kept: receivers come and go with the tests.
const dispatcher = new Agent({ pipelining: 0 });

/** The logout token (Back-Channel Logout 1.0, 2.4); signed, typed and given its 120 s by the library. */
async function logoutToken(realm: Realm, application: Application, session: Session): Promise<string> {
  const client = await realm.provider.Client.find(application.clientId);
  if (client === undefined) throw new Error(`the client ${application.clientId} is gone`);
  const token = new realm.provider.IdToken({}, { client });
  token.set('sub', session.toldSubject ?? session.userId);
  token.set('sid', session.sid);
  token.set('jti', randomUUID());
  token.set('events', { [EVENT]: {} });
  return token.issue({ use: 'logout' });
}

async function deliver(realm: Realm, application: Application, url: string, session: Session): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: await logoutToken(realm, application, session) }),
      redirect: 'manual',
      dispatcher,
      signal: AbortSignal.timeout(DELIVERY_TIMEOUT_MS),
    });
    await answer.body?.cancel();
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    realm.log(`Back-channel logout of ${application.name} at ${url} failed: ${cause}`);
  }
}

/**
 * Tells every client of a session that has a back-channel url, the one that asks included: each once, all at the same
 * time, none tried again. Resolves when all have answered, or had their time.
 */
async function notifyClients(realm: Realm, session: Session): Promise<void> {
  const { faults } = realm;
  let previous = Promise.resolve();
  const deliveries = session.participants.map((clientId) => {
    const application = realm.applications.byClientId(clientId);
    const url = application?.backChannelLogoutUrl;
    if (application === undefined || url === undefined) return Promise.resolve();
    const send = (): Promise<void> => deliver(realm, application, url, session);
    previous = faults.has('clients-notified-one-after-another') ? previous.then(send) : send();
    return previous;
  });
  const limit = faults.has('receivers-waited-for-without-limit') ? DELIVERY_TIMEOUT_MS : LONGEST_WAIT_MS;
  await Promise.race([Promise.all(deliveries), wait(limit, undefined, { ref: false })]);
}

/** Ends a session with its tokens, and tells its clients. */
export async function endSession(realm: Realm, session: Session): Promise<void> {
  realm.sessions.remove(session);
  revokeGrants(realm, session);
  await notifyClients(realm, session);
}

/** Ends every session of a user, wherever in the server it began. */
export async function endSessionsOfUser(realm: Realm, userId: string): Promise<void> {
  const all = realm.directory
    .realms()
    .flatMap((each) => each.sessions.ofUser(userId).map((session) => ({ each, session })));
  await Promise.all(all.map(({ each, session }) => endSession(each, session)));
}
