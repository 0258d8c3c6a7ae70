import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { administratorsOnly, fail } from './admin-access.ts';
import type { Realm } from './realm.ts';

const BASE = '/api/server/v1/applications';

/** Without a fragment (Back-Channel Logout 1.0, 2.2). */
const url = z
  .string()
  .regex(/^[^#]+$/)
  .optional();

/** What is read of a new application; the product knows much more. */
const creation = z.object({
  name: z.string().min(1),
  inboundProtocolConfiguration: z.object({
    oidc: z.object({
      /** Several callbacks are one string, `regexp=` and a pattern. */
      callbackURLs: z.tuple([z.string()]),
      logout: z.object({ backChannelLogoutUrl: url, frontChannelLogoutUrl: url }).prefault({}),
      accessToken: z.object({ revokeTokensWhenIDPSessionTerminated: z.boolean().default(false) }).prefault({}),
    }),
  }),
  advancedConfigurations: z
    .object({
      skipLoginConsent: z.boolean().default(false),
      skipLogoutConsent: z.boolean().default(false),
      saas: z.boolean().default(false),
    })
    .prefault({}),
});

const change = z.object({ applicationEnabled: z.boolean() });
const protocolChange = z.object({ clientId: z.string(), callbackURLs: z.tuple([z.string()]) });

function create(realm: Realm, ctx: Context): void {
  const request = creation.safeParse(ctx.request.body);
  if (!request.success) {
    fail(ctx, 400, z.prettifyError(request.error));
    return;
  }
  const { name, inboundProtocolConfiguration, advancedConfigurations } = request.data;
  const { callbackURLs, logout, accessToken } = inboundProtocolConfiguration.oidc;
  if (realm.applications.byName(name) !== undefined) {
    fail(ctx, 409, 'An application with the same name already exists.');
    return;
  }
  const added = realm.applications.add({
    ...advancedConfigurations,
    name,
    callback: callbackURLs[0],
    ...logout,
    revokeTokensWithSession: accessToken.revokeTokensWhenIDPSessionTerminated,
    enabled: true,
  });
  ctx.status = 201;
  ctx.set('Location', realm.url(`${BASE}/${added.id}`));
  ctx.body = '';
}

function list(realm: Realm, ctx: Context): void {
  const filter = new URLSearchParams(ctx.querystring).get('filter') ?? '';
  const [, beginning = ''] = /^name sw (.*)$/.exec(filter) ?? [];
  const found = realm.applications.all().filter(({ name }) => name.startsWith(beginning));
  ctx.body = { totalResults: found.length, applications: found.map(({ id, name }) => ({ id, name })) };
}

/** `/api/server/v1/applications`. */
export function applicationRoutes(realm: Realm): Router {
  const router = new Router({ prefix: BASE });
  const wanted = (id: string | undefined) => realm.applications.get(id ?? '');
  router.use(administratorsOnly(realm), bodyParser());
  router.get('/', (ctx) => {
    list(realm, ctx);
  });
  router.post('/', (ctx) => {
    create(realm, ctx);
  });
  router.get('/:id', (ctx) => {
    const application = wanted(ctx.params['id']);
    if (application === undefined) ctx.status = 404;
    else ctx.body = { id: application.id, name: application.name, applicationEnabled: application.enabled };
  });
  router.patch('/:id', (ctx) => {
    const application = wanted(ctx.params['id']);
    const request = change.safeParse(ctx.request.body);
    if (application === undefined || !request.success) {
      ctx.status = application === undefined ? 404 : 400;
      return;
    }
    realm.applications.replace({ ...application, enabled: request.data.applicationEnabled });
    ctx.status = 200;
  });
  router.delete('/:id', (ctx) => {
    const application = wanted(ctx.params['id']);
    if (application !== undefined) realm.applications.remove(application);
    ctx.status = application === undefined ? 404 : 204;
  });
  router.get('/:id/inbound-protocols/oidc', (ctx) => {
    const application = wanted(ctx.params['id']);
    if (application === undefined) ctx.status = 404;
    else
      ctx.body = {
        clientId: application.clientId,
        clientSecret: application.clientSecret,
        callbackURLs: [application.callback],
      };
  });
  router.put('/:id/inbound-protocols/oidc', (ctx) => {
    const application = wanted(ctx.params['id']);
    const request = protocolChange.safeParse(ctx.request.body);
    if (application === undefined || !request.success || request.data.clientId !== application.clientId) {
      ctx.status = application === undefined ? 404 : 400;
      return;
    }
    realm.applications.replace({ ...application, callback: request.data.callbackURLs[0] });
    ctx.status = 200;
  });
  return router;
}
