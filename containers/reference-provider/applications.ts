import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientMetadata, ResponseType } from 'oidc-provider';
import type { Faults } from './faults/index.ts';
import type { Collection } from './journal.ts';

export interface Application {
  readonly id: string;
  /** The number that the sessions API shows. */
  readonly number: number;
  readonly clientId: string;
  clientSecret: string;
  name: string;
  description?: string | undefined;
  /** One url, or `regexp=` and a pattern. */
  callback: string;
  grantTypes: string[];
  publicClient: boolean;
  pkceMandatory: boolean;
  hybridResponseTypes: string[];
  backChannelLogoutUrl?: string | undefined;
  skipLoginConsent: boolean;
  skipLogoutConsent: boolean;
  saas: boolean;
  /** Seconds. */
  lifetimes: { accessToken: number; refreshToken: number; idToken: number };
  revokeTokensWithSession: boolean;
}

export type NewApplication = Omit<Application, 'id' | 'number' | 'clientId' | 'clientSecret'> & {
  clientId?: string | undefined;
  clientSecret?: string | undefined;
};

/** Exact, or the whole of a `regexp=` pattern: an unanchored pattern would be an open redirect. */
export function callbackMatches(application: Application, uri: string, faults: Faults = new Set()): boolean {
  if (!usesPattern(application)) return uri === application.callback;
  const end = faults.has('redirect-uri-compared-by-prefix') ? '' : '$';
  try {
    return new RegExp(`^(?:${application.callback.slice('regexp='.length)})${end}`).test(uri);
  } catch {
    return false;
  }
}

export const usesPattern = ({ callback }: Application): boolean => callback.startsWith('regexp=');

const LIBRARY_GRANTS = new Set(['authorization_code', 'refresh_token', 'implicit']);

function responseTypes({ grantTypes, hybridResponseTypes }: Application): ResponseType[] {
  const types: string[] = [...hybridResponseTypes];
  if (grantTypes.includes('authorization_code')) types.push('code');
  if (grantTypes.includes('implicit')) types.push('id_token', 'id_token token');
  return types as ResponseType[];
}

/**
 * The application as the library wants it. Callbacks are patterns here and lists there, so the library gets a
 * placeholder, and its question whether a redirect_uri is allowed is answered by {@link callbackMatches}.
 */
export function clientMetadata(application: Application): ClientMetadata {
  return {
    client_id: application.clientId,
    client_name: application.name,
    redirect_uris: ['https://registered-callback.invalid/'],
    grant_types: application.grantTypes.filter((type) => LIBRARY_GRANTS.has(type)),
    response_types: responseTypes(application),
    token_endpoint_auth_method: application.publicClient ? 'none' : 'client_secret_basic',
    ...(application.publicClient ? {} : { client_secret: application.clientSecret }),
  };
}

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
      number: Math.max(0, ...this.all().map(({ number }) => number)) + 1,
      clientId: application.clientId ?? randomBytes(21).toString('base64url'),
      clientSecret: application.clientSecret ?? randomBytes(33).toString('base64url'),
    };
    this.save(added);
    return added;
  }

  save(application: Application): void {
    this.#items.set(application.id, application);
  }

  remove(application: Application): void {
    this.#items.delete(application.id);
  }
}
