import Router from '@koa/router';
import { authenticate, fail } from './admin-access.ts';
import { endSession } from './back-channel.ts';
import type { Realm } from './realm.ts';
import { sessionKey, type Session } from './sessions.ts';
import type { User } from './users.ts';

interface OwnedSession {
  readonly realm: Realm;
  readonly session: Session;
}

const sessionsOf = (realm: Realm, user: User): OwnedSession[] =>
  realm.directory
    .realms()
    .flatMap((each) => each.sessions.ofUser(user.id).map((session) => ({ realm: each, session })));

const view = ({ realm, session }: OwnedSession) => ({
  id: sessionKey(session.sid),
  applications: session.participants.flatMap((clientId) => {
    const application = realm.applications.byClientId(clientId);
    return application === undefined ? [] : [{ id: application.id, appName: application.name }];
  }),
  userAgent: session.userAgent,
  ip: session.ip,
  loginTime: String(session.createdAt),
  lastAccessTime: String(session.lastAccessAt),
});

async function terminate(realm: Realm, all: readonly OwnedSession[]): Promise<void> {
  const { faults } = realm;
  for (const { realm: owner, session } of faults.has('termination-ends-one-session-of-many') ? all.slice(0, 1) : all) {
    await endSession(owner, session);
  }
  if (faults.has('termination-ends-sessions-of-others'))
    for (const session of realm.sessions.all()) await endSession(realm, session);
}

/** `/api/users/v1/me/sessions`: the caller's own. */
export function userSessionRoutes(realm: Realm): Router {
  const router = new Router({ prefix: '/api/users/v1/me/sessions' });
  router.get('/', (ctx) => {
    const user = authenticate(realm, ctx);
    if (user !== undefined) ctx.body = { userId: user.id, sessions: sessionsOf(realm, user).map(view) };
  });
  router.delete('/', async (ctx) => {
    const user = authenticate(realm, ctx);
    if (user === undefined) return;
    await terminate(realm, sessionsOf(realm, user));
    ctx.status = 204;
  });
  router.delete('/:id', async (ctx) => {
    const user = authenticate(realm, ctx);
    if (user === undefined) return;
    const one = sessionsOf(realm, user).filter(({ session }) => sessionKey(session.sid) === ctx.params['id']);
    await terminate(realm, one);
    if (one.length === 0) fail(ctx, 404, 'The user has no such session.');
    else ctx.status = 204;
  });
  return router;
}
