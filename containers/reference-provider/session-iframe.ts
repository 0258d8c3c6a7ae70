import Router from '@koa/router';
import { callbackMatches, usesPattern } from './applications.ts';
import type { Faults } from './faults/index.ts';
import { hashedBesideClient, originOf } from './session-state.ts';
import type { Realm } from './realm.ts';

const INVALID = '<html><body>Invalid OP IFrame Request</body></html>';

/**
 * The page of the OpenID provider's iframe (Session Management 1.0, 3.2). When the cookie still fits, it asks the
 * server whether the session behind it lives: a session that ran out, or was ended elsewhere, leaves its cookies behind.
 */
const iframePage = (origin: string, statusUrl: string, clientId: string, faults: Faults): string => `<html lang="en">
<head>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<script type="text/javascript">
  const clientOrigin = ${JSON.stringify(origin).replaceAll('<', '\\u003c')};
  const statusUrl = ${JSON.stringify(statusUrl)};

  const browserState = () => {
    const cookie = document.cookie.split('; ').find((each) => each.startsWith('opbs='));
    return cookie === undefined ? null : cookie.slice('opbs='.length);
  };
  const digest = async (text) => {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const isAlive = async (state) => {
    ${faults.has('iframe-blind-to-end-of-session') ? 'return true;' : ''}
    try {
      const answer = await fetch(statusUrl, { credentials: 'include', cache: 'no-store' });
      return !answer.ok || (await answer.json()).browserState === state;
    } catch {
      return true; // An unreachable server says nothing about the session.
    }
  };
  const status = async (message, origin) => {
    const words = typeof message === 'string' ? message.split(' ') : [];
    ${faults.has('single-word-left-unanswered') ? "if (words.length === 1 && words[0] !== '') return undefined;" : ''}
    ${faults.has('half-empty-message-called-changed') ? "if (words.length === 2 && words.includes('')) return 'changed';" : ''}
    if (words.length < 2 || words[0] === '' || words[1] === '') return 'error';
    ${faults.has('iframe-never-says-changed') ? "return 'unchanged';" : ''}
    const state = browserState();
    if (words.length > 2 || state === null) return 'changed';
    const [namedClient, sessionState] = words;
    const clientId = ${faults.has('iframe-ignores-client-id') ? JSON.stringify(clientId).replaceAll('<', '\\u003c') : 'namedClient'};
    const salt = sessionState.split('.')[1];
    const expected = await digest(clientId + '${hashedBesideClient(faults)} ' + origin + ' ' + state + ' ' + salt) + '.' + salt;
    return expected === sessionState && (await isAlive(state)) ? 'unchanged' : 'changed';
  };
  window.addEventListener('message', async (event) => {
    ${faults.has('iframe-answers-any-origin') ? '' : 'if (event.origin !== clientOrigin) return;'}
    const answer = await status(event.data, clientOrigin);
    if (answer !== undefined) event.source.postMessage(answer, event.origin);
  });
</script>
</head>
<body></body>
</html>
`;

/** Which origin may ask; undefined where the product refuses the page. */
function askingOrigin(realm: Realm, clientId: string | null, redirectUri: string | null): string | undefined {
  const application = realm.applications.byClientId(clientId ?? '');
  if (application === undefined) return undefined;
  if (redirectUri !== null)
    return callbackMatches(application, redirectUri, realm.faults) ? originOf(redirectUri) : undefined;
  return usesPattern(application) ? undefined : originOf(application.callback);
}

/** The page for whoever asks, or the product's refusal. */
function pageFor(realm: Realm, clientId: string, redirectUri: string | null): string {
  const { faults } = realm;
  const statusUrl = realm.url('/oidc/checksession/state');
  const origin = askingOrigin(realm, clientId, redirectUri);
  if (origin !== undefined) return iframePage(origin, statusUrl, clientId, faults);
  const isUnknown = realm.applications.byClientId(clientId) === undefined;
  if (isUnknown && faults.has('unknown-client-told-unchanged'))
    return iframePage(originOf(redirectUri ?? ''), statusUrl, '', new Set(['iframe-never-says-changed']));
  return faults.has('iframe-page-repeats-markup') ? `${INVALID}${clientId}` : INVALID;
}

export function sessionIframeRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/oidc/checksession', (ctx) => {
    const parameters = new URLSearchParams(ctx.querystring);
    const session = realm.currentSession(ctx);
    if (session !== undefined && realm.faults.has('iframe-extends')) realm.sessions.touch(session);
    if (realm.faults.has('iframe-with-frame-options')) ctx.set('X-Frame-Options', 'ALLOW-FROM https://rp.example/');
    ctx.type = 'text/html;charset=UTF-8';
    ctx.body = pageFor(realm, parameters.get('client_id') ?? '', parameters.get('redirect_uri'));
  });
  // Reads the session without touching it: asking is not activity.
  router.get('/oidc/checksession/state', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { browserState: realm.currentSession(ctx)?.browserState ?? null };
  });
  return router;
}
