import { entriesOf } from '../entry.ts';

const logout = entriesOf('logout', 'rp-initiated-logout');
const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');

export const consent = [
  logout.product(
    'RPLOGOUT-CONSENT-1',
    'Logout consent',
    'interoperability',
    'A user who answers No to the question stays signed in, and the relying party is told access_denied with its state.',
  ),
  logout.product(
    'RPLOGOUT-CONSENT-2',
    'Logout consent',
    'interoperability',
    'A user who answers Yes is logged out and comes back to the relying party with its state.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CONSENT-3',
    '2',
    'interoperability',
    'As long as the question is open, or its page is closed, the session lives.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CONSENT-4',
    '6',
    'interoperability',
    'Nobody is logged out by an answer to a question that was never asked.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CONSENT-5',
    '2',
    'interoperability',
    'Answering twice does no harm: the second answer gets a page or a redirect, not a server error.',
  ),
] as const;
