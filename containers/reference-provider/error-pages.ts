import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import { setCookie, setServletSession } from './cookies.ts';
import { escapeHtml, redirect, withParameters } from './http.ts';
import { page } from './pages.ts';
import type { Realm } from './realm.ts';

/**
 * The product's error page; such errors never go to the client. `crId` names the organisation in the product, here it
 * is just one more id.
 */
export function errorPageUrl(
  realm: Realm,
  code: string,
  message: string,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const page = realm.url('/authenticationendpoint/oauth2_error.do');
  return withParameters(page, { oauthErrorCode: code, oauthErrorMsg: message, crId: randomUUID(), ...more });
}

export function errorRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/authenticationendpoint/oauth2_error.do', (ctx) => {
    const parameters = new URLSearchParams(ctx.querystring);
    const shown = (name: string): string => escapeHtml(parameters.get(name) ?? '');
    ctx.body = page(
      'Error',
      `<h2>Something went wrong</h2>
      <p id="error-code">${shown('oauthErrorCode')}</p><p id="error-description">${shown('oauthErrorMsg')}</p>`,
    );
  });
  router.get('/authenticationendpoint/oauth2_logout.do', (ctx) => {
    ctx.body = page('Logged out', '<p>You have successfully logged out.</p>');
  });
  // Discovery is not at the root: as for everything unknown there, the product answers with its console.
  router.get('/.well-known/openid-configuration', (ctx) => {
    setServletSession(realm, ctx, '/');
    setCookie(ctx, 'requestedURI', '../../.well-known/openid-configuration', { path: '/', sameSite: 'Strict' });
    redirect(ctx, realm.url('/carbon/admin/login.jsp'));
  });
  return router;
}
