import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { administratorsOnly } from './admin-access.ts';
import type { Realm } from './realm.ts';

/** A token counts as long as its application and its grant do, and, where the application says so, its session. */
async function isActive({ provider, applications }: Realm, value: string): Promise<boolean> {
  const token = await provider.AccessToken.find(value);
  if (token?.grantId === undefined || applications.byClientId(token.clientId) === undefined) return false;
  if ((await provider.Grant.find(token.grantId)) === undefined) return false;
  if (!token.expiresWithSession || token.sessionUid === undefined) return true;
  return (await provider.Session.findByUid(token.sessionUid)) !== undefined;
}

/** `/oauth2/introspect`: as in the product, for administrators only. */
export function introspectionRoutes(realm: Realm): Router {
  const router = new Router();
  router.post('/oauth2/introspect', administratorsOnly(realm), bodyParser(), async (ctx) => {
    const { token } = ctx.request.body as { token?: unknown };
    ctx.body = { active: typeof token === 'string' && (await isActive(realm, token)) };
  });
  return router;
}
