import { measured, entriesOf } from '../entry.ts';

const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');
const logout = entriesOf('logout', 'rp-initiated-logout');

export const consent = [
  rpInitiated.should(
    'RPLOGOUT-ASK-1',
    '2',
    'signed out without consent',
    'A user whom the request names by a valid hint is asked as well, whether to log out of the provider.',
  ),
  rpInitiated.states('RPLOGOUT-CONSENT-1', '2', 'signed out without consent', 'A user who answers No stays signed in.'),
  rpInitiated.must('RPLOGOUT-CONSENT-2', '2', 'believed signed out', 'A user who answers Yes is logged out.'),
  rpInitiated.must(
    'RPLOGOUT-CONSENT-3',
    '2',
    'signed out without consent',
    'Where the user has to be asked, the session lives as long as the question is open, and after its page was closed.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CONSENT-4',
    '2',
    'signed out without consent',
    'An answer to a question that was never asked logs nobody out.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-CONSENT-5',
    '4',
    'hygiene',
    'Answering twice does no harm: the second answer gets a page or a redirect, and no server fault.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    logout.product(
      'RPLOGOUT-CONSENT-6',
      'post_logout_redirect_uri',
      'interoperability',
      'After a No the relying party is told access_denied, with its state.',
    ),
  ),
  // The sentence has its "should" in lower case; the text reads its keywords by RFC 2119, which asks for no capitals.
  rpInitiated.should(
    'RPLOGOUT-CONSENT-7',
    '6',
    'signed out without consent',
    'What confirms a logout is the answer of the user, and no answer that the page of somebody else sends while the question is open.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-FOREIGN-1',
    '6',
    'signed out without consent',
    "No other endpoint of the product ends the session on a request that somebody else's page makes the browser send.",
  ),
] as const;
