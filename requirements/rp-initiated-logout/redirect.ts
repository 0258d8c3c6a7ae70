import { entriesOf } from '../entry.ts';

const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');

export const redirect = [
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-1',
    '2',
    'interoperability',
    'With a valid hint and a registered post_logout_redirect_uri the browser is sent there after the logout.',
  ),
  rpInitiated.must(
    'RPLOGOUT-STATE-1',
    '3',
    'interoperability',
    'The state of a logout request comes back unchanged at the post_logout_redirect_uri.',
  ),
  rpInitiated.must(
    'RPLOGOUT-STATE-2',
    '3',
    'interoperability',
    'A logout request without state comes back without one.',
  ),
  rpInitiated.must(
    'RPLOGOUT-STATE-3',
    '3',
    'interoperability',
    'The state comes back also where no session was left to end.',
  ),
  rpInitiated.should(
    'RPLOGOUT-REDIRECT-2',
    '3',
    'interoperability',
    'The redirect after a logout carries no parameter that nobody asked for.',
  ),
  rpInitiated.should(
    'RPLOGOUT-REDIRECT-4',
    '3',
    'interoperability',
    'The redirect without a session carries no parameter that nobody asked for.',
  ),
  rpInitiated.must(
    'RPLOGOUT-END-1',
    '2',
    'interoperability',
    'A logout that reports success has ended the session: silent requests fail for every client of it.',
  ),
  rpInitiated.must(
    'RPLOGOUT-END-2',
    '2',
    'interoperability',
    'A logout that reports success has ended the session also where the browser-state cookie was lost.',
  ),
  rpInitiated.must(
    'RPLOGOUT-END-3',
    '2',
    'interoperability',
    'A logout in one browser leaves the session of the same user in another browser alone.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-3',
    '3',
    'interoperability',
    'A post_logout_redirect_uri that is not registered is never visited, and nothing is logged out.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-5',
    '3',
    'interoperability',
    'A registered uri with something added or changed (query, path, port, prefix, suffix, host) is not the registered one.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-6',
    '3',
    'interoperability',
    'A post_logout_redirect_uri without hint and client_id is not visited unasked.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-7',
    '3',
    'interoperability',
    'A post_logout_redirect_uri that is not registered is not visited where no session is left either.',
  ),
  rpInitiated.must('RPLOGOUT-METHOD-1', '2', 'interoperability', 'Logout requests are accepted by POST as by GET.'),
] as const;
