import type { JSONWebKeySet } from 'jose';
import * as oidc from 'openid-client';
import type { RequestInit } from 'undici';
import { z } from 'zod';

import { createHttpClient, type HttpClient } from '../../lib/http.ts';
import type { RelyingPartyRegistration } from './protocol.ts';

const TIMEOUT_SECONDS = 30;
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** The provider gave no usable answer: refused connection, timeout, untrusted certificate or a 5xx status. */
class ProviderUnreachableError extends Error {
  override readonly name = 'ProviderUnreachableError';
}

/** The OpenID provider as one relying party sees it. Nothing is fetched before it is needed. */
export class Provider {
  readonly #registration: RelyingPartyRegistration;
  readonly #http: HttpClient;
  #discovered: Promise<oidc.ServerMetadata> | undefined;

  constructor(registration: RelyingPartyRegistration) {
    this.#registration = registration;
    this.#http = createHttpClient({ certificate: registration.issuerCertificate });
  }

  /** Discovery document, fetched once; a failure is not remembered. Throws {@link ProviderUnreachableError}. */
  metadata(): Promise<oidc.ServerMetadata> {
    this.#discovered ??= this.#discover().catch((error: unknown) => {
      this.#discovered = undefined;
      throw error;
    });
    return this.#discovered;
  }

  /** Keys as published right now, and the provider's own time, which tests move by days. */
  async keys(): Promise<{ keys: JSONWebKeySet; now: Date }> {
    const { jwks_uri: uri } = await this.metadata();
    if (uri === undefined) throw new ProviderUnreachableError('The discovery document has no jwks_uri.');
    const response = await this.#fetch(uri, {
      method: 'GET',
      headers: { accept: 'application/json' },
      body: undefined,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1_000),
    });
    const body = keySet.safeParse(await response.json().catch(() => undefined));
    if (!body.success) throw new ProviderUnreachableError(`${uri} answered ${response.status} without a key set.`);
    return { keys: body.data, now: new Date(response.headers.get('date') ?? Date.now()) };
  }

  /** For requests of openid-client. `now` is the provider's time, by which ID tokens are judged. */
  async configuration(now = new Date()): Promise<oidc.Configuration> {
    const { clientId, clientSecret } = this.#registration;
    const skew = { [oidc.clockSkew]: Math.round((now.getTime() - Date.now()) / 1_000) };
    // Not client_secret_basic: it wants the secret form-encoded (RFC 6749, 2.3.1), and WSO2 IS does not decode it.
    const authentication = oidc.ClientSecretPost(clientSecret);
    const configuration = new oidc.Configuration(await this.metadata(), clientId, skew, authentication);
    configuration[oidc.customFetch] = this.#fetch;
    configuration.timeout = TIMEOUT_SECONDS;
    return configuration;
  }

  async #discover(): Promise<oidc.ServerMetadata> {
    const { issuer, clientId } = this.#registration;
    const configuration = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
      [oidc.customFetch]: this.#fetch,
      timeout: TIMEOUT_SECONDS,
    });
    return configuration.serverMetadata();
  }

  readonly #fetch: oidc.CustomFetch = async (url, options) => {
    const response = await this.#http.fetch(url, options as RequestInit).catch((cause: unknown) => {
      throw new ProviderUnreachableError(`${url} could not be reached: ${innermostMessage(cause)}`, { cause });
    });
    if (response.status >= 500) throw new ProviderUnreachableError(`${url} answered ${response.status}.`);
    // Both are the Fetch standard's Response; the type declarations of undici and of the DOM differ in their streams.
    return response as unknown as Response;
  };
}

/** The {@link ProviderUnreachableError} at the root of an error that a library has wrapped, if there is one. */
export function unreachableCause(error: unknown): ProviderUnreachableError | undefined {
  if (error instanceof ProviderUnreachableError) return error;
  return error instanceof Error && error.cause !== undefined ? unreachableCause(error.cause) : undefined;
}

/** What went wrong at the bottom of a chain of causes: `fetch failed` alone helps nobody. */
export function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message;
}
