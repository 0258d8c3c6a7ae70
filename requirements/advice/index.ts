import type { RequirementId } from '../index.ts';
import { accounts } from './accounts.ts';
import { discovery } from './discovery.ts';
import { backChannelLogout, frontChannelLogout } from './logout-notification.ts';
import { badInput, cookies, durability } from './operation.ts';
import { rpInitiatedLogout } from './rp-initiated-logout.ts';
import { sessionIframe } from './session-iframe.ts';
import { idleTimeout, keepAlive, rememberMe } from './session-lifetime.ts';
import { sessionAdministration, singleSignOn } from './several-parties.ts';
import { signIn } from './sign-in.ts';
import { silentAuthentication } from './silent-authentication.ts';
import { tenants, tokenSigning } from './tenants.ts';
import type { Advice } from './types.ts';

/** For every requirement, what it means when it is broken, and what to do about it in IS. */
const advice: Readonly<Record<RequirementId, Advice>> = {
  ...discovery,
  ...signIn,
  ...silentAuthentication,
  ...keepAlive,
  ...idleTimeout,
  ...rememberMe,
  ...sessionIframe,
  ...singleSignOn,
  ...rpInitiatedLogout,
  ...backChannelLogout,
  ...frontChannelLogout,
  ...sessionAdministration,
  ...accounts,
  ...tokenSigning,
  ...tenants,
  ...cookies,
  ...durability,
  ...badInput,
};

/** @throws Error for an id that is not in the catalogue. */
export function adviceOf(requirement: string): Advice {
  const found = (advice as Readonly<Record<string, Advice | undefined>>)[requirement];
  if (found === undefined) throw new Error(`there is no advice for "${requirement}" in requirements/advice/`);
  return found;
}

/** The ids that advice is given for. */
export const advised: readonly string[] = Object.keys(advice);
