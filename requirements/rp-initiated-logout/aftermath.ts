import type { Requirement } from '../types.ts';

const rpInitiated = 'OpenID Connect RP-Initiated Logout 1.0';
const logoutGuide = 'WSO2 IS: Add logout';

export const aftermath = [
  {
    id: 'RPLOGOUT-TOKENS-1',
    specification: logoutGuide,
    clause: 'Tokens after logout',
    level: 'MAY',
    area: 'rp-initiated-logout',
    text: 'Access and refresh tokens of the session are useless after the logout.',
  },
  {
    id: 'RPLOGOUT-TOKENS-2',
    specification: logoutGuide,
    clause: 'Tokens after logout',
    level: 'product',
    area: 'rp-initiated-logout',
    text: 'Tokens that an application has bound to the session are revoked by the logout.',
  },
  {
    id: 'RPLOGOUT-COOKIES-1',
    specification: rpInitiated,
    clause: '2',
    level: 'MUST',
    area: 'rp-initiated-logout',
    text: 'A logout removes the cookies of the session from the browser.',
  },
  {
    id: 'RPLOGOUT-AGAIN-1',
    specification: rpInitiated,
    clause: '2',
    level: 'MUST',
    area: 'rp-initiated-logout',
    text: 'A new sign-in after a logout is a new session, with a sid of its own.',
  },
] as const satisfies readonly Requirement[];
