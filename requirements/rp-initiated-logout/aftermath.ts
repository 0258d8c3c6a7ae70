import { entriesOf } from '../entry.ts';

const logout = entriesOf('logout', 'rp-initiated-logout');
const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');

export const aftermath = [
  logout.advice(
    'RPLOGOUT-TOKENS-1',
    'Tokens after logout',
    'interoperability',
    'Access and refresh tokens of the session are useless after the logout.',
  ),
  logout.product(
    'RPLOGOUT-TOKENS-2',
    'Tokens after logout',
    'interoperability',
    'Tokens that an application has bound to the session are revoked by the logout.',
  ),
  rpInitiated.must(
    'RPLOGOUT-COOKIES-1',
    '2',
    'interoperability',
    'A logout removes the cookies of the session from the browser.',
  ),
  rpInitiated.must(
    'RPLOGOUT-AGAIN-1',
    '2',
    'interoperability',
    'A new sign-in after a logout is a new session, with a sid of its own.',
  ),
] as const;
