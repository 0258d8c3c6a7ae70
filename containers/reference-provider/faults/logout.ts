import type { FaultTable } from './types.ts';

/** Faults in logout by the relying party. */
export const logoutFaults = {
  'cookies-kept-after-logout': {
    what: 'A logout leaves the cookies of the session in the browser.',
    breaks: ['RPLOGOUT-COOKIES-1', 'IS-REMEMBER-5'],
  },
} as const satisfies FaultTable;
