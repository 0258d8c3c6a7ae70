import { backChannelLogoutFaults } from './back-channel-logout.ts';
import { rpInitiatedLogoutFaults } from './rp-initiated-logout.ts';
import { sessionIframeFaults } from './session-iframe.ts';
import { sessionLifetimeFaults } from './session-lifetime.ts';
import { signInFaults } from './sign-in.ts';
import { silentAuthenticationFaults } from './silent-authentication.ts';
import type { Fault } from './types.ts';

const TABLE = {
  ...signInFaults,
  ...silentAuthenticationFaults,
  ...sessionLifetimeFaults,
  ...sessionIframeFaults,
  ...rpInitiatedLogoutFaults,
  ...backChannelLogoutFaults,
} as const;

export type FaultName = keyof typeof TABLE;

/** Every planted fault, by its name. */
export const FAULTS: Readonly<Record<FaultName, Fault>> = TABLE;

export const FAULT_NAMES = Object.keys(TABLE) as readonly FaultName[];

/** The faults that are switched on. Code asks `faults.has('name')` at the one place where the fault lives. */
export type Faults = ReadonlySet<FaultName>;

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(TABLE, name);

/** Reads a comma-separated list. @throws Error that lists the known names when one is unknown. */
export function readFaults(list: string): Set<FaultName> {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.filter((name) => !isFaultName(name));
  if (unknown.length === 0) return new Set(names.filter(isFaultName));
  throw new Error(
    `REFERENCE_FAULTS names ${unknown.map((name) => `"${name}"`).join(', ')}, which ${unknown.length === 1 ? 'is not a fault' : 'are not faults'}.` +
      ` Known: ${FAULT_NAMES.join(', ')}.`,
  );
}
