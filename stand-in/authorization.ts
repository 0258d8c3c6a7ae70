import type { Context, Middleware } from 'koa';
import type { Interaction } from 'oidc-provider';
import { completeError } from './authorization-answer.ts';
import { endSession } from './back-channel.ts';
import { submitConsent } from './consent.ts';
import { currentSession, dropLibraryCookies, SESSION_COOKIE, supplyLibraryCookies } from './cookies.ts';
import { readParameters } from './http.ts';
import { interactionOf, showExpired } from './login.ts';
import type { Realm } from './realm.ts';

const ENDPOINT = '/oauth2/authorize';

/** The interaction goes on only in the browser of the user who went through its page. */
function mayGoOn(realm: Realm, ctx: Context, { result, session }: Interaction): boolean {
  const userId = result?.login?.accountId ?? session?.accountId;
  return userId !== undefined && currentSession(realm, ctx)?.userId === userId;
}

/** For a fault: whoever comes with the cookie of a session that ran out makes its clients hear of it. */
async function tellOfExpiry(realm: Realm, ctx: Context): Promise<void> {
  const session = realm.sessions.stored(ctx.cookies.get(SESSION_COOKIE));
  if (session !== undefined && realm.sessions.live(session.id) === undefined) await endSession(realm, session);
}

/** Hands the request to the library, either as it came or as the continuation of an interaction. */
async function handOver(realm: Realm, ctx: Context, next: () => Promise<unknown>): Promise<void> {
  const parameters = await readParameters(ctx);
  const interaction = await interactionOf(realm, parameters);
  if (parameters.has('sessionDataKey') && (interaction === undefined || !mayGoOn(realm, ctx, interaction))) {
    showExpired(ctx);
    return;
  }
  if (interaction !== undefined && parameters.has('consent'))
    await submitConsent(realm, interaction, parameters.get('consent'));
  if (realm.faults.has('idle-expiry-tells-clients')) await tellOfExpiry(realm, ctx);
  const session = ctx.cookies.get(SESSION_COOKIE);
  ctx.method = 'GET';
  ctx.path = interaction === undefined ? ENDPOINT : `${ENDPOINT}/${interaction.uid}`;
  ctx.querystring = interaction === undefined ? parameters.toString() : '';
  supplyLibraryCookies(ctx, { session, resume: interaction?.uid });
  await next();
  dropLibraryCookies(ctx);
  completeError(ctx);
}

/** `/oauth2/authorize`: the library's endpoint, and the way back to it from the login and consent pages. */
export function authorization(realm: Realm): Middleware {
  return async (ctx, next) => {
    if (ctx.path === ENDPOINT) await handOver(realm, ctx, next);
    // The library's own way back from a page is reached through ours only.
    else if (!ctx.path.startsWith(`${ENDPOINT}/`)) await next();
  };
}
