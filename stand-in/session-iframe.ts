import Router from '@koa/router';
import type { Context } from 'koa';
import { callbackMatches, usesPattern } from './applications.ts';
import { BROWSER_STATE_COOKIE, currentSession, SESSION_COOKIE } from './cookies.ts';
import { showPage } from './pages.ts';
import { originOf } from './session-state.ts';
import type { Realm } from './realm.ts';

const literal = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');

/**
 * The page of the OpenID provider's iframe (Session Management 1.0, 3.2). When the cookie still fits, it asks the
 * server whether the session behind it lives: a session that ran out, or was ended elsewhere, leaves its cookies behind.
 */
const iframePage = (origin: string, statusUrl: string): string => `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Session state</title></head>
<body>
<script>
  const clientOrigin = ${literal(origin)};

  const browserState = () =>
    document.cookie.split('; ').find((each) => each.startsWith('opbs='))?.slice('opbs='.length) ?? '';
  const digest = async (text) => {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const isCurrent = async (state) => {
    try {
      const answer = await fetch(${literal(statusUrl)}, { credentials: 'include', cache: 'no-store' });
      return !answer.ok || (await answer.json()).browserState === state;
    } catch {
      return true; // An unreachable server says nothing about the session.
    }
  };
  const status = async (message) => {
    const words = typeof message === 'string' ? message.split(' ') : [];
    if (words.length < 2 || words.includes('')) return 'error';
    const [clientId, sessionState, ...more] = words;
    const salt = sessionState.split('.')[1];
    const state = browserState();
    const expected = await digest([clientId, clientOrigin, state, salt].join(' '));
    const matches = more.length === 0 && sessionState === expected + '.' + salt;
    return matches && (await isCurrent(state)) ? 'unchanged' : 'changed';
  };
  window.addEventListener('message', async (event) => {
    if (event.origin === clientOrigin) event.source.postMessage(await status(event.data), event.origin);
  });
</script>
</body>
</html>
`;

/** Which origin may ask; undefined where nobody may. */
function askingOrigin(realm: Realm, clientId: string | null, redirectUri: string | null): string | undefined {
  const application = realm.applications.byClientId(clientId ?? '');
  if (application === undefined) return undefined;
  if (redirectUri !== null) return callbackMatches(application, redirectUri) ? originOf(redirectUri) : undefined;
  return usesPattern(application) ? undefined : originOf(application.callback);
}

/** For faults: a session that has ended, and has left its cookies in the browser. */
function isTakenForLive({ faults, sessions }: Realm, ctx: Context): boolean {
  const id = ctx.cookies.get(SESSION_COOKIE);
  if (id === undefined || sessions.live(id) !== undefined) return false;
  const hasExpired = sessions.stored(id) !== undefined;
  return faults.has(hasExpired ? 'iframe-blind-to-idle-expiry' : 'iframe-blind-to-termination');
}

export function sessionIframeRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/oidc/checksession', (ctx) => {
    const parameters = new URLSearchParams(ctx.querystring);
    const origin = askingOrigin(realm, parameters.get('client_id'), parameters.get('redirect_uri'));
    ctx.type = 'html';
    if (origin !== undefined) ctx.body = iframePage(origin, realm.url('/oidc/checksession/state'));
    else {
      showPage(ctx, 'Session state', 'This page is for the iframe of a registered client.');
      ctx.status = 400;
    }
  });
  // Reads the session without touching it: asking is not activity.
  router.get('/oidc/checksession/state', (ctx) => {
    const session = currentSession(realm, ctx);
    const browserState = ctx.cookies.get(BROWSER_STATE_COOKIE);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { browserState: isTakenForLive(realm, ctx) ? browserState : (session?.browserState ?? '') };
  });
  return router;
}
