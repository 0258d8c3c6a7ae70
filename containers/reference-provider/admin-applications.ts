import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { administratorsOnly, fail } from './admin-access.ts';
import {
  BASE,
  creation,
  fromRequest,
  oidcConfiguration,
  oidcView,
  patch,
  summary,
  view,
  type OidcConfiguration,
} from './application-format.ts';
import type { Application } from './applications.ts';
import type { Realm } from './realm.ts';

/** @returns false after an error was written. */
function acceptable(ctx: Context, oidc: OidcConfiguration): boolean {
  if (oidc.callbackURLs.length > 1) {
    const advice =
      'Multiple callbacks for OAuth2 are not supported yet. Please use regex to define multiple callbacks.';
    fail(ctx, 501, 'APP-65501', 'Not Implemented.', advice);
    return false;
  }
  if (oidc.logout.backChannelLogoutUrl?.includes('#') === true) {
    fail(ctx, 400, 'OAUTH-60001', 'Invalid input.', 'The back-channel logout url must not contain a fragment.');
    return false;
  }
  return true;
}

function create(realm: Realm, ctx: Context): void {
  const request = creation.safeParse(ctx.request.body);
  if (!request.success) {
    fail(ctx, 400, 'APP-60001', 'Invalid request.', z.prettifyError(request.error));
    return;
  }
  const { name, description, inboundProtocolConfiguration, advancedConfigurations } = request.data;
  const oidc = inboundProtocolConfiguration.oidc ?? oidcConfiguration.parse({});
  if (!acceptable(ctx, oidc)) return;
  if (realm.applications.byName(name) !== undefined) {
    fail(ctx, 409, 'OAUTH-60008', 'Error creating application.', 'An application with the same name already exists.');
    return;
  }
  const added = realm.applications.add({
    ...fromRequest(oidc),
    name,
    description,
    skipLoginConsent: advancedConfigurations.skipLoginConsent ?? false,
    skipLogoutConsent: advancedConfigurations.skipLogoutConsent ?? false,
    saas: advancedConfigurations.saas ?? false,
  });
  ctx.status = 201;
  ctx.set('Location', realm.url(`${BASE}/${added.id}`));
  ctx.body = '';
}

function change(realm: Realm, ctx: Context, application: Application): void {
  const request = patch.safeParse(ctx.request.body);
  if (!request.success) {
    fail(ctx, 400, 'APP-60001', 'Invalid request.', z.prettifyError(request.error));
    return;
  }
  const { name, description, advancedConfigurations } = request.data;
  application.name = name ?? application.name;
  application.description = description ?? application.description;
  application.skipLoginConsent = advancedConfigurations.skipLoginConsent ?? application.skipLoginConsent;
  application.skipLogoutConsent = advancedConfigurations.skipLogoutConsent ?? application.skipLogoutConsent;
  application.saas = advancedConfigurations.saas ?? application.saas;
  realm.applications.save(application);
  ctx.status = 200;
  ctx.body = '';
}

function replaceProtocol(realm: Realm, ctx: Context, application: Application): void {
  const request = oidcConfiguration.safeParse(ctx.request.body);
  if (!request.success) {
    fail(ctx, 400, 'OAUTH-60001', 'Invalid request.', z.prettifyError(request.error));
    return;
  }
  if (!acceptable(ctx, request.data)) return;
  const { clientSecret, ...changes } = fromRequest(request.data);
  const { clientId } = application;
  realm.applications.save({
    ...application,
    ...changes,
    clientId,
    clientSecret: clientSecret ?? application.clientSecret,
  });
  ctx.status = 200;
  ctx.body = '';
}

function list(realm: Realm, ctx: Context): void {
  const parameters = new URLSearchParams(ctx.querystring);
  const [, operator, value = ''] = /^name (sw|eq|co) (.*)$/.exec(parameters.get('filter') ?? '') ?? [];
  const matches: Readonly<Record<string, (name: string) => boolean>> = {
    sw: (name) => name.startsWith(value),
    eq: (name) => name === value,
    co: (name) => name.includes(value),
  };
  const all = realm.applications.all().filter(({ name }) => matches[operator ?? '']?.(name) ?? true);
  const offset = Number(parameters.get('offset') ?? 0);
  const applications = all.slice(offset, offset + Number(parameters.get('limit') ?? 30)).map(summary);
  ctx.body = { totalResults: all.length, startIndex: offset + 1, count: applications.length, applications, links: [] };
}

/** `/api/server/v1/applications`. */
export function applicationRoutes(realm: Realm): Router {
  const router = new Router({ prefix: BASE });
  const one =
    (respond: (ctx: Context, application: Application) => void) =>
    (ctx: Context & { params: Record<string, string> }) => {
      const application = realm.applications.get(ctx.params['id'] ?? '');
      if (application === undefined)
        fail(ctx, 404, 'APP-60006', 'Resource not found.', 'Application cannot be found for the provided id.');
      else respond(ctx, application);
    };
  router.use(administratorsOnly(realm), bodyParser());
  router.get('/', (ctx) => {
    list(realm, ctx);
  });
  router.post('/', (ctx) => {
    create(realm, ctx);
  });
  router.get(
    '/:id',
    one((ctx, application) => (ctx.body = view(application))),
  );
  router.patch(
    '/:id',
    one((ctx, application) => {
      change(realm, ctx, application);
    }),
  );
  router.delete(
    '/:id',
    one((ctx, application) => {
      realm.applications.remove(application);
      ctx.status = 204;
    }),
  );
  router.get(
    '/:id/inbound-protocols/oidc',
    one((ctx, application) => (ctx.body = oidcView(application))),
  );
  router.put(
    '/:id/inbound-protocols/oidc',
    one((ctx, application) => {
      replaceProtocol(realm, ctx, application);
    }),
  );
  return router;
}
