import type { Context, Middleware } from 'koa';
import { finishAnswer } from './authorization-answer.ts';
import { REQUESTED_SCOPES, submitConsent } from './consent.ts';
import { BROWSER_STATE_COOKIE, SESSION_COOKIE, supplyLibraryCookies } from './cookies.ts';
import { errorPageUrl } from './error-pages.ts';
import { misread } from './misread-requests.ts';
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
