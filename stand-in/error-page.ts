import Router from '@koa/router';
import type { Context } from 'koa';
import { redirect, withParameters } from './http.ts';
import { showPage } from './pages.ts';
import type { Realm } from './realm.ts';

const PATH = '/authenticationendpoint/oauth2_error.do';

/** Sends the browser to the page that shows errors which must not go to a client. */
export function sendToErrorPage(realm: Realm, ctx: Context, code: string, message: string): void {
  redirect(ctx, withParameters(realm.url(PATH), { oauthErrorCode: code, oauthErrorMsg: message }));
}

export function errorRoutes(): Router {
  const router = new Router();
  router.get(PATH, (ctx) => {
    const parameters = new URLSearchParams(ctx.querystring);
    const [code, message] = ['oauthErrorCode', 'oauthErrorMsg'].map((name) => parameters.get(name) ?? '');
    showPage(ctx, 'Something went wrong', `${message ?? ''} (${code ?? ''})`);
    ctx.status = 400;
  });
  return router;
}
