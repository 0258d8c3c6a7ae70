import Router from '@koa/router';
import type { Context } from 'koa';
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider';
import { endSession } from './back-channel.ts';
import { currentSession, hasAskedForLogin, rememberLogin, SESSION_COOKIE, setSessionCookie } from './cookies.ts';
import { readForm, redirect } from './http.ts';
import { brandedPage, codePage, identifierPage, isRightCode, passwordPage, type LoginProgress } from './login-steps.ts';
import { loginPage, showPage, type LoginPageContent } from './pages.ts';
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

/** Sign-ins under way that have more than one page, by interaction. */
type Progress = Map<string, LoginProgress>;

/** The page that asks for what is missing. */
function nextPage({ variant: { login } }: Realm, { user, name }: LoginProgress): (content: LoginPageContent) => string {
  if (user !== undefined) return codePage;
  if (login.has('branded')) return brandedPage;
  if (!login.has('identifier-first')) return loginPage;
  return name === undefined ? identifierPage : passwordPage;
}

/**
 * What the form brings the sign-in on by. Complete where it has a user, and the code where one is asked for.
 * @returns undefined where it was wrong.
 */
function advance(
  realm: Realm,
  interaction: Interaction,
  form: URLSearchParams,
  before: LoginProgress,
): (LoginProgress & { complete: boolean }) | undefined {
  const { login, totpSecret } = realm.variant;
  if (before.user !== undefined)
    return isRightCode(form.get('token') ?? '', totpSecret) ? { ...before, complete: true } : undefined;
  const name =
    before.name ?? form.get(login.has('branded') ? 'kennung' : 'username') ?? form.get('usernameUserInput') ?? '';
  if (login.has('identifier-first') && before.name === undefined) return { name, complete: false };
  const user = authenticate(realm, interaction, name, form.get(login.has('branded') ? 'kennwort' : 'password') ?? '');
  if (user === undefined) return undefined;
  return { name, user, remembered: form.has('chkRemember'), complete: !login.has('totp') };
}

/** `POST /commonauth`: the login form. */
async function submitLogin(realm: Realm, ctx: Context, progress: Progress): Promise<void> {
  const form = await readForm(ctx);
  const interaction = await interactionOf(realm, form);
  if (interaction === undefined || !hasAskedForLogin(ctx, interaction.uid)) {
    showExpired(ctx);
    return;
  }
  const key = new URLSearchParams({ sessionDataKey: interaction.uid }).toString();
  const next = advance(realm, interaction, form, progress.get(interaction.uid) ?? {});
  if (next?.user === undefined || !next.complete) {
    if (next !== undefined) progress.set(interaction.uid, next);
    const failure = next === undefined ? '&authFailure=true' : '';
    redirect(ctx, `${realm.url('/authenticationendpoint/login.do')}?${key}${failure}`);
    return;
  }
  progress.delete(interaction.uid);
  const session = await sessionAfterLogin(realm, ctx, next.user, next.remembered ?? false);
  await tellLibrary(interaction, session);
  setSessionCookie(realm, ctx, session);
  redirect(ctx, `${realm.url('/oauth2/authorize')}?${key}`);
}

export function loginRoutes(realm: Realm): Router {
  const router = new Router();
  const progress: Progress = new Map();
  router.get('/authenticationendpoint/login.do', async (ctx) => {
    const parameters = new URLSearchParams(ctx.querystring);
    const interaction = await interactionOf(realm, parameters);
    if (interaction === undefined) {
      showExpired(ctx);
      return;
    }
    ctx.body = nextPage(
      realm,
      progress.get(interaction.uid) ?? {},
    )({
      action: realm.url('/commonauth'),
      application: applicationOf(realm, interaction)?.name ?? '',
      sessionDataKey: interaction.uid,
      failed: parameters.has('authFailure'),
    });
  });
  router.post('/commonauth', (ctx) => submitLogin(realm, ctx, progress));
  return router;
}
