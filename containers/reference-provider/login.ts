import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider';
import { endSession } from './back-channel.ts';
import { REQUESTED_SCOPES } from './consent.ts';
import {
  nonceCookieName,
  SESSION_COOKIE,
  setCookie,
  setFrameworkCookies,
  setServletSession,
  setSessionCookie,
} from './cookies.ts';
import { readForm, redirect } from './http.ts';
import { loginPage, page } from './pages.ts';
import type { Realm } from './realm.ts';
import { SUPER_DOMAIN } from './product.ts';
import { ATTEMPT_LIFETIME_S, type Attempt } from './attempt.ts';
import type { Session } from './sessions.ts';
import type { User } from './users.ts';

function setNonce(realm: Realm, ctx: Context, attempt: Attempt): void {
  attempt.nonce = randomUUID();
  realm.attempts.set(attempt.id, attempt);
  setCookie(ctx, nonceCookieName(attempt.id), attempt.nonce, {
    path: realm.cookiePath,
    maxAge: ATTEMPT_LIFETIME_S,
    sameSite: 'None',
  });
}

function loginUrl(realm: Realm, interaction: Interaction, id: string): string {
  const clientId = String(interaction.params['client_id']);
  const application = realm.applications.byClientId(clientId);
  const { [REQUESTED_SCOPES]: scope, ...params } = interaction.params;
  const request: Record<string, string> = {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
    ...(typeof scope === 'string' ? { scope } : {}),
    commonAuthCallerPath: `${realm.prefix}/oauth2/authorize`,
    forceAuth: String(interaction.prompt.reasons.includes('login_prompt')),
    passiveAuth: 'false',
  };
  const parameters = new URLSearchParams(
    Object.entries(request).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
  );
  const more: Record<string, string> = {
    sessionDataKey: id,
    relyingParty: clientId,
    type: 'oidc',
    sp: application?.name ?? '',
    spId: application?.id ?? '',
    isSaaSApp: String(application?.saas ?? false),
    authenticators: 'BasicAuthenticator:LOCAL',
  };
  for (const [name, value] of Object.entries(more)) parameters.append(name, value);
  return `${realm.url('/authenticationendpoint/login.do')}?${parameters.toString()}`;
}

/** Where the library sends the browser for an interaction: our login or consent page, tied to this browser. */
export function interactionPage(realm: Realm, ctx: KoaContextWithOIDC, interaction: Interaction): string {
  const id = randomUUID();
  const base = {
    id,
    interactionUid: interaction.uid,
    clientId: String(interaction.params['client_id']),
    nonce: '',
    createdAt: Date.now(),
  };
  if (interaction.prompt.name === 'consent') {
    const parameters = new URLSearchParams({
      loggedInUser: realm.findUser(interaction.session?.accountId ?? '')?.userName ?? '',
      application: realm.applications.byClientId(base.clientId)?.name ?? '',
      sessionDataKeyConsent: id,
    });
    const pageUrl = `${realm.url('/authenticationendpoint/oauth2_consent.do')}?${parameters.toString()}`;
    realm.attempts.set(id, { ...base, page: 'consent', pageUrl, sessionId: ctx.oidc.session?.jti });
    return pageUrl;
  }
  const pageUrl = loginUrl(realm, interaction, id);
  setNonce(realm, ctx, { ...base, page: 'login', pageUrl });
  return pageUrl;
}

/** A user of this realm; for an application that is open to all, also `name@tenant`. */
function authenticate(realm: Realm, attempt: Attempt, name: string, password: string): User | undefined {
  const own = realm.faults.has('wrong-password-accepted')
    ? realm.users.byName(name)
    : realm.users.authenticate(name, password);
  if (own !== undefined || realm.applications.byClientId(attempt.clientId)?.saas !== true) return own;
  const tenant = realm.directory.byDomain(name.split('@').at(-1) ?? '');
  return tenant?.users.authenticate(name, password);
}

/**
 * The session after a successful login: the same user proves themself again in it; another user ends it, for the
 * clients too, and gets one of their own.
 */
function sessionAfterLogin(realm: Realm, ctx: Context, user: User, remembered: boolean): Session {
  const current = realm.currentSession(ctx);
  if (current?.userId === user.id) {
    current.authenticatedAt = Date.now();
    current.remembered ||= remembered;
    realm.sessions.touch(current);
    return current;
  }
  if (current !== undefined) endSession(realm, current);
  const browser = {
    userAgent: ctx.get('user-agent'),
    ip: ctx.ip.replace('::ffff:', ''),
    remembered,
  };
  return realm.sessions.start(user, browser, realm.sessions.stored(ctx.cookies.get(SESSION_COOKIE)));
}

async function resumeInteraction(realm: Realm, attempt: Attempt, session: Session): Promise<boolean> {
  const interaction = await realm.provider.Interaction.find(attempt.interactionUid);
  if (interaction === undefined) return false;
  if (interaction.session !== undefined && interaction.session.uid !== session.id) interaction.session = undefined;
  const ts = Math.floor(session.authenticatedAt / 1000);
  interaction.result = { login: { accountId: session.userId, amr: ['BasicAuthenticator'], ts } };
  await interaction.persist();
  return true;
}

/** `POST /commonauth`: the login form. */
async function submitLogin(realm: Realm, ctx: Context): Promise<void> {
  const form = await readForm(ctx);
  const attempt = realm.attempts.get(form.get('sessionDataKey') ?? '');
  if (attempt?.page !== 'login' || ctx.cookies.get(nonceCookieName(attempt.id)) !== attempt.nonce) {
    redirect(ctx, realm.url('/authenticationendpoint/retry.do'));
    return;
  }
  const name = form.get('username') ?? form.get('usernameUserInput') ?? '';
  const user = authenticate(realm, attempt, name, form.get('password') ?? '');
  if (user === undefined) {
    setNonce(realm, ctx, attempt);
    redirect(ctx, `${attempt.pageUrl}&authFailure=true&authFailureMsg=login.fail.message`);
    return;
  }
  const remember = realm.faults.has('remember-me-without-effect') ? null : form.get('chkRemember');
  const session = sessionAfterLogin(realm, ctx, user, remember !== null);
  if (!(await resumeInteraction(realm, attempt, session))) {
    redirect(ctx, realm.url('/authenticationendpoint/retry.do'));
    return;
  }
  realm.attempts.set(attempt.id, { ...attempt, sessionId: session.id });
  setFrameworkCookies(ctx, realm.cookiePath, attempt.id);
  setCookie(ctx, nonceCookieName(attempt.id), attempt.nonce, { path: realm.cookiePath, maxAge: 0, sameSite: 'Strict' });
  setSessionCookie(realm, ctx, session);
  redirect(ctx, returnHop(realm, attempt, remember));
}

/** The product names the super tenant in this one url. */
function returnHop(realm: Realm, attempt: Attempt, remember: string | null): string {
  const parameters = new URLSearchParams({ sessionDataKey: attempt.id });
  if (remember !== null) parameters.set('chkRemember', remember);
  const spId = realm.applications.byClientId(attempt.clientId)?.id;
  if (spId !== undefined) parameters.set('spId', spId);
  const prefix = realm.prefix === '' ? `/t/${SUPER_DOMAIN}` : '';
  return `${realm.url(`${prefix}/oauth2/authorize`)}?${parameters.toString()}`;
}

export function loginRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/authenticationendpoint/login.do', (ctx) => {
    const parameters = new URLSearchParams(ctx.querystring);
    setServletSession(realm, ctx, `${realm.prefix}/authenticationendpoint`);
    ctx.body = loginPage({
      action: realm.url('/commonauth'),
      application: parameters.get('sp') ?? '',
      sessionDataKey: parameters.get('sessionDataKey') ?? '',
      failed: parameters.get('authFailure') === 'true',
    });
  });
  router.get('/authenticationendpoint/retry.do', (ctx) => {
    ctx.body = page(
      'Something went wrong',
      '<p>Your login request has expired. Please go back to the application and try again.</p>',
    );
  });
  router.post('/commonauth', (ctx) => submitLogin(realm, ctx));
  return router;
}
