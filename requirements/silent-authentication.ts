import { entriesOf } from './entry.ts';

const core = entriesOf('core', 'silent-authentication');
const oauth = entriesOf('oauth', 'silent-authentication');
const responseTypes = entriesOf('responseTypes', 'silent-authentication');
const formPost = entriesOf('formPost', 'silent-authentication');
const backChannel = entriesOf('backChannel', 'silent-authentication');
const securityBcp = entriesOf('securityBcp', 'silent-authentication');
const sessions = entriesOf('sessions', 'silent-authentication');

export const silentAuthentication = [
  core.must(
    'CORE-PROMPT-1',
    '3.1.2.1',
    'interoperability',
    'With prompt=none and a live session the request succeeds without showing any page.',
  ),
  core.must(
    'CORE-PROMPT-2',
    '3.1.2.1',
    'interoperability',
    'With prompt=none and nobody signed in the answer is an error at the redirect_uri, never a page.',
  ),
  core.must(
    'CORE-PROMPT-3',
    '3.1.2.6',
    'interoperability',
    'The error of a refused silent request carries the state of the request unchanged.',
  ),
  core.must('CORE-PROMPT-4', '3.1.2.1', 'interoperability', 'prompt=none together with another value is an error.'),
  core.must(
    'CORE-PROMPT-5',
    '3.1.2.1',
    'interoperability',
    'Where a consent is missing, prompt=none is answered with an error and asks for nothing.',
  ),
  core.should(
    'CORE-PROMPT-6',
    '3.1.2.6',
    'interoperability',
    'An error redirect carries the parameters of the specification and no others.',
  ),
  core.must(
    'CORE-PROMPT-7',
    '3.1.2.1',
    'interoperability',
    'After a logout prompt=none is refused in the same browser.',
  ),
  core.must(
    'CORE-PROMPT-8',
    '3.1.2.1',
    'interoperability',
    'After the session has ended by idleness prompt=none is refused with login_required.',
  ),
  oauth.must(
    'CORE-STATE-1',
    '4.1.2',
    'interoperability',
    'The state of an authorization request comes back byte for byte, whatever characters it holds.',
  ),
  responseTypes.must('CORE-MODE-1', '2.1', 'interoperability', 'With response_mode=query an error comes in the query.'),
  responseTypes.must(
    'CORE-MODE-2',
    '2.1',
    'interoperability',
    'With response_mode=fragment an error comes in the fragment.',
  ),
  formPost.must(
    'CORE-MODE-3',
    '2',
    'interoperability',
    'With response_mode=form_post an error comes as a form post to the redirect_uri.',
  ),
  core.must(
    'CORE-MAXAGE-1',
    '3.1.2.1',
    'interoperability',
    'With prompt=none and a max_age that has passed the answer is login_required.',
  ),
  core.must(
    'CORE-MAXAGE-4',
    '3.1.2.1',
    'interoperability',
    'With prompt=none and a max_age that has not passed the request succeeds.',
  ),
  core.must(
    'CORE-AUTHTIME-1',
    '2',
    'interoperability',
    'auth_time stays the time of the authentication, however many silent requests follow.',
  ),
  core.must('CORE-SUB-1', '2', 'interoperability', 'A silent request for the same session names the same subject.'),
  backChannel.must(
    'CORE-SID-1',
    '2.1',
    'interoperability',
    'A silent request for the same session carries the same sid.',
  ),
  core.must(
    'CORE-HINT-1',
    '3.1.2.1',
    'interoperability',
    "With prompt=none and the user's own id_token_hint the request succeeds.",
  ),
  core.must(
    'CORE-HINT-2',
    '3.1.2.1',
    'interoperability',
    'With prompt=none and the id_token_hint of another user no code is issued.',
  ),
  core.should(
    'CORE-HINT-3',
    '3.1.2.1',
    'interoperability',
    'With prompt=none an expired id_token_hint of the same user is accepted.',
  ),
  core.must(
    'CORE-HINT-4',
    '3.1.2.1',
    'interoperability',
    'With prompt=none a hint that this provider did not sign, or that is no token at all, gets no code and no page.',
  ),
  securityBcp.should(
    'CORE-HINT-5',
    '4.2',
    'interoperability',
    'An error never repeats the token that was sent as a hint.',
  ),
  sessions.product(
    'CORE-FRAME-1',
    'Keep the user session live',
    'interoperability',
    'Nothing of a silent request forbids the iframe: every hop is a redirect.',
  ),
  core.must(
    'CORE-ENDLESS-1',
    '3.1.2.1',
    'interoperability',
    'A silent request is answered within a bounded number of redirects.',
  ),
] as const;
