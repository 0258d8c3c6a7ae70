import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

import { type Parameters, relyingPartyUrls, type RelyingPartyUrls } from './protocol.ts';
import type { RelyingParty } from './relying-parties.ts';
import { type BrowserSession, newBrowserSession, remember } from './sessions.ts';

const COOKIE = 'rp_session';
const MOST_SESSIONS = 10_000;

export interface WebEnv {
  Variables: { relyingParty: RelyingParty };
}
export type WebContext = Context<WebEnv>;

/** The addresses of this relying party at the origin that the browser used. */
export const urlsOf = (c: WebContext): RelyingPartyUrls =>
  relyingPartyUrls(new URL(c.req.url).origin, '', c.var.relyingParty.id);

/** Parameters of the query, or of the form that was posted, decoded once and in their order. */
export async function parametersOf(c: Context): Promise<Parameters> {
  const encoded = c.req.method === 'POST' ? await c.req.text() : new URL(c.req.url).search;
  return [...new URLSearchParams(encoded)];
}

/** What is known of the browser that asks; undefined for one that never opened a page here. */
export const browserSession = (c: WebContext): BrowserSession | undefined =>
  c.var.relyingParty.sessions.get(getCookie(c, COOKIE) ?? '');

/** As {@link browserSession}, and makes a session for a browser that has none. */
export function ensureBrowserSession(c: WebContext): BrowserSession {
  const existing = browserSession(c);
  if (existing) return existing;
  const { relyingParty } = c.var;
  const session = newBrowserSession();
  remember(relyingParty.sessions, session.id, session, MOST_SESSIONS);
  const path = `/r/${relyingParty.id}`;
  setCookie(c, COOKIE, session.id, { path, secure: true, httpOnly: true, sameSite: 'Lax' });
  return session;
}
