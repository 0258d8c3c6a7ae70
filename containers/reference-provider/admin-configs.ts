import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { administratorsOnly, fail } from './admin-access.ts';
import type { Realm } from './realm.ts';
import { defaultSetting, isSettingName, isValidPeriod, type SettingValues } from './server-settings.ts';
import { IMITATED_VERSION, PRODUCT_NAME } from './product.ts';

const BASE = '/api/server/v1/configs';
const operations = z.array(
  z.object({ operation: z.enum(['REPLACE', 'ADD', 'REMOVE']), path: z.string(), value: z.unknown().optional() }),
);

const configurationView = (realm: Realm) => ({
  homeRealmIdentifiers: ['localhost'],
  realmConfig: {
    adminUser: realm.users.all().find(({ administrator }) => administrator)?.userName ?? '',
    adminRole: 'admin',
    everyoneRole: 'everyone',
  },
  ...realm.settings.values,
  provisioning: {},
  authenticators: [],
  cors: {},
  dcr: {},
});

/** Changes all or nothing. */
function change(realm: Realm, ctx: Context): void {
  const invalid = (detail: string): void => {
    fail(ctx, 400, 'CNF-60003', 'Invalid input.', `One of the given inputs is invalid. ${detail}`);
  };
  const request = operations.safeParse(ctx.request.body);
  if (!request.success) {
    invalid(z.prettifyError(request.error));
    return;
  }
  const changes: Partial<SettingValues> = {};
  for (const { operation, path, value } of request.data) {
    const name = path.replace(/^\//, '');
    if (!isSettingName(name)) {
      invalid(`The path ${path} cannot be changed.`);
      return;
    }
    const wanted = operation === 'REMOVE' ? defaultSetting(name) : value;
    if (!isValidPeriod(wanted) && !realm.faults.has('senseless-timeout-accepted')) {
      invalid('Value should be numeric and positive.');
      return;
    }
    changes[name] = String(wanted);
  }
  realm.settings.change(changes);
  ctx.status = 200;
  ctx.body = '';
}

/** `/api/server/v1/configs`, and the two paths that tell whether and what the server is. */
export function configurationRoutes(realm: Realm): Router {
  const router = new Router();
  router.get(BASE, administratorsOnly(realm), (ctx) => {
    ctx.body = configurationView(realm);
  });
  router.patch(BASE, administratorsOnly(realm), bodyParser(), (ctx) => {
    change(realm, ctx);
  });
  router.get('/api/health-check/v1.0/health', (ctx) => {
    ctx.body = { health: [{ key: 'status', value: 'up' }] };
  });
  for (const path of ['/services/Version', '/services/Version/getVersion']) {
    router.get(path, (ctx) => {
      ctx.type = 'application/xml';
      ctx.body = `<ns:getVersionResponse xmlns:ns="http://version.services.core.carbon.wso2.org"><return>${PRODUCT_NAME}-${IMITATED_VERSION}</return></ns:getVersionResponse>`;
    });
  }
  return router;
}
