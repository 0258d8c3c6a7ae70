import { Hono } from 'hono';

import {
  type AuthorizationFailure,
  beginAuthorization,
  failureOf,
  finishAuthorization,
  takeRequest,
  valueOf,
} from './authorization.ts';
import { fragmentPage, unexpectedCallbackPage } from './pages.ts';
import type { Parameters } from './protocol.ts';
import type { RelyingParty } from './relying-parties.ts';
import { type BrowserSession, signIn } from './sessions.ts';
import {
  browserSession,
  ensureBrowserSession,
  parametersOf,
  urlsOf,
  type WebContext,
  type WebEnv,
} from './web-context.ts';

/** Parameters that `/sign-in` hands on to the authorization endpoint. */
const HANDED_ON: ReadonlySet<string> = new Set([
  'prompt',
  'max_age',
  'login_hint',
  'id_token_hint',
  'acr_values',
  'claims',
  'response_mode',
  'ui_locales',
  'scope',
]);

/** `/sign-in` and `/callback`: the sign-in that a user sees. */
export const signInRoutes = new Hono<WebEnv>()
  .get('/sign-in', async (c) => {
    const { relyingParty } = c.var;
    const session = ensureBrowserSession(c);
    const asked = await parametersOf(c);
    const parameters = Object.fromEntries(asked.filter(([name]) => HANDED_ON.has(name)));
    try {
      const url = await beginAuthorization(relyingParty, { session, redirectUri: urlsOf(c).callback, parameters });
      return c.redirect(url);
    } catch (error) {
      recordFailure(relyingParty, session, asked, failureOf(error));
      return c.redirect(urlsOf(c).home);
    }
  })
  .get('/callback', async (c) => {
    const parameters = await parametersOf(c);
    return valueOf(parameters, 'state') === undefined && expectsFragment(c)
      ? fragmentPage(c)
      : answerCallback(c, parameters);
  })
  .post('/callback', async (c) => answerCallback(c, await parametersOf(c)));

async function answerCallback(c: WebContext, parameters: Parameters): Promise<Response> {
  const { relyingParty } = c.var;
  const request = takeRequest(relyingParty, parameters, browserSession(c), 'sign-in');
  if (!request) return refuseUnexpectedCallback(c, parameters);
  const result = await finishAuthorization(relyingParty, request, parameters);
  if ('failure' in result) {
    recordFailure(relyingParty, request.session, parameters, result.failure);
  } else {
    signIn(request.session, { tokens: result.tokens, scope: request.scope });
    relyingParty.events.append({ type: 'signed-in', parameters, ...result.tokens });
  }
  return c.redirect(urlsOf(c).home, 303);
}

function recordFailure(
  relyingParty: RelyingParty,
  session: BrowserSession,
  parameters: Parameters,
  { outcome, error, description }: AuthorizationFailure,
): void {
  session.notice = `Sign-in failed: ${error}${description ? ` (${description})` : ''}`;
  relyingParty.events.append({ type: 'sign-in-failed', outcome, parameters, error, description });
}

/** Did this browser ask for an answer in the fragment, which only a script can read? */
function expectsFragment(c: WebContext): boolean {
  const session = browserSession(c);
  const requests = [...c.var.relyingParty.requests.values()];
  return requests.some((request) => request.session === session && request.responseMode === 'fragment');
}

/** Answers a callback that belongs to no request of this relying party. */
export function refuseUnexpectedCallback(c: WebContext, parameters: Parameters): Response | Promise<Response> {
  c.var.relyingParty.events.append({ type: 'unexpected-callback', path: c.req.path, parameters });
  return unexpectedCallbackPage(c);
}
