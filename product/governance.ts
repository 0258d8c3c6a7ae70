import { z } from 'zod';
import type { AdminApi } from './admin-api.ts';
import { isMissing } from './admin-error.ts';

/** Something that a server can do only where a connector of the identity-governance API has it switched on. */
export interface Feature {
  readonly name: string;
  /** Category and name of the connector, each in base64url. */
  readonly connector: string;
  /** Those that have to be `true`; a version that does not have one does not need it. */
  readonly properties: readonly [string, ...string[]];
}

/** Connector "account.disable.handler" of "Account Management". */
export const ACCOUNT_DISABLING: Feature = {
  name: 'account disabling',
  connector: 'QWNjb3VudCBNYW5hZ2VtZW50/connectors/YWNjb3VudC5kaXNhYmxlLmhhbmRsZXI',
  properties: ['account.disable.handler.enable'],
};

/** Connector "account-recovery" of "Account Management". */
export const PASSWORD_RECOVERY: Feature = {
  name: 'password recovery',
  connector: 'QWNjb3VudCBNYW5hZ2VtZW50/connectors/YWNjb3VudC1yZWNvdmVyeQ',
  properties: ['Recovery.Notification.Password.Enable', 'Recovery.Notification.Password.emailLink.Enable'],
};

export type Switches = Readonly<Record<string, string>>;

const property = z.object({ name: z.string(), value: z.string() });
const connector = z.object({ properties: z.array(property) });

const pathOf = (feature: Feature): string => `/api/server/v1/identity-governance/${feature.connector}`;

/** How a feature is switched, by the name of each property; empty where the server does not have it. The product is shipped with `false`. */
export async function readSwitches(api: AdminApi, feature: Feature): Promise<Switches> {
  const { properties } = await api
    .read({ method: 'GET', path: pathOf(feature), expect: 200 }, connector)
    .catch((error: unknown) => {
      if (isMissing(error)) return { properties: [] };
      throw error;
    });
  const own = properties.filter(({ name }) => feature.properties.includes(name));
  return Object.fromEntries(own.map(({ name, value }) => [name, value]));
}

/** For the whole server. */
export async function setSwitches(api: AdminApi, feature: Feature, switches: Switches): Promise<void> {
  const properties = Object.entries(switches).map(([name, value]) => ({ name, value }));
  await api.call({ method: 'PATCH', path: pathOf(feature), expect: 200, body: { operation: 'UPDATE', properties } });
}
