import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { administratorsOnly, fail } from './admin-access.ts';
import type { Realm } from './realm.ts';
import { isSettingName, isValidSetting, type SettingValues } from './server-settings.ts';

const BASE = '/api/server/v1/configs';
const operations = z.array(z.object({ operation: z.literal('REPLACE'), path: z.string(), value: z.unknown() }));

/** Changes all or nothing. */
function change(realm: Realm, ctx: Context): void {
  const request = operations.safeParse(ctx.request.body);
  if (!request.success) {
    fail(ctx, 400, z.prettifyError(request.error));
    return;
  }
  const changes: Partial<SettingValues> = {};
  for (const { path, value } of request.data) {
    const name = path.replace(/^\//, '');
    if (!isSettingName(name) || !isValidSetting(name, value)) {
      fail(ctx, 400, `${path} cannot be set to this value.`);
      return;
    }
    changes[name] = value;
  }
  realm.settings.change(changes);
  ctx.status = 200;
  ctx.body = '';
}

/** `/api/server/v1/configs`, and what tells whether the server is there. */
export function configurationRoutes(realm: Realm): Router {
  const router = new Router();
  router.get(BASE, administratorsOnly(realm), (ctx) => {
    ctx.body = realm.settings.values;
  });
  router.patch(BASE, administratorsOnly(realm), bodyParser(), (ctx) => {
    change(realm, ctx);
  });
  return router;
}
