import { setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import { z } from 'zod';

import { beginAuthorization, failureOf, finishAuthorization, takeRequest } from './authorization.ts';
import { silentResultPage } from './pages.ts';
import type { Parameters } from './protocol.ts';
import type { RelyingParty } from './relying-parties.ts';
import { type BrowserSession, remember, SilentCall, type SilentResult } from './sessions.ts';
import { refuseUnexpectedCallback } from './sign-in.ts';
import { notSignedIn, settleSilentCall } from './silent-result.ts';
import { browserSession, parametersOf, urlsOf, type WebContext, type WebEnv } from './web-context.ts';

const MOST_CALLS_PER_BROWSER = 50;
const MOST_GRACE_MS = 5_000;

const callId = z.string().min(1).max(64);
const lostReport = z.object({ call: callId, loaded: z.boolean() });

/** `/silent`, `/silent-callback`, `/silent-lost`: the calls of the hidden iframe that keep the session alive. */
export const silentRoutes = new Hono<WebEnv>()
  .get('/silent', async (c) => {
    const id = callId.safeParse(c.req.query('call'));
    if (!id.success) return c.text('The parameter "call" is missing; it names this silent call.', 400);
    const session = browserSession(c);
    if (!session?.signedIn) return silentResultPage(c, notSignedIn(id.data, session));
    const call = rememberCall(session, id.data);
    if (call.phase === 'settled') return silentResultPage(c, await call.result);
    const parameters = { prompt: 'none', scope: session.signedIn.scope };
    const start = { session, redirectUri: urlsOf(c).silentCallback, parameters, silentCall: call };
    try {
      return c.redirect(await beginAuthorization(c.var.relyingParty, start));
    } catch (error) {
      settleSilentCall({ ...c.var, session, call, parameters: [] }, { failure: failureOf(error) });
      return silentResultPage(c, await call.result);
    }
  })
  .get('/silent-callback', async (c) => answerCallback(c, await parametersOf(c)))
  .post('/silent-callback', async (c) => answerCallback(c, await parametersOf(c)))
  .post('/silent-lost', async (c) => {
    const report = lostReport.safeParse(await c.req.json().catch(() => undefined));
    if (!report.success) return c.json({ error: z.prettifyError(report.error) }, 400);
    const session = browserSession(c);
    if (!session?.signedIn) return c.json(notSignedIn(report.data.call, session));
    return c.json(await resultOrLost(c.var.relyingParty, session, report.data));
  });

async function answerCallback(c: WebContext, parameters: Parameters): Promise<Response> {
  const { relyingParty } = c.var;
  const request = takeRequest(relyingParty, parameters, browserSession(c), 'silent');
  const call = request?.silentCall;
  if (!request || call?.phase !== 'asked') return refuseUnexpectedCallback(c, parameters);
  call.phase = 'answering';
  const answer = await finishAuthorization(relyingParty, request, parameters);
  settleSilentCall({ relyingParty, session: request.session, call, parameters }, answer);
  return silentResultPage(c, await call.result);
}

/**
 * The page has waited in vain. Page timers may run ahead of the network (a laptop that woke up, a test that moves the
 * clock), so an answer that is still on its way gets some last seconds of real time, and one that is here counts.
 */
async function resultOrLost(
  relyingParty: RelyingParty,
  session: BrowserSession,
  { call: id, loaded }: z.infer<typeof lostReport>,
): Promise<SilentResult> {
  const call = rememberCall(session, id);
  const graceMs = loaded ? 0 : Math.min(MOST_GRACE_MS, relyingParty.registration.silentTimeoutMs);
  await Promise.race([call.result, delay(graceMs, undefined, { ref: false })]);
  if (call.phase === 'asked') {
    const failure = { outcome: 'lost', error: 'no_answer', description: 'No answer came in time.' } as const;
    settleSilentCall({ relyingParty, session, call, parameters: [] }, { failure });
  }
  return call.result;
}

function rememberCall(session: BrowserSession, id: string): SilentCall {
  const existing = session.silentCalls.get(id);
  if (existing) return existing;
  const call = new SilentCall(id);
  remember(session.silentCalls, id, call, MOST_CALLS_PER_BROWSER);
  return call;
}
