import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';

import { valueOf } from './authorization.ts';
import { frontChannelPage, loggedOutPage } from './pages.ts';
import { type SignedIn, signOut } from './sessions.ts';
import {
  browserSession,
  ensureBrowserSession,
  parametersOf,
  urlsOf,
  type WebContext,
  type WebEnv,
} from './web-context.ts';

/** `/log-out`, `/logged-out`, `/front-channel-logout`. */
export const logOutRoutes = new Hono<WebEnv>()
  .get('/log-out', async (c) => {
    const session = ensureBrowserSession(c);
    const { signedIn } = session;
    if (!signedIn) {
      session.notice = 'You were not signed in here.';
      return c.redirect(urlsOf(c).home);
    }
    const { end_session_endpoint: endpoint } = await c.var.relyingParty.provider.metadata();
    signOut(session, endpoint === undefined ? 'You are signed out here; the provider offers no logout.' : '');
    if (endpoint === undefined) return c.redirect(urlsOf(c).home);
    const url = logoutRequest(c, endpoint, signedIn);
    session.logout = { state: url.searchParams.get('state') ?? undefined };
    return c.redirect(url);
  })
  .get('/logged-out', async (c) => {
    const parameters = await parametersOf(c);
    const sent = browserSession(c)?.logout;
    const received = parameters.flatMap(([name, value]) => (name === 'state' ? [value] : []));
    const expected = sent?.state === undefined ? [] : [sent.state];
    const stateMatches = sent !== undefined && JSON.stringify(received) === JSON.stringify(expected);
    c.var.relyingParty.events.append({ type: 'logged-out', parameters, stateMatches });
    return loggedOutPage(c, {
      stateMatches,
      error: valueOf(parameters, 'error'),
      description: valueOf(parameters, 'error_description'),
    });
  })
  .get('/front-channel-logout', async (c) => {
    const { relyingParty } = c.var;
    const parameters = await parametersOf(c);
    relyingParty.events.append({ type: 'front-channel-logout', parameters });
    const issuer = valueOf(parameters, 'iss');
    const sid = valueOf(parameters, 'sid');
    const notice = 'You were signed out at the provider (front-channel logout). Sign in again.';
    if (issuer !== undefined && issuer !== relyingParty.registration.issuer) {
      return frontChannelPage(c, 400, 'This logout names another issuer.');
    }
    const session = browserSession(c);
    if (sid !== undefined) relyingParty.endSessions({ sid, sub: undefined }, notice);
    else if (session?.signedIn) signOut(session, notice);
    return frontChannelPage(c, 200, 'Signed out.');
  });

/** The logout request (RP-Initiated Logout 1.0, section 2), with the `state` that the query of `/log-out` may name. */
function logoutRequest(c: WebContext, endpoint: string, signedIn: SignedIn): URL {
  const parameters = {
    id_token_hint: signedIn.tokens.idToken,
    post_logout_redirect_uri: urlsOf(c).loggedOut,
    state: new URL(c.req.url).searchParams.get('state') ?? randomBytes(16).toString('base64url'),
  };
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}
