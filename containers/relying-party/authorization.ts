import * as oidc from 'openid-client';

import type { Parameters } from './protocol.ts';
import { innermostMessage, unreachableCause } from './provider.ts';
import type { RelyingParty } from './relying-parties.ts';
import {
  type AuthorizationRequest,
  type BrowserSession,
  remember,
  type SilentCall,
  type SilentOutcome,
  type Tokens,
} from './sessions.ts';

const MOST_OPEN_REQUESTS = 1_000;

/** Why an authorization request gave no tokens, in the terms of a `silent-result`. */
export interface AuthorizationFailure {
  readonly outcome: Exclude<SilentOutcome, 'renewed'>;
  readonly error: string;
  readonly description: string;
}

interface Start {
  readonly session: BrowserSession;
  readonly redirectUri: string;
  /** Sent as they are, in addition to those of the code flow; `scope` replaces the registered one. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly silentCall?: SilentCall;
}

/**
 * Begins a code flow with new state, nonce and PKCE verifier, and returns the address to send the browser to.
 * Throws when the provider cannot be discovered; {@link failureOf} explains.
 */
export async function beginAuthorization(relyingParty: RelyingParty, start: Start): Promise<URL> {
  const configuration = await relyingParty.provider.configuration();
  const request: AuthorizationRequest = {
    session: start.session,
    redirectUri: start.redirectUri,
    scope: start.parameters['scope'] ?? relyingParty.registration.scope,
    responseMode: start.parameters['response_mode'],
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
    silentCall: start.silentCall,
  };
  remember(relyingParty.requests, request.state, request, MOST_OPEN_REQUESTS);
  return oidc.buildAuthorizationUrl(configuration, {
    ...start.parameters,
    scope: request.scope,
    redirect_uri: request.redirectUri,
    state: request.state,
    nonce: request.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(request.codeVerifier),
    code_challenge_method: 'S256',
  });
}

/**
 * The request that a callback answers, taken out so that it is answered once.
 * A browser that presents another session than the one that asked gets nothing; a browser that presents none
 * (a form post from another site carries no SameSite=Lax cookie) does, because no session is given to it.
 */
export function takeRequest(
  relyingParty: RelyingParty,
  parameters: Parameters,
  browser: BrowserSession | undefined,
  kind: 'sign-in' | 'silent',
): AuthorizationRequest | undefined {
  const request = relyingParty.requests.get(valueOf(parameters, 'state') ?? '');
  if (!request || (browser && browser !== request.session)) return undefined;
  if ((kind === 'silent') !== (request.silentCall !== undefined)) return undefined;
  relyingParty.requests.delete(request.state);
  return request;
}

/**
 * Validates the answer and exchanges its code. The signature of the ID token is not looked at, as it came straight from
 * the token endpoint (OpenID Connect Core 1.0, section 3.1.3.7); the tests, which see every token, judge it.
 */
export async function finishAuthorization(
  relyingParty: RelyingParty,
  request: AuthorizationRequest,
  parameters: Parameters,
): Promise<{ readonly tokens: Tokens } | { readonly failure: AuthorizationFailure }> {
  const answer = new URL(request.redirectUri);
  for (const [name, value] of parameters) answer.searchParams.append(name, value);
  try {
    const { provider } = relyingParty;
    const configuration = await provider.configuration((await provider.keys()).now);
    const response = await oidc.authorizationCodeGrant(configuration, answer, {
      expectedState: request.state,
      expectedNonce: request.nonce,
      pkceCodeVerifier: request.codeVerifier,
      idTokenExpected: true,
    });
    return { tokens: tokensOf(response, valueOf(parameters, 'session_state')) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function tokensOf(
  response: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  sessionState: string | undefined,
): Tokens {
  return {
    idToken: response.id_token ?? '',
    claims: { ...response.claims() },
    accessToken: response.access_token,
    ...(response.refresh_token !== undefined && { refreshToken: response.refresh_token }),
    ...(response.scope !== undefined && { scope: response.scope }),
    ...(sessionState !== undefined && { sessionState }),
  };
}

/** Sorts what openid-client throws: an OAuth error of the provider, no answer from it, or one that is not valid. */
export function failureOf(error: unknown): AuthorizationFailure {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    return { outcome: 'refused', error: error.error, description: error.error_description ?? '' };
  }
  const unreachable = unreachableCause(error);
  if (unreachable) return { outcome: 'lost', error: 'provider_unreachable', description: unreachable.message };
  const code = error instanceof oidc.ClientError ? error.code : undefined;
  return { outcome: 'invalid', error: code ?? 'invalid_response', description: innermostMessage(error) };
}

/** The first value of a parameter. */
export const valueOf = (parameters: Parameters, name: string): string | undefined =>
  parameters.find(([candidate]) => candidate === name)?.[1];
