import type { FaultTable } from './types.ts';

/** Faults in logout tokens and their delivery. */
export const backChannelFaults = {
  'second-client-not-notified': {
    what: 'Only the first client of the session is sent a logout token.',
    breaks: ['BACK-DELIVERY-1', 'BACK-DELIVERY-2'],
  },
  'notified-twice': {
    what: 'Every client is sent two logout tokens.',
    breaks: ['BACK-DELIVERY-1'],
  },
} as const satisfies FaultTable;
