import { entriesOf } from '../entry.ts';

const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');
const logout = entriesOf('logout', 'rp-initiated-logout');

export const identification = [
  rpInitiated.should(
    'RPLOGOUT-HINT-1',
    '2',
    'interoperability',
    'An ID token of a session that is still current is accepted as a hint although it has expired.',
  ),
  rpInitiated.must(
    'RPLOGOUT-HINT-2',
    '2',
    'signed out without consent',
    'The provider verifies that it issued the hint: with one that it did not issue nobody is logged out without confirmation, and the provider redirects to no uri.',
  ),
  rpInitiated.must(
    'RPLOGOUT-HINT-3',
    '2',
    'signed out without consent',
    'A hint that does not belong to the user who is signed in makes the provider ask before it logs anybody out.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-HINT-4',
    '4',
    'hygiene',
    'A request that is refused for its hint shows the user a page that can be read.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-HINT-5',
    '2',
    'signed out without consent',
    'A token of another kind is not taken for an ID token as a hint.',
  ),
  rpInitiated.must(
    'RPLOGOUT-HINT-6',
    '2',
    'signed out without consent',
    "A hint that belongs to another session of the same user makes the provider ask before it ends this browser's.",
  ),
  logout.product(
    'RPLOGOUT-CLIENT-1',
    'client_id',
    'interoperability',
    'With client_id in place of the hint, once the user has agreed, the browser is sent to the registered post_logout_redirect_uri.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-2',
    '2',
    'interoperability',
    'A client_id beside a hint that was issued to that very client passes the verification: the logout is carried out.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-3',
    '2',
    'signed out without consent',
    'A client_id beside a hint that was issued to another client does not pass: nobody is logged out without confirmation, and the provider redirects to no uri.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-4',
    '4',
    'interoperability',
    'A client_id that the provider does not know is an error: the provider redirects to no uri.',
  ),
  rpInitiated.must(
    'RPLOGOUT-CLIENT-5',
    '2',
    'signed out without consent',
    'With client_id in place of the hint the user is asked before the logout.',
  ),
  rpInitiated.must(
    'RPLOGOUT-NONE-1',
    '2',
    'signed out without consent',
    'With neither hint nor client_id the user is asked before the logout.',
  ),
] as const;
