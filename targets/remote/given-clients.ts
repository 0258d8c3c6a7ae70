import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CannotRunError } from '../../lib/cannot-run.ts';
import type { ApplicationRequest } from '../../product/application-request.ts';
import type { Administrator } from '../../product/administrator.ts';

type ClientKind = Pick<ApplicationRequest, 'tokensEndWithSession'> & { readonly frontChannel?: true };

const KIND_NAMES = ['standard', 'front-channel', 'session-bound tokens'] as const;
export type ClientKindName = (typeof KIND_NAMES)[number];

/** The kinds of application that are made for a run without rights. What else a test wants, it can't have there. */
export const CLIENT_KINDS: Readonly<Record<ClientKindName, ClientKind>> = {
  standard: {},
  'front-channel': { frontChannel: true },
  'session-bound tokens': { tokensEndWithSession: true },
};

const port = z.number().int().min(1).max(65_535);
const minutes = z.string().regex(/^\d+$/);
const client = z.strictObject({
  /** Of the relying party, as it stands in the urls that are registered. */
  id: z.string(),
  /** Of the application at the server, for its removal. */
  applicationId: z.string().optional(),
  name: z.string(),
  kind: z.enum(KIND_NAMES),
  /** Which of the three https ports it is at: 0, 1 or 2. */
  origin: z.number().int().min(0).max(2),
  clientId: z.string(),
  clientSecret: z.string(),
});
const user = z.strictObject({
  id: z.string().optional(),
  user: z.string(),
  password: z.string(),
  totpSecret: z.string().optional(),
});
const given = z.strictObject({
  /** The server's settings, in minutes, as strings: nobody may ask for them. */
  server: z.strictObject({ idleSessionTimeoutPeriod: minutes, rememberMePeriod: minutes }),
  /** Where the relying parties have to be, for the urls that are registered. */
  relyingParty: z.strictObject({
    host: z.string(),
    ports: z.tuple([port, port, port, port]),
    backChannel: z.string(),
  }),
  clients: z.array(client).min(2),
  users: z.array(user).min(4),
});
/** The content of the file that `IS_CLIENTS` names. */
export type GivenClients = z.infer<typeof given>;
export type GivenClient = GivenClients['clients'][number];

/** Why an administrator is missing. */
export const WITHOUT_RIGHTS: Administrator = {
  reason:
    'needs an administrator, and this run has only the clients and users of IS_CLIENTS: set IS_ADMIN_PASSWORD, IS_ADMIN_CLIENT_ID or IS_ADMIN_TOKEN in its place',
};

/** @throws CannotRunError where the file can't be used, saying where it is wrong. */
export function readGivenClients(file: string): GivenClients {
  const remedy = 'let somebody with the rights of an administrator make it: npm run register -- clients.json';
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CannotRunError(`The file IS_CLIENTS=${file} is not JSON: ${String(cause)}`, remedy, { cause });
  }
  const result = given.safeParse(content);
  if (result.success) return result.data;
  throw new CannotRunError(`The file IS_CLIENTS=${file} can't be used:\n${z.prettifyError(result.error)}`, remedy);
}
