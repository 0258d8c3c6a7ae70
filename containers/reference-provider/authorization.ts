import type { Context, Middleware } from 'koa';
import { endSession, endSessionsOfBrowser } from './back-channel.ts';
import { finishAnswer } from './authorization-answer.ts';
import { REQUESTED_SCOPES, submitConsent } from './consent.ts';
import { BROWSER_STATE_COOKIE, SESSION_COOKIE, supplyLibraryCookies } from './cookies.ts';
import { errorPageUrl } from './error-pages.ts';
import { readHint } from './hints.ts';
import { readParameters, redirect } from './http.ts';
import type { Realm } from './realm.ts';
import type { Attempt } from './attempt.ts';

const ENDPOINT = '/oauth2/authorize';
/** For a fault; browsers give up after 20 redirects. */
const EXTRA_HOPS = 14;
const KNOWN_PROMPTS = new Set(['none', 'login', 'consent', 'select_account']);

/** `select_account` and unknown values beside known ones count as absent; beside `none` anything is wrong. */
function normalisePrompt(prompt: string): string | undefined {
  const values = [...new Set(prompt.split(/\s+/).filter((value) => value !== ''))];
  if (values.includes('none')) return values.length === 1 ? 'none' : 'none login';
  if (values.length > 0 && !values.some((value) => KNOWN_PROMPTS.has(value))) return prompt;
  const understood = values.filter((value) => value === 'login' || value === 'consent');
  return understood.length === 0 ? undefined : understood.join(' ');
}

/** What planted faults make of a request before anybody has looked at it. */
async function misread(realm: Realm, ctx: Context, parameters: URLSearchParams): Promise<void> {
  const { faults } = realm;
  const silent = parameters.get('prompt') === 'none';
  const hint = parameters.get('id_token_hint');
  const session = realm.currentSession(ctx);
  const former = realm.sessions.stored(ctx.cookies.get(SESSION_COOKIE));
  if (faults.has('idle-expiry-tells-clients') && session === undefined && former !== undefined)
    endSession(realm, former);
  if (silent && session === undefined && faults.has('refused-silent-call-ends-session-of-another-tenant'))
    endSessionsOfBrowser(realm, ctx);
  if (parameters.has('max_age') && silent && faults.has('silent-call-ignores-max-age'))
    parameters.set('max_age', '999999');
  if (parameters.has('max_age') && !silent && faults.has('interactive-request-ignores-max-age'))
    parameters.set('max_age', '999999');
  if (parameters.has('max_age') && silent && faults.has('silent-call-refuses-every-max-age'))
    parameters.set('max_age', '0');
  if (hint !== null && silent && faults.has('silent-call-refuses-every-hint')) parameters.set('id_token_hint', 'none');
  const isGuest = session !== undefined && realm.users.get(session.userId) === undefined;
  if (isGuest && silent && faults.has('silent-call-refuses-guests')) parameters.set('max_age', '0');
  const joins = session?.participants.includes(parameters.get('client_id') ?? '') === false;
  if (joins && !silent && faults.has('second-client-asks-again')) parameters.set('prompt', 'login');
  if (parameters.get('prompt') === 'login' && faults.has('prompt-login-ignored')) parameters.delete('prompt');
  if (silent && ctx.get('cookie') === '' && faults.has('login-page-in-iframe')) parameters.delete('prompt');
  if (silent && parameters.get('scope') !== 'openid' && faults.has('consent-page-in-iframe'))
    parameters.delete('prompt');
  const hinted = hint === null ? undefined : await readHint(realm, hint);
  if (faults.has('worthless-hint-ignored') && hinted === undefined) parameters.delete('id_token_hint');
  const names = [...parameters.keys()];
  if (faults.has('repeated-parameter-is-server-error') && new Set(names).size < names.length) ctx.throw(500);
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
  parameters.set(REQUESTED_SCOPES, parameters.get('scope') ?? '');
  return parameters;
}

/** The attempt that a return hop names, if it comes from the browser that went through the page. */
function returningAttempt(realm: Realm, ctx: Context, id: string): Attempt | undefined {
  const attempt = realm.attempts.get(id);
  if (attempt?.sessionId === undefined || attempt.sessionId !== ctx.cookies.get(SESSION_COOKIE)) return undefined;
  realm.attempts.delete(id);
  return attempt;
}

/** Hands the request to the library, either as it came or as the continuation of an attempt. */
async function handOver(realm: Realm, ctx: Context, next: () => Promise<unknown>): Promise<void> {
  const parameters = await readParameters(ctx);
  const consentKey = parameters.get('sessionDataKeyConsent');
  const key = consentKey ?? parameters.get('sessionDataKey');
  const attempt = key === null ? undefined : returningAttempt(realm, ctx, key);
  if (key !== null && attempt === undefined) {
    redirect(
      ctx,
      errorPageUrl(realm, 'invalid_request', 'This login request has expired or belongs to another browser.'),
    );
    return;
  }
  if (attempt !== undefined && consentKey !== null) await submitConsent(realm, attempt, parameters.get('consent'));
  if (attempt === undefined) await misread(realm, ctx, parameters);
  const cookie = ctx.cookies.get(SESSION_COOKIE);
  const session = realm.faults.has('browser-state-signs-in')
    ? realm.sessions.byBrowserState(ctx.cookies.get(BROWSER_STATE_COOKIE))?.id
    : cookie;
  ctx.method = 'GET';
  ctx.path = attempt === undefined ? ENDPOINT : `${ENDPOINT}/${attempt.interactionUid}`;
  ctx.querystring = attempt === undefined ? normaliseRequest(parameters).toString() : '';
  supplyLibraryCookies(ctx, { session: session ?? cookie, resume: attempt?.interactionUid });
  await next();
  finishAnswer(realm, ctx, attempt !== undefined);
}

/** `/oauth2/authorize`: the library's endpoint, with the product's return hop and the product's form of answers. */
export function authorization(realm: Realm): Middleware {
  return async (ctx, next) => {
    const query = new URLSearchParams(ctx.querystring);
    const hop = Number(query.get('hop') ?? 0);
    if (realm.faults.has('silent-call-goes-in-circles') && query.get('prompt') === 'none' && hop < EXTRA_HOPS) {
      query.set('hop', String(hop + 1));
      redirect(ctx, `${realm.url(ENDPOINT)}?${query.toString()}`);
    } else if (ctx.path === ENDPOINT) await handOver(realm, ctx, next);
    // The library's own way back from a login is reached through the return hop only.
    else if (!ctx.path.startsWith(`${ENDPOINT}/`)) await next();
  };
}
