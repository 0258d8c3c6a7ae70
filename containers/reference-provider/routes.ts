import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import { applicationRoutes } from './admin-applications.ts';
import { configurationRoutes } from './admin-configs.ts';
import { tenantRoutes } from './admin-tenants.ts';
import { authorization } from './authorization.ts';
import { consentRoutes } from './consent.ts';
import { discoveryRoutes } from './discovery.ts';
import { errorRoutes } from './error-pages.ts';
import { extendSessionRoutes } from './extend-session.ts';
import { introspectionRoutes } from './introspection.ts';
import { loginRoutes } from './login.ts';
import { logoutRoutes } from './logout.ts';
import { publishedKeys } from './published-keys.ts';
import type { Realm } from './realm.ts';
import { scimRoutes } from './scim.ts';
import { sessionIframeRoutes } from './session-iframe.ts';
import { userSessionRoutes } from './user-sessions.ts';

const FRAMED = /^\/(oauth2|authenticationendpoint|identity)\//;

/** Pages of the session management may be framed by anybody, everything else of the sign-in by nobody. */
const headers = (realm: Realm): Middleware => {
  return async (ctx, next) => {
    const original = (ctx.req as IncomingMessage & { originalUrl?: string }).originalUrl ?? '';
    // The return hop names the super tenant; the product sends it without either.
    const isReturnHop = realm.prefix === '' && original.startsWith('/t/');
    if (!isReturnHop) ctx.set('X-Content-Type-Options', 'nosniff');
    if (FRAMED.test(ctx.path) && !isReturnHop) ctx.set('X-Frame-Options', 'DENY');
    if (ctx.path.startsWith('/authenticationendpoint/')) {
      ctx.type = 'text/html;charset=UTF-8';
      ctx.set('Cache-Control', 'no-store, no-cache, must-revalidate, private');
    }
    const isTokenEndpoint = ctx.path === '/oauth2/token' || ctx.path === '/oauth2/userinfo';
    if (isTokenEndpoint) ctx.set('Pragma', 'no-cache');
    await next();
    if (ctx.path === '/oauth2/jwks') ctx.body = publishedKeys(realm, ctx.body as Parameters<typeof publishedKeys>[1]);
    if (ctx.path.startsWith('/oauth2/') && ctx.response.type.endsWith('json'))
      ctx.set('Content-Type', 'application/json');
  };
};

/** Puts the product's surface around the library's endpoints. */
export function mount(realm: Realm): void {
  const { provider } = realm;
  provider.use(headers(realm));
  provider.use(authorization(realm));
  const groups = [
    discoveryRoutes,
    loginRoutes,
    consentRoutes,
    errorRoutes,
    sessionIframeRoutes,
    logoutRoutes,
    extendSessionRoutes,
    introspectionRoutes,
    applicationRoutes,
    configurationRoutes,
    scimRoutes,
    userSessionRoutes,
    tenantRoutes,
  ];
  for (const group of groups) provider.use(group(realm).routes() as Middleware);
}
