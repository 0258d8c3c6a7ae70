import Router from '@koa/router';
import { administratorsOnly } from './admin-access.ts';
import type { Realm } from './realm.ts';

const DISABLING =
  '/api/server/v1/identity-governance/QWNjb3VudCBNYW5hZ2VtZW50/connectors/YWNjb3VudC5kaXNhYmxlLmhhbmRsZXI';

/** `/api/server/v1/identity-governance`: administrators may always disable accounts here. */
export function governanceRoutes(realm: Realm): Router {
  const router = new Router();
  router.get(DISABLING, administratorsOnly(realm), (ctx) => {
    ctx.body = { properties: [{ name: 'account.disable.handler.enable', value: 'true' }] };
  });
  return router;
}
