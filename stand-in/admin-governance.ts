import { randomUUID } from 'node:crypto';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { z } from 'zod';
import { administratorsOnly, fail } from './admin-access.ts';
import { endSessionsOfUser } from './back-channel.ts';
import type { Realm } from './realm.ts';
import type { User } from './users.ts';

const CONNECTORS = '/api/server/v1/identity-governance/QWNjb3VudCBNYW5hZ2VtZW50/connectors';
const DISABLING = 'YWNjb3VudC5kaXNhYmxlLmhhbmRsZXI';
const RECOVERY = 'YWNjb3VudC1yZWNvdmVyeQ';

const recovery = z.object({ user: z.object({ username: z.string() }) });
const reset = z.object({ key: z.string(), password: z.string().min(1) });

/** `/api/server/v1/identity-governance`: administrators may always disable accounts here, and passwords be recovered. */
export function governanceRoutes(realm: Realm): Router {
  const router = new Router();
  for (const [connector, name] of [
    [DISABLING, 'account.disable.handler.enable'],
    [RECOVERY, 'Recovery.Notification.Password.Enable'],
  ] as const)
    router.get(`${CONNECTORS}/${connector}`, administratorsOnly(realm), (ctx) => {
      ctx.body = { properties: [{ name, value: 'true' }] };
    });
  return router;
}

/** `/api/identity/recovery/v0.9`: a forgotten password is set anew, which ends the user's sessions. */
export function recoveryRoutes(realm: Realm): Router {
  const router = new Router({ prefix: '/api/identity/recovery/v0.9' });
  const asked = new Map<string, User>();
  router.use(administratorsOnly(realm), bodyParser());
  router.post('/recover-password', (ctx) => {
    const { data } = recovery.safeParse(ctx.request.body);
    const user = realm.users.byName(data?.user.username ?? '');
    if (user === undefined) {
      fail(ctx, 400, 'There is no such user.');
      return;
    }
    const key = randomUUID();
    asked.set(key, user);
    ctx.status = 202;
    ctx.body = key;
  });
  router.post('/set-password', async (ctx) => {
    const { data } = reset.safeParse(ctx.request.body);
    const user = asked.get(data?.key ?? '');
    if (user === undefined || data === undefined) {
      fail(ctx, 400, 'The key is not valid.');
      return;
    }
    asked.delete(data.key);
    realm.users.changePassword(user, data.password);
    await endSessionsOfUser(realm, user.id);
    ctx.status = 200;
    ctx.body = { username: user.userName };
  });
  return router;
}
