import { backChannelLogout } from './back-channel-logout.ts';
import { deviations } from './deviations/index.ts';
import { discoveryRequirements } from './discovery.ts';
import { frontChannelLogout } from './front-channel-logout.ts';
import { maximumLifetime } from './maximum-lifetime.ts';
import { operation } from './operation.ts';
import { aftermath } from './rp-initiated-logout/aftermath.ts';
import { carriedOut } from './rp-initiated-logout/carried-out.ts';
import { consent } from './rp-initiated-logout/consent.ts';
import { identification } from './rp-initiated-logout/identification.ts';
import { redirect } from './rp-initiated-logout/redirect.ts';
import { sessionLifetime } from './session-lifetime.ts';
import { sessionManagement } from './session-management.ts';
import { accounts } from './accounts.ts';
import { applications } from './applications.ts';
import { severalParties } from './several-parties.ts';
import { signIn } from './sign-in.ts';
import { silentAuthentication } from './silent-authentication.ts';
import { tenantRequirements } from './tenants.ts';
import { documents } from './documents.ts';
import specifications from './specifications.json' with { type: 'json' };
import type { Deviation, Entry, Observation, Requirement } from './types.ts';
import { appliesTo } from './verdict.ts';

const all = [
  ...discoveryRequirements,
  ...signIn,
  ...silentAuthentication,
  ...sessionLifetime,
  ...maximumLifetime,
  ...sessionManagement,
  ...redirect,
  ...carriedOut,
  ...identification,
  ...consent,
  ...aftermath,
  ...backChannelLogout,
  ...frontChannelLogout,
  ...severalParties,
  ...accounts,
  ...applications,
  ...tenantRequirements,
  ...operation,
] as const;

export type RequirementId = (typeof all)[number]['id'];

/** The title of an entry's source, and the official page with the anchor of its clause. @throws Error for one that is not listed. */
export function locate({
  id,
  source,
  clause,
}: Pick<Entry, 'id' | 'source' | 'clause'>): Pick<Requirement, 'specification' | 'url'> {
  if (source in specifications) {
    const { title, url, clauses } = specifications[source as keyof typeof specifications];
    if (!(clause in clauses))
      throw new Error(`${id} cites clause ${clause} of ${title}, which has none of that number`);
    return { specification: title, url: `${url}${clause}` };
  }
  const { title, url, sections } = documents[source as keyof typeof documents];
  const anchor = (sections as Readonly<Record<string, string>>)[clause];
  if (anchor === undefined) throw new Error(`${id} cites "${clause}" of the page "${title}", where it is not listed`);
  return { specification: title, url: anchor === '' ? url : `${url}#${anchor}` };
}

/** Everything that the suite holds a provider to. */
export const catalogue: readonly Requirement[] = all.map((entry) => ({ ...entry, ...locate(entry) }));

const byId = new Map(catalogue.map((requirement) => [requirement.id, requirement]));

/** @throws Error for an id that is not in the catalogue. */
export function requirementOf(id: string): Requirement {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`"${id}" is not in the catalogue of requirements`);
  return found;
}

/** The deviations from a requirement that are listed for this version of the product. */
export const deviationsOf = (requirement: string, version: string): readonly Deviation[] =>
  deviations.filter((deviation) => deviation.requirement === requirement && appliesTo(deviation, version));

/** Those that are listed for other versions only. */
export const deviationsElsewhere = (requirement: string, version: string): readonly Deviation[] =>
  deviations.filter((deviation) => deviation.requirement === requirement && !appliesTo(deviation, version));

/** The listed deviation that was observed, if it is one. */
export const explain = (observation: Observation, listed: readonly Deviation[]): Deviation | undefined =>
  listed.find(({ matches }) => matches(observation));
