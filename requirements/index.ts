import { backChannelLogout } from './back-channel-logout.ts';
import { deviations } from './deviations/index.ts';
import { discoveryRequirements } from './discovery.ts';
import { frontChannelLogout } from './front-channel-logout.ts';
import { operation } from './operation.ts';
import { aftermath } from './rp-initiated-logout/aftermath.ts';
import { consent } from './rp-initiated-logout/consent.ts';
import { identification } from './rp-initiated-logout/identification.ts';
import { redirect } from './rp-initiated-logout/redirect.ts';
import { sessionLifetime } from './session-lifetime.ts';
import { sessionManagement } from './session-management.ts';
import { severalParties } from './several-parties.ts';
import { signIn } from './sign-in.ts';
import { silentAuthentication } from './silent-authentication.ts';
import { tenantRequirements } from './tenants.ts';
import type { Deviation, Requirement } from './types.ts';
import { appliesTo } from './verdict.ts';

const all = [
  ...discoveryRequirements,
  ...signIn,
  ...silentAuthentication,
  ...sessionLifetime,
  ...sessionManagement,
  ...redirect,
  ...identification,
  ...consent,
  ...aftermath,
  ...backChannelLogout,
  ...frontChannelLogout,
  ...severalParties,
  ...tenantRequirements,
  ...operation,
] as const;

export type RequirementId = (typeof all)[number]['id'];

/** Everything that the suite holds a provider to. */
export const catalogue: readonly Requirement[] = all;

const byId = new Map(catalogue.map((requirement) => [requirement.id, requirement]));

/** @throws Error for an id that is not in the catalogue. */
export function requirementOf(id: string): Requirement {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`"${id}" is not in the catalogue of requirements`);
  return found;
}

/** The known deviation from a requirement in this version of the product, if there is one. */
export const deviationOf = (requirement: string, version: string): Deviation | undefined =>
  deviations.find((deviation) => deviation.requirement === requirement && appliesTo(deviation, version));
