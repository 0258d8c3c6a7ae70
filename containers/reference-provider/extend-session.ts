import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import { SESSION_COOKIE } from './cookies.ts';
import { readParameters } from './http.ts';
import type { Realm } from './realm.ts';
import { sessionKey } from './sessions.ts';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly description: string;
}

const MISSING: Refusal = {
  status: 400,
  code: 'ISE-60002',
  message: 'Session identifier not found.',
  description: 'Neither the idpSessionKey parameter nor the session cookie is present.',
};
const CONFLICT: Refusal = {
  status: 409,
  code: 'ISE-60005',
  message: 'Conflicting session identifiers.',
  description: 'The parameter and the cookie name different sessions.',
};
const NOT_AVAILABLE: Refusal = {
  status: 400,
  code: 'ISE-60004',
  message: 'Session not available.',
  description: 'No session available for the provided session identifier.',
};

/** Restarts the idle clock of a live session; an expired one stays expired. */
async function extendSession(realm: Realm, ctx: Context): Promise<Refusal | undefined> {
  const key = (await readParameters(ctx)).get('idpSessionKey');
  const cookie = ctx.cookies.get(SESSION_COOKIE);
  if (key === null && cookie === undefined) return MISSING;
  if (key !== null && cookie !== undefined && sessionKey(cookie) !== key) return CONFLICT;
  const live = key === null ? realm.sessions.live(cookie) : realm.sessions.byKey(key);
  const session = realm.faults.has('extension-revives-expired-session') ? realm.sessions.stored(cookie) : live;
  if (session === undefined) return NOT_AVAILABLE;
  if (!realm.faults.has('extension-without-effect')) realm.sessions.touch(session);
  return undefined;
}

/** `/identity/extend-session`, the product's own way to keep a session alive without an iframe. */
export function extendSessionRoutes(realm: Realm): Router {
  const router = new Router();
  router.all('/identity/extend-session', async (ctx) => {
    const traceId = randomUUID();
    const refusal = await extendSession(realm, ctx);
    if (refusal === undefined) {
      ctx.status = 200;
      ctx.set('Trace-ID', traceId);
      ctx.body = '';
      return;
    }
    const { status, ...error } = refusal;
    ctx.status = status;
    ctx.body = { ...error, traceId };
  });
  return router;
}
