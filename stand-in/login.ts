import Router from '@koa/router';
import type { Context } from 'koa';
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider';
import { endSession } from './back-channel.ts';
import { currentSession, hasAskedForLogin, rememberLogin, SESSION_COOKIE, setSessionCookie } from './cookies.ts';
import { readForm, redirect } from './http.ts';
import { loginPage, showPage } from './pages.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';
import type { User } from './users.ts';

/** How long a login page can be left open. */
export const LOGIN_LIFETIME_S = 4_800;

/** Where the library sends the browser for what it has to ask the user: our login or consent page. */
export function interactionPage(realm: Realm, ctx: KoaContextWithOIDC, { uid, prompt }: Interaction): string {
  if (prompt.name === 'login') rememberLogin(realm, ctx, uid);
  const page = prompt.name === 'login' ? 'login.do' : 'oauth2_consent.do';
  return `${realm.url(`/authenticationendpoint/${page}`)}?sessionDataKey=${uid}`;
}

/** The interaction that a page was opened, or a form was sent, for. */
export const interactionOf = (realm: Realm, parameters: URLSearchParams): Promise<Interaction | undefined> =>
  realm.provider.Interaction.find(parameters.get('sessionDataKey') ?? '');

/** What is said to a page or a form whose interaction is over, or is that of another browser. */
export function showExpired(ctx: Context): void {
  showPage(ctx, 'Something went wrong', 'This request has expired. Please go back to the application and try again.');
  ctx.status = 400;
}

const applicationOf = (realm: Realm, { params }: Interaction) =>
  realm.applications.byClientId(String(params['client_id']));

/** A user of this realm; for an application that is open to all, also `name@tenant`. */
function authenticate(realm: Realm, interaction: Interaction, name: string, password: string): User | undefined {
  const own = realm.users.authenticate(name, password);
  if (own !== undefined || applicationOf(realm, interaction)?.saas !== true) return own;
  const tenant = realm.directory.byDomain(name.split('@').at(-1) ?? '');
  return tenant?.users.authenticate(name, password);
}

/**
 * The session after a successful login: the same user proves themself again in it; another user ends it, for the
 * clients too, and gets one of their own.
 */
async function sessionAfterLogin(realm: Realm, ctx: Context, user: User, remembered: boolean): Promise<Session> {
  const current = currentSession(realm, ctx);
  if (current?.userId === user.id) {
    const renewed = realm.sessions.renew(current);
    renewed.authenticatedAt = Date.now();
    renewed.remembered ||= remembered;
    realm.sessions.touch(renewed);
    return renewed;
  }
  if (current !== undefined) await endSession(realm, current);
  const browser = { userAgent: ctx.get('user-agent'), ip: ctx.ip.replace('::ffff:', ''), remembered };
  return realm.sessions.start(user, browser, realm.sessions.stored(ctx.cookies.get(SESSION_COOKIE)));
}

async function tellLibrary(interaction: Interaction, session: Session): Promise<void> {
  // The library goes on in no other session than the one it has asked in.
  if (interaction.session?.uid !== session.sid) Object.assign(interaction, { session: undefined, grantId: undefined });
  const ts = Math.floor(session.authenticatedAt / 1000);
  interaction.result = { login: { accountId: session.userId, amr: ['pwd'], ts } };
  await interaction.persist();
}

/** `POST /commonauth`: the login form. */
async function submitLogin(realm: Realm, ctx: Context): Promise<void> {
  const form = await readForm(ctx);
  const interaction = await interactionOf(realm, form);
  if (interaction === undefined || !hasAskedForLogin(ctx, interaction.uid)) {
    showExpired(ctx);
    return;
  }
  const key = new URLSearchParams({ sessionDataKey: interaction.uid }).toString();
  const name = form.get('username') ?? form.get('usernameUserInput') ?? '';
  const user = authenticate(realm, interaction, name, form.get('password') ?? '');
  if (user === undefined) {
    redirect(ctx, `${realm.url('/authenticationendpoint/login.do')}?${key}&authFailure=true`);
    return;
  }
  const remembered = form.has('chkRemember');
  const session = await sessionAfterLogin(realm, ctx, user, remembered);
  await tellLibrary(interaction, session);
  setSessionCookie(realm, ctx, session);
  redirect(ctx, `${realm.url('/oauth2/authorize')}?${key}`);
}

export function loginRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/authenticationendpoint/login.do', async (ctx) => {
    const parameters = new URLSearchParams(ctx.querystring);
    const interaction = await interactionOf(realm, parameters);
    if (interaction === undefined) {
      showExpired(ctx);
      return;
    }
    ctx.body = loginPage({
      action: realm.url('/commonauth'),
      application: applicationOf(realm, interaction)?.name ?? '',
      sessionDataKey: interaction.uid,
      failed: parameters.has('authFailure'),
    });
  });
  router.post('/commonauth', (ctx) => submitLogin(realm, ctx));
  return router;
}
