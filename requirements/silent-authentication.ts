import { entriesOf } from './entry.ts';

const core = entriesOf('core', 'silent-authentication');
const oauth = entriesOf('oauth', 'silent-authentication');
const responseTypes = entriesOf('responseTypes', 'silent-authentication');
const formPost = entriesOf('formPost', 'silent-authentication');
const backChannel = entriesOf('backChannel', 'silent-authentication');
const sessions = entriesOf('sessions', 'silent-authentication');

const prompt = [
  core.must(
    'CORE-PROMPT-1',
    '15.1',
    'too late or too early',
    'prompt=none is supported: with a live session the request gets a code and shows no page.',
  ),
  core.must(
    'CORE-PROMPT-2',
    '3.1.2.3',
    'interoperability',
    'In a browser in which nobody has signed in, prompt=none is answered with an error at the redirect_uri, not with a page.',
  ),
  core.must(
    'CORE-PROMPT-3',
    '3.1.2.6',
    'interoperability',
    'The error of a refused silent request carries the state of the request unchanged.',
  ),
  core.states(
    'CORE-PROMPT-4',
    '3.1.2.1',
    'interoperability',
    'prompt=none together with another value is answered with an error.',
  ),
  core.must(
    'CORE-PROMPT-5',
    '3.1.2.1',
    'interoperability',
    'Where a consent is missing, prompt=none shows no page that asks for it, but is answered with an error.',
  ),
  core.should(
    'CORE-PROMPT-6',
    '3.1.2.6',
    'hygiene',
    'An error redirect carries the parameters of the specifications and no others.',
  ),
  core.must(
    'CORE-PROMPT-7',
    '3.1.2.3',
    'interoperability',
    'In a browser whose session was ended by a logout, prompt=none is answered with an error at the redirect_uri, not with a page.',
  ),
  core.must(
    'CORE-PROMPT-8',
    '3.1.2.3',
    'interoperability',
    'In a browser whose session has ended by idleness, prompt=none is answered with an error at the redirect_uri, not with a page.',
  ),
  sessions.product(
    'CORE-FRAME-1',
    'Keep the user session live',
    'too late or too early',
    'The answer to a silent request reaches the relying party in a hidden iframe as it does at top level.',
  ),
  oauth.advice(
    'CORE-ENDLESS-1',
    '1.7',
    'interoperability',
    'A silent request is answered after at most ten redirects; browsers give up after twenty.',
  ),
] as const;

const answers = [
  oauth.must(
    'CORE-STATE-1',
    '4.1.2',
    'interoperability',
    'The state of a successful request comes back exactly as it was sent, whatever characters it holds.',
  ),
  responseTypes.states(
    'CORE-MODE-1',
    '2.1',
    'interoperability',
    'With response_mode=query an error comes in the query.',
  ),
  responseTypes.states(
    'CORE-MODE-2',
    '2.1',
    'interoperability',
    'With response_mode=fragment an error comes in the fragment.',
  ),
  formPost.states(
    'CORE-MODE-3',
    '2',
    'interoperability',
    'With response_mode=form_post an error comes as a form post to the redirect_uri.',
  ),
  core.must(
    'CORE-MAXAGE-1',
    '3.1.2.1',
    'too late or too early',
    'With prompt=none and a max_age that has passed no code is issued.',
  ),
  core.states(
    'CORE-MAXAGE-4',
    '3.1.2.1',
    'too late or too early',
    'With prompt=none and a max_age that has not passed the request succeeds.',
  ),
  core.states(
    'CORE-AUTHTIME-1',
    '2',
    'too late or too early',
    'auth_time stays the time of the authentication, however many silent requests follow.',
  ),
  core.must('CORE-SUB-1', '5.7', 'wrong user', 'A silent request for the same session names the same subject.'),
  backChannel.states(
    'CORE-SID-1',
    '2.1',
    'believed signed out',
    'The sid names the session: a silent request for the same session carries the same one.',
  ),
] as const;

const hints = [
  core.states(
    'CORE-HINT-1',
    '3.1.2.1',
    'interoperability',
    "With prompt=none and the signed-in user's own ID token as id_token_hint the request succeeds.",
  ),
  core.must(
    'CORE-HINT-2',
    '3.1.2.1',
    'wrong user',
    'With prompt=none and the ID token of another user as id_token_hint the answer is an error.',
  ),
  core.should(
    'CORE-HINT-3',
    '3.1.2.2',
    'interoperability',
    'With prompt=none an id_token_hint that has expired is accepted as long as the session lives.',
  ),
  core.must(
    'CORE-HINT-4',
    '3.1.2.2',
    'wrong user',
    'With prompt=none and an id_token_hint that this provider did not issue the answer is an error.',
  ),
  responseTypes.must(
    'CORE-HINT-5',
    '7',
    'hygiene',
    'An error never puts the ID token that was sent as a hint into the query of the redirect_uri.',
  ),
  core.must(
    'CORE-HINT-6',
    '3.1.2.1',
    'believed signed out',
    'After the session has ended, its ID token as id_token_hint brings an error and no code.',
  ),
] as const;

export const silentAuthentication = [...prompt, ...answers, ...hints] as const;
