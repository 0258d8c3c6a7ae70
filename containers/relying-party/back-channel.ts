import { setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { type LogoutTokenVerdict, validateLogoutToken } from './logout-token.ts';
import { innermostMessage } from './provider.ts';
import type { RelyingParties, RelyingParty } from './relying-parties.ts';
import { parametersOf } from './web-context.ts';

const FORM = 'application/x-www-form-urlencoded';
/** RS256 is the default; others with a public key are taken where the provider announces them, `none` and HMAC never. */
const ACCEPTED_ALGORITHM = /^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/;
const SIGNED_OUT = 'You were signed out at the provider (back-channel logout). Sign in again.';

/** `/r/:id/back-channel-logout`, on the plain http port. Pending slow answers end when `closing` aborts. */
export function backChannelRoutes(relyingParties: RelyingParties, closing: AbortSignal): Hono {
  const app = new Hono();
  app.post('/r/:id/back-channel-logout', bodyLimit({ maxSize: 256 * 1_024 }), async (c) => {
    const relyingParty = relyingParties.get(c.req.param('id'));
    if (!relyingParty) return c.json({ error: `No relying party is registered as "${c.req.param('id')}".` }, 404);
    const contentType = c.req.header('content-type') ?? '';
    const parameters = await parametersOf(c);
    const tokens = parameters.flatMap(([name, value]) => (name === 'logout_token' ? [value] : []));
    const verdict = await judge(relyingParty, contentType, tokens);
    const problem = verdict.valid ? {} : { problem: `${verdict.problem} [Back-Channel Logout ${verdict.clause}]` };
    relyingParty.events.append({
      type: 'logout-token',
      contentType,
      query: [...new URL(c.req.url).searchParams],
      parameters,
      token: tokens[0] ?? '',
      valid: verdict.valid,
      ...problem,
    });
    if (verdict.valid) endSessions(relyingParty, verdict);
    return answer(relyingParty, problem, closing);
  });
  return app;
}

async function judge(
  relyingParty: RelyingParty,
  contentType: string,
  tokens: readonly string[],
): Promise<LogoutTokenVerdict> {
  const [token, ...more] = tokens;
  if (contentType.split(';')[0]?.trim().toLowerCase() !== FORM) {
    return { valid: false, problem: `the content type is not ${FORM}`, clause: '2.5' };
  }
  if (token === undefined) return { valid: false, problem: 'the form has no field logout_token', clause: '2.5' };
  if (more.length > 0) return { valid: false, problem: 'the form has several fields logout_token', clause: '2.5' };
  const { provider, registration } = relyingParty;
  try {
    const { id_token_signing_alg_values_supported: announced = ['RS256'] } = await provider.metadata();
    const algorithms = announced.filter((algorithm) => ACCEPTED_ALGORITHM.test(algorithm));
    const { issuer, clientId } = registration;
    return await validateLogoutToken(token, { issuer, clientId, algorithms, ...(await provider.keys()) });
  } catch (error) {
    return {
      valid: false,
      problem: `the issuer's keys could not be fetched: ${innermostMessage(error)}`,
      clause: '2.6 (2)',
    };
  }
}

function endSessions(relyingParty: RelyingParty, { claims }: Extract<LogoutTokenVerdict, { valid: true }>): void {
  relyingParty.endSessions({ sid: claims['sid'], sub: claims.sub }, SIGNED_OUT);
}

/** Back-Channel Logout 1.0, section 2.8, unless the registration asks for a slow or failing receiver. */
async function answer(
  { registration }: RelyingParty,
  problem: { readonly problem?: string },
  closing: AbortSignal,
): Promise<Response> {
  const { status, delayMs, redirectTo } = registration.backChannel;
  await delay(delayMs, undefined, { signal: closing }).catch(() => undefined);
  const headers = { 'Cache-Control': 'no-store', ...(redirectTo !== undefined && { Location: redirectTo }) };
  if (problem.problem === undefined) return new Response(null, { status, headers });
  const body = { error: 'invalid_request', error_description: problem.problem };
  return Response.json(body, { status: 400, headers });
}
