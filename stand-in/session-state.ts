import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import { BROWSER_STATE_COOKIE, setBrowserStateCookie } from './cookies.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

/** The origin of an absolute uri; empty for anything else. */
export const originOf = (uri: string): string => (URL.canParse(uri) ? new URL(uri).origin : '');

/** `session_state` (Session Management 1.0, 3.2): a salted hash over client, origin and browser state, without a space. */
export function sessionState(clientId: string, redirectUri: string, browserState: string): string {
  const salt = randomBytes(16).toString('base64url');
  const hash = createHash('sha256')
    .update(`${clientId} ${originOf(redirectUri)} ${browserState} ${salt}`)
    .digest('hex');
  return `${hash}.${salt}`;
}

/**
 * Makes the client a participant. The browser state is new for the first client, rotates when a further one joins, and
 * is made again when the browser lost it.
 */
export function joinSession(realm: Realm, ctx: Context, session: Session, clientId: string): string {
  const joins = !session.participants.includes(clientId);
  const known = session.browserState;
  if (!joins && known !== undefined && ctx.cookies.get(BROWSER_STATE_COOKIE) === known) return known;
  const browserState = `${randomUUID()}-v2`;
  session.browserState = browserState;
  if (joins) session.participants.push(clientId);
  realm.sessions.save(session);
  setBrowserStateCookie(realm, ctx, browserState);
  return browserState;
}
