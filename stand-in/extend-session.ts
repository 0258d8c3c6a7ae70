import Router from '@koa/router';
import type { Context } from 'koa';
import { fail } from './admin-access.ts';
import { SESSION_COOKIE } from './cookies.ts';
import { readParameters } from './http.ts';
import type { Realm } from './realm.ts';

/** Restarts the idle clock of a live session, by its cookie or its key; one that has ended stays so. */
async function extendSession(realm: Realm, ctx: Context): Promise<void> {
  const key = (await readParameters(ctx)).get('idpSessionKey');
  const cookie = ctx.cookies.get(SESSION_COOKIE);
  const live = key === null ? realm.sessions.live(cookie) : realm.sessions.byKey(key);
  const session = realm.faults.has('extension-revives-expired-session') ? realm.sessions.stored(cookie) : live;
  if (session === undefined) {
    fail(ctx, 400, 'There is no live session with this key or cookie.');
    return;
  }
  realm.sessions.touch(session);
  ctx.status = 200;
  ctx.body = '';
}

/** `/identity/extend-session`, the product's own way to keep a session alive without an iframe. */
export function extendSessionRoutes(realm: Realm): Router {
  const router = new Router();
  router.all('/identity/extend-session', (ctx) => extendSession(realm, ctx));
  return router;
}
