import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import { endSession, endSessionsOfBrowser, endSessionsOfUser, notifyClients } from './back-channel.ts';
import { BROWSER_STATE_COOKIE, removeSessionCookies } from './cookies.ts';
import { errorPageUrl } from './error-pages.ts';
import { escapeHtml, readParameters, redirect, withParameters } from './http.ts';
import { LogoutRefused, readLogoutRequest, type LogoutRequest } from './logout-request.ts';
import { page } from './pages.ts';
import type { Realm } from './realm.ts';
import type { PendingLogout, Session } from './sessions.ts';

const LOGGED_OUT = '/authenticationendpoint/oauth2_logout.do';

/** A browser that lost one of the two session cookies is still signed in, and can be signed out. */
const sessionToEnd = (realm: Realm, ctx: Context): Session | undefined =>
  realm.currentSession(ctx) ?? realm.sessions.byBrowserState(ctx.cookies.get(BROWSER_STATE_COOKIE));

function logOut(
  realm: Realm,
  ctx: Context,
  session: Session,
  { redirectUri, state }: Pick<LogoutRequest, 'redirectUri' | 'state'>,
): void {
  const { faults } = realm;
  const lostBrowserState = ctx.cookies.get(BROWSER_STATE_COOKIE) === undefined;
  const onlyClaims =
    (faults.has('logout-without-uri-only-claims') && redirectUri === undefined) ||
    (faults.has('logout-without-browser-state-only-claims') && lostBrowserState) ||
    (faults.has('remembered-session-outlives-logout') && session.remembered);
  if (!onlyClaims) endSession(realm, session);
  if (faults.has('logout-ends-all-sessions-of-user')) endSessionsOfUser(realm, session.userId);
  if (faults.has('tenant-logout-ends-other-sessions')) endSessionsOfBrowser(realm, ctx);
  if (!onlyClaims && !faults.has('cookies-kept-after-logout')) removeSessionCookies(ctx, realm.cookiePath);
  const parameters = { state: realm.faults.has('logout-truncates-state') ? state?.slice(0, 100) : state };
  redirect(ctx, redirectUri === undefined ? realm.url(LOGGED_OUT) : withParameters(redirectUri, parameters));
}

/** Nobody is signed in: what was asked for is already so. */
function alreadyLoggedOut(realm: Realm, ctx: Context, { redirectUri, state: requestState }: LogoutRequest): void {
  removeSessionCookies(ctx, realm.cookiePath);
  const state = realm.faults.has('state-lost-without-session') ? undefined : requestState;
  const crId = realm.faults.has('stray-parameter-without-session') ? randomUUID() : undefined;
  if (redirectUri === undefined && realm.faults.has('nothing-to-log-out-is-empty-page')) ctx.body = '';
  else if (redirectUri === undefined)
    redirect(ctx, withParameters(realm.url(LOGGED_OUT), { state, crId: randomUUID() }));
  else redirect(ctx, withParameters(redirectUri, { state, crId }));
}

function askTheUser(
  realm: Realm,
  ctx: Context,
  session: Session,
  { application, redirectUri, state }: LogoutRequest,
): void {
  session.pendingLogout = { token: randomUUID(), clientId: application?.clientId, redirectUri, state };
  realm.sessions.save(session);
  redirect(
    ctx,
    withParameters(realm.url('/authenticationendpoint/oauth2_logout_consent.do'), {
      sp: application?.name,
      crId: randomUUID(),
    }),
  );
}

/**
 * The answer of the consent page. It counts only with the token that was put into the page of this very browser, so
 * that no other site can give it (the product lacks that).
 */
function answerConsent(realm: Realm, ctx: Context, parameters: URLSearchParams): void {
  const session = sessionToEnd(realm, ctx);
  const pending =
    session === undefined ? undefined : realm.sessions.takePendingLogout(session, parameters.get('logoutKey'));
  if (session === undefined || pending === undefined) {
    if (realm.faults.has('second-answer-is-server-error') && session === undefined) ctx.throw(500);
    if (realm.faults.has('unasked-consent-accepted') && session !== undefined) realm.sessions.remove(session);
    redirect(ctx, errorPageUrl(realm, 'access_denied', 'There is no logout request to answer.'));
    return;
  }
  if (parameters.get('consent') === 'approve') {
    logOut(realm, ctx, session, realm.faults.has('consent-loses-state') ? { ...pending, state: undefined } : pending);
    return;
  }
  if (realm.faults.has('refused-consent-logs-out')) endSession(realm, session);
  const denied = {
    error_description: 'End User denied the logout request',
    state: pending.state,
    error: 'access_denied',
  };
  if (pending.redirectUri === undefined) redirect(ctx, errorPageUrl(realm, denied.error, denied.error_description));
  else redirect(ctx, withParameters(pending.redirectUri, denied));
}

/** With a known application the product names it and the request twice in this one url. */
function refuse(realm: Realm, ctx: Context, { message, application }: LogoutRefused): void {
  const session = sessionToEnd(realm, ctx);
  if (realm.faults.has('refused-logout-notifies') && session !== undefined) notifyClients(realm, session);
  if (realm.faults.has('refusal-is-empty-page')) {
    ctx.body = '';
    return;
  }
  const url = errorPageUrl(realm, 'access_denied', message, application === undefined ? {} : { crId: undefined });
  if (application === undefined) {
    redirect(ctx, url);
    return;
  }
  const names = new URLSearchParams({ sp: application.name, crId: randomUUID() }).toString();
  redirect(ctx, `${url}&${names}&${names}`);
}

/** `/oidc/logout` (RP-Initiated Logout 1.0), GET and POST alike. */
async function logout(realm: Realm, ctx: Context): Promise<void> {
  const parameters = await readParameters(ctx);
  if (parameters.has('consent')) {
    answerConsent(realm, ctx, parameters);
    return;
  }
  const session = sessionToEnd(realm, ctx);
  let request: LogoutRequest;
  try {
    request = await readLogoutRequest(realm, parameters);
  } catch (error) {
    if (!(error instanceof LogoutRefused)) throw error;
    refuse(realm, ctx, error);
    return;
  }
  if (session === undefined) {
    alreadyLoggedOut(realm, ctx, request);
    return;
  }
  if (realm.faults.has('logout-by-post-stays-at-provider') && ctx.method === 'POST')
    request = { ...request, redirectUri: undefined };
  // A hint about somebody else is suspect: whoever is signed in is asked, whatever the application prefers.
  const isSuspect =
    request.subject !== undefined &&
    request.subject !== session.userId &&
    !realm.faults.has('hint-of-another-user-logs-out');
  const unasked = realm.faults.has('logout-without-parameters-unasked') && [...parameters.keys()].length === 0;
  if (unasked || (request.application?.skipLogoutConsent === true && !isSuspect)) logOut(realm, ctx, session, request);
  else askTheUser(realm, ctx, session, request);
}

/** Questions that a browser has seen. */
const shown = new WeakSet<PendingLogout>();

function consentPage(realm: Realm, ctx: Context): string {
  const session = sessionToEnd(realm, ctx);
  const pending = session?.pendingLogout;
  if (pending === undefined) return page('Log out', '<p>There is no logout request to answer.</p>');
  if (realm.faults.has('question-shown-twice-logs-out') && session !== undefined && shown.has(pending))
    endSession(realm, session);
  shown.add(pending);
  return page(
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
  router.get('/authenticationendpoint/oauth2_logout_consent.do', (ctx) => {
    ctx.body = consentPage(realm, ctx);
  });
  return router;
}
