import type { Requirement } from '../types.ts';

const rpInitiated = 'OpenID Connect RP-Initiated Logout 1.0';
const logoutGuide = 'WSO2 IS: Add logout';

export const consent = [
  {
    id: 'RPLOGOUT-CONSENT-1',
    specification: logoutGuide,
    clause: 'Logout consent',
    level: 'product',
    area: 'rp-initiated-logout',
    text: 'A user who answers No to the question stays signed in, and the relying party is told access_denied with its state.',
  },
  {
    id: 'RPLOGOUT-CONSENT-2',
    specification: logoutGuide,
    clause: 'Logout consent',
    level: 'product',
    area: 'rp-initiated-logout',
    text: 'A user who answers Yes is logged out and comes back to the relying party with its state.',
  },
  {
    id: 'RPLOGOUT-CONSENT-3',
    specification: rpInitiated,
    clause: '2',
    level: 'MUST',
    area: 'rp-initiated-logout',
    text: 'As long as the question is open, or its page is closed, the session lives.',
  },
  {
    id: 'RPLOGOUT-CONSENT-4',
    specification: rpInitiated,
    clause: '6',
    level: 'MUST',
    area: 'rp-initiated-logout',
    text: 'Nobody is logged out by an answer to a question that was never asked.',
  },
  {
    id: 'RPLOGOUT-CONSENT-5',
    specification: rpInitiated,
    clause: '2',
    level: 'MUST',
    area: 'rp-initiated-logout',
    text: 'Answering twice does no harm: the second answer gets a page or a redirect, not a server error.',
  },
] as const satisfies readonly Requirement[];
