import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import type { Collection } from './journal.ts';

export interface Application {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  /** One url, or `regexp=` and a pattern. */
  readonly callback: string;
  readonly backChannelLogoutUrl?: string | undefined;
  readonly frontChannelLogoutUrl?: string | undefined;
  readonly skipLoginConsent: boolean;
  readonly skipLogoutConsent: boolean;
  /** Users of other tenants may sign in. */
  readonly saas: boolean;
  readonly revokeTokensWithSession: boolean;
  readonly enabled: boolean;
}

export type NewApplication = Omit<Application, 'id' | 'clientId' | 'clientSecret'>;

export const usesPattern = ({ callback }: Application): boolean => callback.startsWith('regexp=');

/** Exact, or the whole of a `regexp=` pattern: an unanchored pattern would be an open redirect. */
export function callbackMatches(application: Application, uri: string): boolean {
  if (!usesPattern(application)) return uri === application.callback;
  try {
    return new RegExp(`^(?:${application.callback.slice('regexp='.length)})$`).test(uri);
  } catch {
    return false;
  }
}

/**
 * The application as the library wants it. Callbacks are patterns here and lists there, so the library gets a
 * placeholder, and its question whether a redirect_uri is allowed is answered by {@link callbackMatches}.
 */
export const clientMetadata = (application: Application): ClientMetadata => ({
  client_id: application.clientId,
  client_secret: application.clientSecret,
  client_name: application.name,
  redirect_uris: ['https://registered-callback.invalid/'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
});

/** The applications of one realm. */
export class Applications {
  readonly #items: Collection<Application>;

  constructor(items: Collection<Application>) {
    this.#items = items;
  }

  get(id: string): Application | undefined {
    return this.#items.get(id);
  }

  all(): Application[] {
    return this.#items.values();
  }

  byClientId(clientId: string | undefined): Application | undefined {
    return this.#items.find((application) => application.clientId === clientId);
  }

  byName(name: string): Application | undefined {
    return this.#items.find((application) => application.name === name);
  }

  add(application: NewApplication): Application {
    const added: Application = {
      ...application,
      id: randomUUID(),
      clientId: randomBytes(21).toString('base64url'),
      clientSecret: randomBytes(33).toString('base64url'),
    };
    this.#items.set(added.id, added);
    return added;
  }

  replace(application: Application): void {
    this.#items.set(application.id, application);
  }

  remove(application: Application): void {
    this.#items.delete(application.id);
  }
}
