import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { BROWSER_STATE_COOKIE, setSessionCookie } from './cookies.ts';
import { sendToErrorPage } from './error-page.ts';
import { redirect } from './http.ts';
import type { Realm } from './realm.ts';
import { joinSession, sessionState } from './session-state.ts';
import type { Session } from './sessions.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function restartIdleClock(realm: Realm, { oidc }: KoaContextWithOIDC, session: Session, clientId: string): void {
  const { faults } = realm;
  const silent = oidc.prompts.has('none');
  if (silent && faults.has('silent-call-does-not-extend')) return;
  if (!silent && faults.has('interactive-request-does-not-extend') && session.participants.includes(clientId)) return;
  if (faults.has('only-first-client-extends') && (session.participants[0] ?? clientId) !== clientId) return;
  realm.sessions.touch(session);
}

/** A successful answer restarts the idle clock, makes the client a participant, and tells `session_state` (OpenID requests only). */
function takePart(realm: Realm, ctx: KoaContextWithOIDC): string | undefined {
  const session = realm.sessions.live(ctx.oidc.session?.jti);
  const clientId = ctx.oidc.client?.clientId;
  const redirectUri = text(ctx.oidc.params?.['redirect_uri']);
  if (session === undefined || clientId === undefined || redirectUri === undefined) return undefined;
  restartIdleClock(realm, ctx, session, clientId);
  // The period of a remembered session begins anew, and so does that of its cookie.
  if (session.remembered) setSessionCookie(realm, ctx, session);
  if (!ctx.oidc.requestParamScopes.has('openid')) return undefined;
  const browserState = joinSession(realm, ctx, session, clientId);
  return sessionState(clientId, redirectUri, browserState);
}

/** Changes the library's successful answer in place. */
export function completeAnswer(realm: Realm, ctx: KoaContextWithOIDC, answer: Record<string, unknown>): void {
  answer['session_state'] = takePart(realm, ctx);
  delete answer['iss'];
}

/** Requests that were refused at the client's redirect_uri. */
const refused = new WeakSet<IncomingMessage>();

/** The library reports an error before it sends it. */
export function noteError({ req }: Context): void {
  refused.add(req);
}

/** `session_state` of an error (Session Management 1.0, 2): that of a browser in which nobody may be signed in. */
function stateAfterRefusal({ oidc, cookies }: KoaContextWithOIDC): string | undefined {
  const [clientId, redirectUri] = [oidc.client?.clientId, text(oidc.params?.['redirect_uri'])];
  const isOpenId = text(oidc.params?.['scope'])?.split(' ').includes('openid') === true;
  if (!isOpenId || clientId === undefined || redirectUri === undefined) return undefined;
  return sessionState(clientId, redirectUri, cookies.get(BROWSER_STATE_COOKIE) ?? '');
}

/** An error at the client's redirect_uri has `session_state`, and besides what Core 1.0, 3.1.2.6, names nothing: no `iss`. */
export function completeError(ctx: Context): void {
  if (!refused.has(ctx.req)) return;
  const state = stateAfterRefusal(ctx as unknown as KoaContextWithOIDC);
  const { location } = ctx.response.headers;
  if (location === undefined) {
    const field = state === undefined ? '' : `<input type="hidden" name="session_state" value="${state}"/>`;
    ctx.body = text(ctx.body)?.replace(/<input type="hidden" name="iss"[^>]*>/, field);
    return;
  }
  const url = new URL(location);
  const inFragment = url.hash !== '';
  const parameters = new URLSearchParams(inFragment ? url.hash.slice(1) : url.search);
  parameters.delete('iss');
  if (state !== undefined) parameters.set('session_state', state);
  url[inFragment ? 'hash' : 'search'] = parameters.toString();
  redirect(ctx, url.href);
}

/** Errors that must not go to the client: a page for people, JSON for the other endpoints. */
export function renderError(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string | undefined },
): void {
  if (ctx.path.startsWith('/oauth2/authorize')) {
    refused.delete(ctx.req);
    sendToErrorPage(realm, ctx, out.error, out.error_description ?? 'There are no further details.');
    return;
  }
  ctx.type = 'json';
  ctx.body = out;
}
