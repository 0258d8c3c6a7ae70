import Router from '@koa/router';
import type { Context } from 'koa';
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

const listedClients = ({ faults }: Realm, { participants }: Session): readonly string[] =>
  faults.has('session-listed-without-second-client') ? participants.slice(0, 1) : participants;

const view = ({ realm, session }: OwnedSession) => ({
  applications: listedClients(realm, session).flatMap((clientId) => {
    const application = realm.applications.byClientId(clientId);
    return application === undefined
      ? []
      : [{ id: application.id, subject: session.userId, appName: application.name, appId: String(application.number) }];
  }),
  userAgent: session.userAgent,
  ip: session.ip,
  loginTime: String(session.createdAt),
  lastAccessTime: String(session.lastAccessAt),
  id: sessionKey(session.id),
});

/** Ends the sessions, or the one that is named; 404 where that one is not the user's. */
function terminate(realm: Realm, ctx: Context, user: User, sessionId?: string): void {
  const wanted = sessionsOf(realm, user).filter(
    ({ session }) => sessionId === undefined || sessionKey(session.id) === sessionId,
  );
  if (sessionId !== undefined && wanted.length === 0) {
    fail(ctx, 404, 'USM-10007', 'Session not found.', 'The session cannot be found.');
    return;
  }
  const { faults } = realm;
  if (faults.has('termination-ends-one-session-of-many')) wanted.splice(1);
  for (const { realm: owner, session } of wanted) {
    if (faults.has('termination-tells-nobody')) owner.sessions.remove(session);
    else endSession(owner, session);
  }
  if (faults.has('termination-ends-sessions-of-others'))
    for (const session of realm.sessions.all()) endSession(realm, session);
  ctx.status = 204;
}

type Handler = (ctx: Context & { params: Record<string, string> }, user: User) => void;

/** `/api/users/v1/me/sessions` of the caller, and `/api/users/v1/{id}/sessions` for administrators. */
export function userSessionRoutes(realm: Realm): Router {
  const router = new Router({ prefix: '/api/users/v1' });
  const forUser = (respond: Handler) => (ctx: Context & { params: Record<string, string> }) => {
    const caller = authenticate(realm, ctx);
    if (caller === undefined) return;
    const id = ctx.params['userId'];
    const user = id === 'me' ? caller : realm.users.get(id ?? '');
    if (user !== caller && !caller.administrator) ctx.status = 403;
    else if (user === undefined) fail(ctx, 404, 'USM-10008', 'User not found.', 'The user cannot be found.');
    else respond(ctx, user);
  };
  router.get(
    '/:userId/sessions',
    forUser((ctx, user) => {
      ctx.body = { userId: user.id, sessions: sessionsOf(realm, user).map(view) };
    }),
  );
  router.delete(
    '/:userId/sessions',
    forUser((ctx, user) => {
      terminate(realm, ctx, user);
    }),
  );
  router.delete(
    '/:userId/sessions/:sessionId',
    forUser((ctx, user) => {
      terminate(realm, ctx, user, ctx.params['sessionId']);
    }),
  );
  return router;
}
