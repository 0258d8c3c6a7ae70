import { FAULTS as SWITCHES } from '../stand-in/faults/index.ts';
import { backChannelLogout } from './back-channel-logout.ts';
import { badInput } from './bad-input.ts';
import { cookieFaults } from './cookies.ts';
import { discovery } from './discovery.ts';
import type { Fault } from './fault.ts';
import { frontChannelLogout } from './front-channel-logout.ts';
import { frontChannelPage } from './front-channel-page.ts';
import { logoutConfirmation } from './logout-confirmation.ts';
import { logoutIdentification } from './logout-identification.ts';
import { logoutTokenFaults } from './logout-tokens.ts';
import { maximumLifetime } from './maximum-lifetime.ts';
import { product } from './product.ts';
import { sessionAdministration } from './session-administration.ts';
import { rpInitiatedLogout } from './rp-initiated-logout.ts';
import { sessionLifetime } from './session-lifetime.ts';
import { sessionIframe } from './session-iframe.ts';
import { signIn } from './sign-in.ts';
import { silentAuthentication } from './silent-authentication.ts';
import { tenants } from './tenants.ts';
import { tokensAndCodes } from './tokens-and-codes.ts';

/** Wrong behaviours that are made in front of the server, whichever that is. */
const MUTATIONS = {
  ...discovery,
  ...signIn,
  ...tokensAndCodes,
  ...silentAuthentication,
  ...sessionIframe,
  ...rpInitiatedLogout,
  ...logoutIdentification,
  ...logoutConfirmation,
  ...backChannelLogout,
  ...logoutTokenFaults,
  ...frontChannelLogout,
  ...frontChannelPage,
  ...sessionLifetime,
  ...maximumLifetime,
  ...sessionAdministration,
  ...product,
  ...cookieFaults,
  ...badInput,
  ...tenants,
} as const satisfies Readonly<Record<string, Fault>>;

/** One that only the stand-in can be told to have, since it is a matter of time or of what the server remembers. */
type Switch = (typeof SWITCHES)[keyof typeof SWITCHES];

export type FaultName = keyof typeof MUTATIONS | keyof typeof SWITCHES;

/** Every planted fault, by its name. */
export const FAULTS: Readonly<Record<FaultName, Fault | Switch>> = { ...SWITCHES, ...MUTATIONS };

export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(FAULTS, name);

/** The mutation of that name; undefined for a switch of the stand-in. */
export const mutationOf = (name: FaultName): Fault | undefined =>
  (MUTATIONS as Readonly<Record<string, Fault | undefined>>)[name];
