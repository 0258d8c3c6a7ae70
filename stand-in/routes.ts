import type { Middleware } from 'koa';
import { adminClientGrant } from './admin-access.ts';
import { applicationRoutes } from './admin-applications.ts';
import { configurationRoutes } from './admin-configs.ts';
import { governanceRoutes, recoveryRoutes } from './admin-governance.ts';
import { tenantRoutes } from './admin-tenants.ts';
import { authorization } from './authorization.ts';
import { consentRoutes } from './consent.ts';
import { discoveryRoutes } from './discovery.ts';
import { errorRoutes } from './error-page.ts';
import { extendSessionRoutes } from './extend-session.ts';
import { introspectionRoutes } from './introspection.ts';
import { loginRoutes } from './login.ts';
import { logoutRoutes } from './logout.ts';
import type { Realm } from './realm.ts';
import { scimRoutes } from './scim.ts';
import { sessionIframeRoutes } from './session-iframe.ts';
import { userSessionRoutes } from './user-sessions.ts';

/** What every answer says about frames and caches. */
const headers: Middleware = async (ctx, next) => {
  ctx.set('X-Content-Type-Options', 'nosniff');
  // Pages for people cannot be framed (RFC 9700, 4.16); the check-session iframe and answers to silent calls can.
  if (ctx.path.startsWith('/authenticationendpoint/')) {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Security-Policy', "frame-ancestors 'none'");
  }
  // Form Post Response Mode, 2: the page that posts an answer is not to be stored.
  if (ctx.path === '/oauth2/authorize') ctx.set('Cache-Control', 'no-store');
  // RFC 6749, 5.1; of Cache-Control the library takes care.
  if (ctx.path === '/oauth2/token') ctx.set('Pragma', 'no-cache');
  await next();
};

/** Puts the product's surface around the library's endpoints. */
export function mount(realm: Realm): void {
  const { provider } = realm;
  provider.use(headers);
  provider.use(adminClientGrant(realm));
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
    governanceRoutes,
    recoveryRoutes,
    scimRoutes,
    userSessionRoutes,
    tenantRoutes,
  ];
  for (const group of groups) provider.use(group(realm).routes() as Middleware);
}
