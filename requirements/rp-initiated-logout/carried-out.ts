import { measured, entriesOf } from '../entry.ts';

const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');
const logout = entriesOf('logout', 'rp-initiated-logout');

export const carriedOut = [
  rpInitiated.must(
    'RPLOGOUT-METHOD-1',
    '2',
    'interoperability',
    'A logout request by POST is carried out as one by GET is.',
  ),
  rpInitiated.must(
    'RPLOGOUT-END-1',
    '2',
    'believed signed out',
    'A logout that was agreed to, or that needed no agreement, logs the user out: silent requests fail for every client of the session.',
  ),
  rpInitiated.must(
    'RPLOGOUT-END-2',
    '2',
    'believed signed out',
    'Where the browser has lost the browser-state cookie a logout that is reported as done has logged the user out too.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    rpInitiated.advice(
      'RPLOGOUT-END-3',
      '2',
      'signed out without consent',
      'A logout in one browser leaves the session of the same user in another browser alone.',
    ),
  ),
  rpInitiated.must(
    'RPLOGOUT-END-4',
    '2',
    'believed signed out',
    'A silent request that is sent after the logout was answered gets no code, although others were under way when it was carried out.',
  ),
  logout.product(
    'RPLOGOUT-NONE-2',
    'post_logout_redirect_uri',
    'hygiene',
    'After a logout that names no uri the user sees a page of the provider.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-NONE-3',
    '4',
    'hygiene',
    'A logout request without parameters and without a session is answered with a page that can be read.',
  ),
  rpInitiated.states(
    'RPLOGOUT-TWICE-1',
    '4',
    'interoperability',
    'A logout request for a user who is not signed in any more is no error.',
  ),
  rpInitiated.should(
    'RPLOGOUT-LOCALES-1',
    '2',
    'interoperability',
    'Preferred languages that the provider does not support cause no error.',
  ),
] as const;
