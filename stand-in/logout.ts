import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import { endSession, endSessionsOfUser } from './back-channel.ts';
import { currentSession, removeSessionCookies } from './cookies.ts';
import { sendToErrorPage } from './error-page.ts';
import { frontChannelPage, frontChannelUrls } from './front-channel.ts';
import { escapeHtml, readParameters, redirect, withParameters } from './http.ts';
import { LogoutRefused, needsConfirmation, readLogoutRequest, type LogoutRequest } from './logout-request.ts';
import { page, showPage } from './pages.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

const LOGGED_OUT = '/authenticationendpoint/oauth2_logout.do';
const QUESTION = '/authenticationendpoint/oauth2_logout_consent.do';

/** Ends the session, tells its clients, and only then sends the browser on (RP-Initiated Logout 1.0, 2 and 3). */
async function logOut(
  realm: Realm,
  ctx: Context,
  session: Session,
  { redirectUri, state }: Pick<LogoutRequest, 'redirectUri' | 'state'>,
): Promise<void> {
  await endSession(realm, session);
  if (realm.faults.has('logout-ends-all-sessions-of-user')) await endSessionsOfUser(realm, session.userId);
  sayLoggedOut(realm, ctx, { redirectUri, state }, frontChannelUrls(realm, session));
}

function sayLoggedOut(
  realm: Realm,
  ctx: Context,
  { redirectUri, state }: Pick<LogoutRequest, 'redirectUri' | 'state'>,
  called: readonly string[] = [],
): void {
  removeSessionCookies(realm, ctx);
  const target = redirectUri === undefined ? realm.url(LOGGED_OUT) : withParameters(redirectUri, { state });
  if (called.length === 0) redirect(ctx, target);
  else ctx.body = frontChannelPage(realm, called, target);
}

function askTheUser(realm: Realm, ctx: Context, session: Session, { redirectUri, state }: LogoutRequest): void {
  session.pendingLogout = { token: randomUUID(), redirectUri, state };
  realm.sessions.save(session);
  redirect(ctx, realm.url(QUESTION));
}

/**
 * The answer to the question. It counts only with the token that was put into the page of this very browser, so that no
 * other site can give it.
 */
async function answerQuestion(realm: Realm, ctx: Context, parameters: URLSearchParams): Promise<void> {
  const session = currentSession(realm, ctx);
  const pending =
    session === undefined ? undefined : realm.sessions.takePendingLogout(session, parameters.get('logoutKey'));
  if (session === undefined || pending === undefined)
    sendToErrorPage(realm, ctx, 'access_denied', 'There is no logout request to answer.');
  else if (parameters.get('consent') === 'approve') await logOut(realm, ctx, session, pending);
  else if (pending.redirectUri === undefined) showPage(ctx, 'Log out', 'You are still signed in.');
  else redirect(ctx, withParameters(pending.redirectUri, { error: 'access_denied', state: pending.state }));
}

/** `/oidc/logout` (RP-Initiated Logout 1.0), GET and POST alike. */
async function logout(realm: Realm, ctx: Context): Promise<void> {
  const parameters = await readParameters(ctx);
  if (parameters.has('consent')) {
    await answerQuestion(realm, ctx, parameters);
    return;
  }
  const session = currentSession(realm, ctx);
  try {
    const request = await readLogoutRequest(realm, parameters);
    // Nobody is signed in: what was asked for is already so.
    if (session === undefined) sayLoggedOut(realm, ctx, request);
    else if (needsConfirmation(session, request)) askTheUser(realm, ctx, session, request);
    else await logOut(realm, ctx, session, request);
  } catch (error) {
    if (!(error instanceof LogoutRefused)) throw error;
    sendToErrorPage(realm, ctx, 'access_denied', error.message);
  }
}

function showQuestion(realm: Realm, ctx: Context): void {
  const pending = currentSession(realm, ctx)?.pendingLogout;
  if (pending === undefined) {
    showPage(ctx, 'Log out', 'There is no logout request to answer.');
    return;
  }
  ctx.body = page(
    'Log out',
    `<form id="oidc_logout_consent_form" name="oidc_logout_consent_form" action="${realm.url('/oidc/logout')}" method="post">
      <p>Are you sure you want to log out?</p>
      <input type="hidden" name="consent" id="consent" value="deny">
      <input type="hidden" name="logoutKey" value="${escapeHtml(pending.token)}">
      <button type="submit" id="approve" onclick="document.querySelector('#consent').value = 'approve'">Yes</button>
      <button type="submit" id="deny">No</button>
    </form>`,
  );
}

export function logoutRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/oidc/logout', (ctx) => logout(realm, ctx));
  router.post('/oidc/logout', (ctx) => logout(realm, ctx));
  router.get(QUESTION, (ctx) => {
    showQuestion(realm, ctx);
  });
  router.get(LOGGED_OUT, (ctx) => {
    showPage(ctx, 'Logged out', 'You have successfully logged out.');
  });
  return router;
}
