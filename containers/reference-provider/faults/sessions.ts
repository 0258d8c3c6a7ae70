import type { FaultTable } from './types.ts';

/** Faults in how long a session lives. */
export const sessionFaults = {
  'idle-timeout-14-minutes': {
    what: 'A session ends after 14 minutes of silence in place of 15.',
    breaks: ['IS-IDLE-1', 'IS-MAXIMUM-2'],
  },
  'userinfo-extends': {
    what: 'A userinfo request restarts the idle clock.',
    breaks: ['IS-IDLE-4'],
  },
} as const satisfies FaultTable;
