import { randomUUID } from 'node:crypto';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { administratorsOnly, fail } from './admin-access.ts';
import type { Realm } from './realm.ts';
import { SUPER_DOMAIN } from './product.ts';

const BASE = '/api/server/v1/tenants';
const creation = z.object({
  domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  owners: z.tuple([
    z.object({
      username: z.string().min(1),
      password: z.string().min(1),
      email: z.string().optional(),
      firstname: z.string().optional(),
      lastname: z.string().optional(),
      provisioningMethod: z.literal('inline-password'),
    }),
  ]),
});

async function create(realm: Realm, ctx: Context): Promise<void> {
  const request = creation.safeParse(ctx.request.body);
  if (!request.success) {
    fail(ctx, 400, z.prettifyError(request.error));
    return;
  }
  const { domain, owners } = request.data;
  if (realm.directory.byDomain(domain) !== undefined) {
    fail(ctx, 409, `A tenant with the domain ${domain} exists already.`);
    return;
  }
  const tenant = await realm.directory.addTenant(domain);
  const [{ username, password, email, firstname, lastname }] = owners;
  tenant.users.add({
    userName: username,
    password,
    email,
    givenName: firstname,
    familyName: lastname,
    administrator: true,
  });
  ctx.status = 201;
  ctx.set('Location', realm.url(`${BASE}/${randomUUID()}`));
  ctx.body = '';
}

/** `/api/server/v1/tenants`; only the super tenant's administrators make tenants. */
export function tenantRoutes(realm: Realm): Router {
  const router = new Router({ prefix: BASE });
  if (realm.domain !== SUPER_DOMAIN) return router;
  router.use(administratorsOnly(realm), bodyParser());
  router.post('/', (ctx) => create(realm, ctx));
  return router;
}
