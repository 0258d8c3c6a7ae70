import { entriesOf } from './entry.ts';

const core = entriesOf('core', 'sign-in');
const backChannel = entriesOf('backChannel', 'sign-in');
const oauth = entriesOf('oauth', 'sign-in');

export const signIn = [
  core.must(
    'CORE-CODE-1',
    '3.1.2.5',
    'interoperability',
    'After a successful sign-in the relying party gets a code, with its own state, at its redirect_uri.',
  ),
  core.must(
    'CORE-IDTOKEN-1',
    '3.1.3.7',
    'interoperability',
    'The ID token passes every check that a relying party has to make: signature, iss, aud, exp, iat, nonce.',
  ),
  backChannel.must(
    'CORE-IDTOKEN-2',
    '2.1',
    'interoperability',
    'The ID token carries a sid, as a provider that announces logout tokens with a sid has promised.',
  ),
  core.must(
    'CORE-AUTHN-1',
    '3.1.2.3',
    'interoperability',
    'A wrong password signs nobody in: no session, no answer of success to the relying party.',
  ),
  core.must(
    'CORE-LOGIN-1',
    '3.1.2.1',
    'interoperability',
    'With prompt=login the user is asked again although a session is live.',
  ),
  core.must(
    'CORE-LOGIN-2',
    '2',
    'interoperability',
    'After a new authentication by prompt=login, auth_time is that of the new authentication.',
  ),
  core.must(
    'CORE-MAXAGE-2',
    '3.1.2.1',
    'interoperability',
    'An interactive request whose max_age has passed asks the user again.',
  ),
  core.must('CORE-MAXAGE-3', '2', 'interoperability', 'The ID token of a request with max_age carries auth_time.'),
  core.must(
    'CORE-REFRESH-1',
    '12.2',
    'interoperability',
    'An ID token from a refresh names the same issuer, subject and audience as the first.',
  ),
  backChannel.should(
    'CORE-REFRESH-2',
    '2.1',
    'interoperability',
    'An ID token from a refresh still carries the sid of its session.',
  ),
  oauth.must('CORE-CLIENT-1', '4.1.2.1', 'interoperability', 'A request of an unknown client never redirects.'),
  oauth.must(
    'CORE-CLIENT-2',
    '4.1.2.1',
    'interoperability',
    'A request with an unregistered redirect_uri never redirects there.',
  ),
] as const;
