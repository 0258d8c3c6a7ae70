import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { clientMetadata } from './applications.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

const nothing = () => Promise.resolve(undefined);
const epoch = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** The library asks here for clients; they are our applications. */
const clients = (realm: Realm): Adapter => ({
  find: (clientId) => {
    const application = realm.applications.byClientId(clientId);
    return Promise.resolve(application?.enabled === true ? clientMetadata(application) : undefined);
  },
  upsert: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
});

/** A session as the library sees it. It never finds one that has run out. */
function sessionPayload(session: Session | undefined): AdapterPayload | undefined {
  if (session === undefined) return undefined;
  return {
    kind: 'Session',
    jti: session.id,
    uid: session.sid,
    accountId: session.userId,
    loginTs: epoch(session.authenticatedAt),
    amr: ['pwd'],
    authorizations: Object.fromEntries(
      Object.entries(session.grants).map(([clientId, grantId]) => [clientId, { grantId, sid: session.sid }]),
    ),
    iat: epoch(session.createdAt),
    exp: epoch(Date.now()) + 3600,
  };
}

/** Sessions begin at our login page and end by our rules; of the library's changes only the grants are kept. */
const sessions = (realm: Realm): Adapter => ({
  find: (id) => Promise.resolve(sessionPayload(realm.sessions.live(id))),
  findByUid: (sid) => Promise.resolve(sessionPayload(realm.sessions.bySid(sid))),
  upsert: (id, { authorizations = {} }) => {
    const session = realm.sessions.live(id);
    if (session === undefined) return Promise.resolve();
    const grants = Object.entries(authorizations).flatMap(([clientId, { grantId }]) =>
      grantId === undefined ? [] : [[clientId, grantId] as const],
    );
    // Another request of the same session may have added its own meanwhile.
    session.grants = { ...session.grants, ...Object.fromEntries(grants) };
    realm.sessions.save(session);
    return Promise.resolve();
  },
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
});

const recordKey = (model: string, id: string): string => `${model}:${id}`;

/** Codes, tokens, grants, interactions: kept as they come. */
const records = (realm: Realm, model: string): Adapter => {
  const key = (id: string): string => recordKey(model, id);
  return {
    find: (id) => Promise.resolve(realm.models.get(key(id))?.payload),
    upsert: (id, payload, expiresIn) => {
      realm.models.set(key(id), {
        payload,
        expiresAt: expiresIn === undefined ? undefined : Date.now() + expiresIn * 1000,
      });
      return Promise.resolve();
    },
    consume: (id) => {
      const record = realm.models.get(key(id));
      if (record !== undefined)
        realm.models.set(key(id), { ...record, payload: { ...record.payload, consumed: epoch(Date.now()) } });
      return Promise.resolve();
    },
    destroy: (id) => {
      realm.models.delete(key(id));
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [id, { payload }] of realm.models.entries())
        if (id.startsWith(`${model}:`) && payload.grantId === grantId) realm.models.delete(id);
      return Promise.resolve();
    },
    findByUid: nothing,
    findByUserCode: nothing,
  };
};

/**
 * Makes the codes and tokens of a session useless, but for refresh tokens that were issued with offline_access
 * (Back-Channel Logout 1.0, 2.7).
 */
export function revokeGrants({ models }: Realm, session: Session): void {
  const grants = Object.values(session.grants);
  for (const [key, { payload }] of models.entries()) {
    const { grantId, scope } = payload;
    const isOffline = key.startsWith('RefreshToken:') && scope?.split(' ').includes('offline_access') === true;
    // A login page that is open in another tab can still begin a session.
    const isPage = key.startsWith('Interaction:');
    if (grantId !== undefined && grants.includes(grantId) && !isOffline && !isPage) models.delete(key);
  }
}

/** The library's storage on top of the realm's. */
export const createAdapter =
  (realm: Realm): AdapterFactory =>
  (model) => {
    if (model === 'Client') return clients(realm);
    if (model === 'Session') return sessions(realm);
    return records(realm, model);
  };
