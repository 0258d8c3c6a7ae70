import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { errors } from 'oidc-provider';
import { type KoaContextWithOIDC } from 'oidc-provider';
import { HINT_OF_ANOTHER_USER } from './consent.ts';
import { dropLibraryCookies, setFrameworkCookies, setServletSession, setSessionCookie } from './cookies.ts';
import { errorPageUrl } from './error-pages.ts';
import { redirect, withParameters } from './http.ts';
import type { Realm } from './realm.ts';
import { joinSession, sessionState } from './session-state.ts';
import type { Session } from './sessions.ts';

/** Silent calls of each session so far, for a fault that treats them in turns. */
const calls = new WeakMap<Session, number>();

function isOddCall(session: Session): boolean {
  const count = (calls.get(session) ?? 0) + 1;
  calls.set(session, count);
  return count % 2 === 1;
}

interface Failure {
  readonly code: string;
  readonly description: string | undefined;
  /** The client must not see it. */
  readonly onOwnPage: boolean;
}

/** What went wrong in a request, for rewriting the library's answer. */
const failures = new WeakMap<IncomingMessage, Failure>();

const HINT_UNVERIFIABLE = 'Request with an id_token_hint that could not be verified';

/** The library's words for what the product says otherwise. */
const PRODUCT_WORDS: Readonly<Record<string, { readonly code?: string; readonly description: string }>> = {
  'prompt none must only be used alone': {
    description: "Invalid prompt variable combination. The value 'none' cannot be used with others prompts. Prompt: ",
  },
  'unsupported prompt value requested': {
    description: 'Invalid prompt variables passed with the authorization request',
  },
  'invalid max_age parameter value': {
    description: 'Invalid max_age parameter value sent in the authorization request.',
  },
  'could not validate id_token_hint': {
    code: 'access_denied',
    description: HINT_UNVERIFIABLE,
  },
};

const FRAMEWORK_ERRORS = new Set(['login_required', 'interaction_required', 'access_denied', 'consent_required']);

/** Errors that come up once the user is known have their parameters in another order than those before. */
const isLate = ({ code, description }: Pick<Failure, 'code' | 'description'>): boolean =>
  code === 'access_denied' || code === 'consent_required' || description === HINT_OF_ANOTHER_USER;

/** The library reports an error before it sends it. */
export function noteError(
  { faults }: Realm,
  ctx: KoaContextWithOIDC,
  { error, error_description }: errors.OIDCProviderError,
): void {
  const words = PRODUCT_WORDS[error_description ?? ''];
  const hint = text(ctx.oidc.params?.['id_token_hint']);
  const description = words?.description ?? error_description;
  failures.set(ctx.req, {
    code: words?.code ?? error,
    description: faults.has('error-repeats-hint') && hint !== undefined ? `${description ?? ''} ${hint}` : description,
    onOwnPage: false,
  });
}

/** A refused hint leaves the session alone, and the client is told its state. */
function stateAfterRefusedHint(realm: Realm, ctx: Context, failure: Failure): string | undefined {
  const { oidc } = ctx as unknown as KoaContextWithOIDC;
  const browserState = realm.currentSession(ctx)?.browserState;
  const [clientId, redirectUri] = [oidc.client?.clientId, text(oidc.params?.['redirect_uri'])];
  const isAboutHint = failure.description === HINT_OF_ANOTHER_USER || failure.description === HINT_UNVERIFIABLE;
  if (!isAboutHint || browserState === undefined || clientId === undefined || redirectUri === undefined)
    return undefined;
  return sessionState(realm, clientId, redirectUri, browserState);
}

function errorLocation(
  { faults }: Realm,
  redirectUri: string,
  mode: string | undefined,
  failure: Failure,
  requested: Record<'state' | 'session_state', string | undefined>,
): string {
  const state = faults.has('error-without-state') ? undefined : requested.state;
  const { session_state } = requested;
  const code = { error: failure.code };
  const description = { error_description: failure.description };
  const parameters = {
    ...(isLate(failure) ? { ...code, ...description, session_state, state } : { ...description, state, ...code }),
    ...(faults.has('error-with-stray-parameter') ? { spId: '0123-abc' } : {}),
  };
  if (faults.has('fragment-error-in-query') && mode === 'fragment') return withParameters(redirectUri, parameters);
  return withParameters(redirectUri, parameters, mode === 'fragment' ? '#' : undefined);
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The page of `response_mode=form_post`. */
function dressForm(realm: Realm, ctx: Context): void {
  ctx.set('Content-Type', 'text/html;charset=UTF-8');
  ctx.set('Cache-Control', 'no-store, no-cache, must-revalidate, private');
  setServletSession(realm, ctx, `${realm.prefix}/oauth2`);
}

/** Gives the library's answer the product's form: 302, its parameters in the product's order and words. */
export function finishAnswer(realm: Realm, ctx: Context, isReturnHop: boolean): void {
  dropLibraryCookies(ctx);
  const { location } = ctx.response.headers;
  const failure = failures.get(ctx.req);
  if (location === undefined && ctx.response.is('html') !== false) dressForm(realm, ctx);
  if (failure === undefined || failure.onOwnPage) {
    if (location !== undefined) redirect(ctx, location);
    return;
  }
  if (!isReturnHop && FRAMEWORK_ERRORS.has(failure.code)) setFrameworkCookies(ctx, realm.cookiePath);
  const { params } = (ctx as unknown as KoaContextWithOIDC).oidc;
  const redirectUri = text(params?.['redirect_uri']);
  const mode = location !== undefined && new URL(location).hash !== '' ? 'fragment' : text(params?.['response_mode']);
  const asRedirect = location !== undefined || realm.faults.has('form-post-error-as-redirect');
  if (asRedirect && redirectUri !== undefined) {
    const states = {
      state: text(params?.['state']),
      session_state: stateAfterRefusedHint(realm, ctx, failure),
    };
    redirect(ctx, errorLocation(realm, redirectUri, mode, failure, states));
    return;
  }
  // A form that posts the error: the product sends it with 200 and without `iss`.
  if (typeof ctx.body === 'string') ctx.body = ctx.body.replace(/<input type="hidden" name="iss"[^>]*>\n?/, '');
  ctx.status = 200;
}

const PAGE_CODES: Readonly<Record<string, readonly [code: string, message: string]>> = {
  invalid_client: ['invalid_client', 'application.not.found'],
  invalid_redirect_uri: ['invalid_callback', 'callback.not.match'],
};

/** Errors that must not go to the client: the error page for browsers, JSON for the other endpoints. */
export function renderError(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string | undefined },
): void {
  if (!ctx.path.startsWith('/oauth2/authorize')) {
    ctx.type = 'json';
    ctx.body = out;
    return;
  }
  if (realm.faults.has('refused-call-extends')) {
    const session = realm.currentSession(ctx);
    if (session !== undefined) realm.sessions.touch(session);
  }
  failures.set(ctx.req, { code: out.error, description: out.error_description, onOwnPage: true });
  const wanted = text(ctx.oidc.params?.['redirect_uri']);
  const anywhere =
    (realm.faults.has('unknown-client-sent-back') && out.error === 'invalid_client') ||
    (realm.faults.has('foreign-redirect-uri-visited') && out.error === 'invalid_redirect_uri');
  if (anywhere && wanted !== undefined) {
    redirect(ctx, withParameters(wanted, { error: out.error }));
    return;
  }
  const [code, message] = PAGE_CODES[out.error] ?? [out.error, out.error_description ?? ''];
  const spId =
    out.error === 'invalid_redirect_uri' ? realm.applications.byClientId(ctx.oidc.client?.clientId)?.id : undefined;
  redirect(ctx, errorPageUrl(realm, code, message, { spId }));
}

function restartIdleClock(realm: Realm, { oidc }: KoaContextWithOIDC, session: Session, clientId: string): void {
  const { faults } = realm;
  const silent = oidc.prompts.has('none');
  if (silent && faults.has('silent-call-does-not-extend')) return;
  if (silent && faults.has('every-other-silent-call-extends') && isOddCall(session)) return;
  if (!silent && faults.has('interactive-request-does-not-extend') && session.participants.includes(clientId)) return;
  if (faults.has('only-first-client-extends') && (session.participants[0] ?? clientId) !== clientId) return;
  if (silent && faults.has('auth-time-moves')) session.authenticatedAt = Date.now();
  realm.sessions.touch(session);
}

/** A successful answer restarts the idle clock, makes the client a participant, and tells `session_state` (OpenID requests only). */
function takePart(realm: Realm, ctx: KoaContextWithOIDC): string | undefined {
  const session = realm.sessions.live(ctx.oidc.session?.jti);
  const clientId = ctx.oidc.client?.clientId;
  const redirectUri = text(ctx.oidc.params?.['redirect_uri']);
  if (session === undefined || clientId === undefined || redirectUri === undefined) return undefined;
  if (ctx.oidc.route === 'authorization') {
    setFrameworkCookies(ctx, realm.cookiePath);
    if (session.remembered) setSessionCookie(realm, ctx, session);
  }
  restartIdleClock(realm, ctx, session, clientId);
  if (!ctx.oidc.requestParamScopes.has('openid')) return undefined;
  const browserState = joinSession(realm, ctx, session, clientId);
  const ofProvider = realm.faults.has('silent-session-state-for-own-origin') && ctx.oidc.prompts.has('none');
  return sessionState(realm, clientId, ofProvider ? realm.issuer : redirectUri, browserState);
}

function stateToReturn({ faults }: Realm, state: unknown): unknown {
  if (typeof state !== 'string') return state;
  if (faults.has('state-decoded')) return decodeURIComponent(state);
  return state;
}

/** Changes the library's successful answer in place: `session_state` before `state`, no `iss`. */
export function completeAnswer(realm: Realm, ctx: KoaContextWithOIDC, answer: Record<string, unknown>): void {
  const state = stateToReturn(realm, answer['state']);
  delete answer['iss'];
  delete answer['state'];
  const told = takePart(realm, ctx);
  if (told !== undefined) answer['session_state'] = told;
  if (state !== undefined) answer['state'] = state;
}
