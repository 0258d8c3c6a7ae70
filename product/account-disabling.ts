import { z } from 'zod';
import type { AdminApi } from './admin-api.ts';
import { isMissing } from './admin-error.ts';

/** Category "Account Management", connector "account.disable.handler", each in base64url. */
const CONNECTOR =
  '/api/server/v1/identity-governance/QWNjb3VudCBNYW5hZ2VtZW50/connectors/YWNjb3VudC5kaXNhYmxlLmhhbmRsZXI';
const PROPERTY = 'account.disable.handler.enable';

const connector = z.object({ properties: z.array(z.object({ name: z.string(), value: z.string() })) });

/** May administrators disable accounts? Undefined: the server has no such setting. The product has it, and is shipped with false. */
export async function allowsDisabling(api: AdminApi): Promise<boolean | undefined> {
  const { properties } = await api
    .read({ method: 'GET', path: CONNECTOR, expect: 200 }, connector)
    .catch((error: unknown) => {
      if (isMissing(error)) return { properties: [] };
      throw error;
    });
  const value = properties.find(({ name }) => name === PROPERTY)?.value;
  return value === undefined ? undefined : value === 'true';
}

/** Lets administrators disable accounts, or no longer; for the whole server. */
export async function setAllowsDisabling(api: AdminApi, allowed: boolean): Promise<void> {
  const body = { operation: 'UPDATE', properties: [{ name: PROPERTY, value: String(allowed) }] };
  await api.call({ method: 'PATCH', path: CONNECTOR, expect: 200, body });
}
