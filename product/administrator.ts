import { z } from 'zod';
import type { HttpClient } from '../lib/http.ts';
import { AdminError } from './admin-error.ts';

export interface AdminCredentials {
  readonly user: string;
  readonly password: string;
}

/** Who administers the server for the suite, and how they prove it; with a `reason`, nobody does. Plain data. */
export type Administrator =
  | AdminCredentials
  | { readonly bearer: string }
  | { readonly clientId: string; readonly clientSecret: string; readonly scope: string }
  | { readonly reason: string };

/**
 * What the suite's administration needs of the product's APIs, as their pages name it: applications, users, server settings,
 * introspection. Tenants are made by Basic authentication only.
 */
export const ADMIN_SCOPES = [
  ...['create', 'view', 'update', 'delete'].map((right) => `internal_application_mgt_${right}`),
  ...['create', 'list', 'view', 'update', 'delete'].map((right) => `internal_user_mgt_${right}`),
  ...['view', 'update'].map((right) => `internal_config_${right}`),
  'internal_oauth2_introspect',
].join(' ');

/** The server cannot be administered by this run. */
export class NoAdministratorError extends Error {
  override readonly name = 'NoAdministratorError';
}

export const hasRights = (administrator: Administrator): boolean => !('reason' in administrator);

/** Who it is, for messages. */
export function nameOf(administrator: Administrator): string {
  if ('user' in administrator) return `the administrator "${administrator.user}"`;
  if ('clientId' in administrator) return `the OAuth client "${administrator.clientId}"`;
  return 'bearer' in administrator ? 'the bearer token' : 'nobody';
}

export const basicAuthorization = ({ user, password }: AdminCredentials): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const TOKEN_TIMEOUT_MS = 30_000;
/** A token is not used in its last seconds. */
const LAST_MS = 30_000;
const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.coerce.number().default(300) });

/** What a client credentials grant gives (RFC 6749, 4.4). @throws AdminError with what the server says where it gives nothing. */
async function requestToken(
  http: HttpClient,
  baseUrl: string,
  { clientId, clientSecret, scope }: Extract<Administrator, { clientId: string }>,
) {
  const path = '/oauth2/token';
  const answer = await http.fetch(`${baseUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: basicAuthorization({ user: clientId, password: clientSecret }) },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
  });
  const body = await answer.text();
  const token = answer.ok ? tokenAnswer.safeParse(JSON.parse(body)) : undefined;
  if (token?.success !== true) throw new AdminError(`POST ${path} (client credentials)`, answer.status, body);
  return token.data;
}

/**
 * Makes the function that resolves to the `Authorization` header of the administrator's next call.
 * The function throws NoAdministratorError where there is nobody, and AdminError where a client gets no token.
 */
export function authorizer(http: HttpClient, baseUrl: string, administrator: Administrator): () => Promise<string> {
  if ('user' in administrator) return () => Promise.resolve(basicAuthorization(administrator));
  if ('bearer' in administrator) return () => Promise.resolve(`Bearer ${administrator.bearer}`);
  if ('reason' in administrator) return () => Promise.reject(new NoAdministratorError(administrator.reason));
  let current: Promise<string> | undefined;
  let endsAt = 0;
  return () => {
    if (current === undefined || performance.now() > endsAt) {
      endsAt = Infinity;
      current = requestToken(http, baseUrl, administrator).then(
        ({ access_token, expires_in }) => {
          endsAt = performance.now() + expires_in * 1_000 - LAST_MS;
          return `Bearer ${access_token}`;
        },
        (error: unknown) => {
          endsAt = 0;
          throw error;
        },
      );
    }
    return current;
  };
}
