import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Context, Middleware } from 'koa';
import type { errors, KoaContextWithOIDC } from 'oidc-provider';
import { submitConsent } from './consent.ts';
import {
  dropLibraryCookies,
  SESSION_COOKIE,
  setFrameworkCookies,
  setSessionCookie,
  supplyLibraryCookies,
} from './cookies.ts';
import { errorPageUrl } from './error-pages.ts';
import { readParameters, redirect } from './http.ts';
import type { Attempt, Realm } from './realm.ts';
import { joinSession, sessionState } from './session-state.ts';

type ProviderError = errors.OIDCProviderError;

/** What went wrong in a request, for rewriting the library's answer. */
const failures = new WeakMap<IncomingMessage, { error: ProviderError; onOwnPage: boolean }>();

/** The library's words for what the product says otherwise. */
const PRODUCT_WORDS: Readonly<Record<string, { error?: string; description: string }>> = {
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
    error: 'access_denied',
    description: 'Request with an id_token_hint that could not be verified',
  },
};

/** Errors that come up once the user is known have their parameters in another order than those before. */
const LATE_ERRORS = new Set(['access_denied', 'consent_required']);
const FRAMEWORK_ERRORS = new Set(['login_required', 'interaction_required', ...LATE_ERRORS]);
const KNOWN_PROMPTS = new Set(['none', 'login', 'consent', 'select_account']);

/** `select_account` and unknown values beside known ones count as absent; beside `none` anything is wrong. */
function normalisePrompt(prompt: string): string | undefined {
  const values = [...new Set(prompt.split(/\s+/).filter((value) => value !== ''))];
  if (values.includes('none')) return values.length === 1 ? 'none' : 'none login';
  if (!values.some((value) => KNOWN_PROMPTS.has(value))) return prompt;
  return values.filter((value) => value === 'login' || value === 'consent').join(' ') || undefined;
}

function normaliseRequest(parameters: URLSearchParams): URLSearchParams {
  const prompt = parameters.get('prompt');
  if (prompt !== null) {
    const wanted = normalisePrompt(prompt);
    if (wanted === undefined) parameters.delete('prompt');
    else parameters.set('prompt', wanted);
  }
  // The product reads the hint of silent requests only.
  if (parameters.get('prompt')?.includes('none') !== true) parameters.delete('id_token_hint');
  return parameters;
}

/** The attempt that a return hop names, if it comes from the browser that went through the page. */
function returningAttempt(realm: Realm, ctx: Context, id: string): Attempt | undefined {
  const attempt = realm.attempts.get(id);
  const sessionId = ctx.cookies.get(SESSION_COOKIE);
  if (attempt?.sessionId === undefined || attempt.sessionId !== sessionId) return undefined;
  realm.attempts.delete(id);
  return attempt;
}

/** Hands the request to the library, either as it came or as the continuation of an attempt. */
async function prepare(realm: Realm, ctx: Context): Promise<boolean> {
  const parameters = await readParameters(ctx);
  const consented = parameters.get('sessionDataKeyConsent');
  const id = consented ?? parameters.get('sessionDataKey');
  const attempt = id === null ? undefined : returningAttempt(realm, ctx, id);
  if (id !== null && attempt === undefined) {
    redirect(ctx, errorPageUrl(realm, 'invalid_request', 'Invalid session. Please try again.'));
    return false;
  }
  if (attempt !== undefined && consented !== null) await submitConsent(realm, attempt, parameters.get('consent'));
  ctx.method = 'GET';
  ctx.path = attempt === undefined ? '/oauth2/authorize' : `/oauth2/authorize/${attempt.interactionUid}`;
  ctx.querystring = attempt === undefined ? normaliseRequest(parameters).toString() : '';
  supplyLibraryCookies(ctx, { session: ctx.cookies.get(SESSION_COOKIE), resume: attempt?.interactionUid });
  return true;
}

function errorLocation(location: string, redirectUri: string, description: string | undefined): string {
  const answer = new URL(location);
  const inFragment = answer.hash !== '';
  const given = inFragment ? new URLSearchParams(answer.hash.slice(1)) : answer.searchParams;
  const words = PRODUCT_WORDS[description ?? ''];
  const values: Readonly<Record<string, string | null | undefined>> = {
    error: words?.error ?? given.get('error'),
    error_description: words?.description ?? description,
    state: given.get('state'),
  };
  const order = LATE_ERRORS.has(values['error'] ?? '')
    ? ['error', 'error_description', 'state']
    : ['error_description', 'state', 'error'];
  const parameters = new URLSearchParams(order.flatMap((name) => (values[name] == null ? [] : [[name, values[name]]])));
  const separator = redirectUri.includes('?') ? '&' : '?';
  return `${redirectUri}${inFragment ? '#' : separator}${parameters.toString()}`;
}

/** Gives the library's answer the product's form: 302, its parameters in its order and words. */
function finish(realm: Realm, ctx: Context, isReturnHop: boolean): void {
  dropLibraryCookies(ctx);
  const location = ctx.response.get('location');
  const failure = failures.get(ctx.req);
  if (failure !== undefined && !failure.onOwnPage) {
    const { oidc } = ctx as unknown as KoaContextWithOIDC;
    const redirectUri = oidc.params?.['redirect_uri'];
    if (!isReturnHop && FRAMEWORK_ERRORS.has(failure.error.error)) setFrameworkCookies(ctx, realm.cookiePath);
    if (location !== '' && typeof redirectUri === 'string') {
      redirect(ctx, errorLocation(location, redirectUri, failure.error.error_description));
      return;
    }
    // A form that posts the error: the product sends it with 200 and without `iss`.
    if (typeof ctx.body === 'string') ctx.body = withoutIssuer(ctx.body);
    ctx.status = 200;
    return;
  }
  if (location !== '') redirect(ctx, location);
}

const withoutIssuer = (form: string): string => form.replace(/<input type="hidden" name="iss"[^>]*>\n?/, '');

/** `/oauth2/authorize`: the library's endpoint, with the product's return hop and the product's form of answers. */
export function authorization(realm: Realm): Middleware {
  return async (ctx, next) => {
    if (ctx.path.startsWith('/oauth2/authorize/')) return;
    if (ctx.path !== '/oauth2/authorize') return next();
    if (!(await prepare(realm, ctx))) return;
    const isReturnHop = ctx.path !== '/oauth2/authorize';
    await next();
    finish(realm, ctx, isReturnHop);
  };
}

/** The library reports an error before it sends it. */
export function noteError(ctx: KoaContextWithOIDC, error: ProviderError): void {
  failures.set(ctx.req, { error, onOwnPage: false });
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
  error: Error,
): void {
  if (!ctx.path.startsWith('/oauth2/authorize')) {
    ctx.type = 'json';
    ctx.body = out;
    return;
  }
  failures.set(ctx.req, { error: error as ProviderError, onOwnPage: true });
  const [code, message] = PAGE_CODES[out.error] ?? [out.error, out.error_description ?? error.message];
  const application =
    out.error === 'invalid_redirect_uri' ? realm.applications.byClientId(ctx.oidc.client?.clientId) : undefined;
  redirect(
    ctx as unknown as Context,
    errorPageUrl(realm, code, message, application === undefined ? {} : { spId: application.id }),
  );
}

/** What the product adds to a successful answer: the idle clock restarts, the client joins, `session_state` is told. */
export function completeAnswer(realm: Realm, ctx: KoaContextWithOIDC, answer: Record<string, unknown>): void {
  const { state, ...rest } = answer;
  for (const name of Object.keys(answer)) Reflect.deleteProperty(answer, name);
  delete rest['iss'];
  Object.assign(answer, rest);
  const plain = ctx as unknown as Context;
  const session = realm.sessions.live(ctx.oidc.session?.jti);
  const clientId = ctx.oidc.client?.clientId;
  if (session !== undefined && clientId !== undefined) {
    const silentOrSso = ctx.oidc.route === 'authorization';
    if (silentOrSso) setFrameworkCookies(plain, realm.cookiePath, randomUUID());
    if (silentOrSso && session.remembered)
      setSessionCookie(plain, realm.cookiePath, session.id, realm.settings.rememberMeMs / 1000);
    realm.sessions.touch(session);
    const redirectUri = ctx.oidc.params?.['redirect_uri'];
    if (ctx.oidc.requestParamScopes.has('openid') && typeof redirectUri === 'string') {
      const browserState = joinSession(realm, plain, session, clientId);
      answer['session_state'] = sessionState(clientId, redirectUri, browserState);
    }
  }
  if (state !== undefined) answer['state'] = state;
}
