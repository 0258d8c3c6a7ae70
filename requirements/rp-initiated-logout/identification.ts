import { entriesOf } from '../entry.ts';

const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');

export const identification = [
  rpInitiated.should('RPLOGOUT-HINT-1', '2', 'interoperability', 'An expired ID token is accepted as a hint.'),
  rpInitiated.must(
    'RPLOGOUT-HINT-2',
    '2',
    'interoperability',
    'A hint that the provider did not sign logs nobody out unasked, and no uri is visited.',
  ),
  rpInitiated.must(
    'RPLOGOUT-HINT-3',
    '2',
    'interoperability',
    'A hint that names another user than the one signed in does not end the session unasked.',
  ),
  rpInitiated.should(
    'RPLOGOUT-HINT-4',
    '4',
    'interoperability',
    'A logout request that is refused shows the user a page that says so.',
  ),
  rpInitiated.must('RPLOGOUT-HINT-5', '2', 'interoperability', 'An access token is not taken for an ID token hint.'),
  rpInitiated.must(
    'RPLOGOUT-HINT-6',
    '2',
    'interoperability',
    'A hint from another browser of the same user never ends the session there, and what is reported here is true.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-1',
    '2',
    'interoperability',
    'With client_id in place of the hint and a registered uri, the browser is sent there after the logout.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-2',
    '2',
    'interoperability',
    'With a hint and a client_id that agree the logout succeeds.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-3',
    '2',
    'interoperability',
    'A client_id that is not the one the hint was issued to is refused: nothing is logged out, no uri is visited.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-4',
    '2',
    'interoperability',
    'A logout request of an unknown client logs nobody out unasked, and no uri is visited.',
  ),
  rpInitiated.should(
    'RPLOGOUT-NONE-1',
    '2',
    'interoperability',
    'A logout request without any parameter asks the user before it ends the session.',
  ),
  rpInitiated.must(
    'RPLOGOUT-NONE-2',
    '2',
    'interoperability',
    'A logout with a hint and no uri ends the session and shows the user a page.',
  ),
  rpInitiated.should(
    'RPLOGOUT-NONE-3',
    '4',
    'interoperability',
    'A logout request without parameters and without a session is answered with a page that can be read.',
  ),
] as const;
