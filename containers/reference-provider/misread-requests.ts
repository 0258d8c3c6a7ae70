import type { Context } from 'koa';
import { endSession, endSessionsOfBrowser } from './back-channel.ts';
import { SESSION_COOKIE } from './cookies.ts';
import type { Faults } from './faults/index.ts';
import { readHint } from './hints.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

/** Passes for every session, and for none. */
const [ANY_AGE, NO_AGE] = ['999999', '0'];

function misreadMaxAge(faults: Faults, parameters: URLSearchParams, silent: boolean, isGuest: boolean): void {
  const given = parameters.has('max_age');
  if (given && silent && faults.has('silent-call-ignores-max-age')) parameters.set('max_age', ANY_AGE);
  if (given && !silent && faults.has('interactive-request-ignores-max-age')) parameters.set('max_age', ANY_AGE);
  if (given && silent && faults.has('silent-call-refuses-every-max-age')) parameters.set('max_age', NO_AGE);
  if (isGuest && silent && faults.has('silent-call-refuses-guests')) parameters.set('max_age', NO_AGE);
}

function misreadPrompt(faults: Faults, parameters: URLSearchParams, joins: boolean, hasCookies: boolean): void {
  const prompt = parameters.get('prompt');
  if (prompt === 'login' && faults.has('prompt-login-ignored')) parameters.delete('prompt');
  if (prompt !== 'none') {
    if (joins && faults.has('second-client-asks-again')) parameters.set('prompt', 'login');
    return;
  }
  if (!hasCookies && faults.has('login-page-in-iframe')) parameters.delete('prompt');
  if (parameters.get('scope') !== 'openid' && faults.has('consent-page-in-iframe')) parameters.delete('prompt');
}

async function misreadHint(realm: Realm, parameters: URLSearchParams, silent: boolean): Promise<void> {
  const hint = parameters.get('id_token_hint');
  if (hint === null) return;
  if (silent && realm.faults.has('silent-call-refuses-every-hint')) parameters.set('id_token_hint', 'none');
  if (realm.faults.has('worthless-hint-ignored') && (await readHint(realm, hint)) === undefined)
    parameters.delete('id_token_hint');
}

function endWhatOthersKeep(realm: Realm, ctx: Context, session: Session | undefined, silent: boolean): void {
  const former = realm.sessions.stored(ctx.cookies.get(SESSION_COOKIE));
  if (session !== undefined) return;
  if (former !== undefined && realm.faults.has('idle-expiry-tells-clients')) endSession(realm, former);
  if (silent && realm.faults.has('refused-silent-call-ends-session-of-another-tenant'))
    endSessionsOfBrowser(realm, ctx);
}

/** What planted faults make of an authorization request before anybody has looked at it. */
export async function misread(realm: Realm, ctx: Context, parameters: URLSearchParams): Promise<void> {
  const silent = parameters.get('prompt') === 'none';
  const session = realm.currentSession(ctx);
  const names = [...parameters.keys()];
  endWhatOthersKeep(realm, ctx, session, silent);
  const isGuest = session !== undefined && realm.users.get(session.userId) === undefined;
  misreadMaxAge(realm.faults, parameters, silent, isGuest);
  await misreadHint(realm, parameters, silent);
  const joins = session?.participants.includes(parameters.get('client_id') ?? '') === false;
  misreadPrompt(realm.faults, parameters, joins, ctx.get('cookie') !== '');
  if (new Set(names).size < names.length && realm.faults.has('repeated-parameter-is-server-error')) ctx.throw(500);
}
