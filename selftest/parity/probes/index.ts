import { administrationProbes } from './administration.ts';
import { logoutProbes } from './logout.ts';
import { metadataProbes } from './metadata.ts';
import type { Probe } from './probe.ts';
import { refusedLogoutProbes } from './refused-logout.ts';
import { sessionProbes } from './sessions.ts';
import { silentProbes } from './silent.ts';
import { timeProbes } from './time.ts';

const all = [
  ...metadataProbes,
  ...silentProbes,
  ...sessionProbes,
  ...refusedLogoutProbes,
  ...logoutProbes,
  ...administrationProbes,
  ...timeProbes,
];

const movesClock = ({ needs = [] }: Probe): boolean => needs.includes('movable clock');

/** Those that move the clock come last: the others meet a server whose clock is right. */
export const probes: readonly Probe[] = [...all.filter((probe) => !movesClock(probe)), ...all.filter(movesClock)];
