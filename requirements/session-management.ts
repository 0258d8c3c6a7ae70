import { entriesOf } from './entry.ts';

const specification = entriesOf('session', 'session-iframe');
const concept = entriesOf('sessionManagement', 'session-iframe');

export const sessionManagement = [
  concept.product(
    'SESSION-STATE-1',
    'Session State',
    'hygiene',
    'The session_state is a salted hash of client_id, origin and the browser state of the provider.',
  ),
  specification.should(
    'SESSION-STATE-2',
    '2',
    'interoperability',
    'An error response to an authentication request carries a session_state, as a successful one does.',
  ),
  specification.must(
    'SESSION-STATE-3',
    '3.2',
    'hygiene',
    'The iframe calculates with the client_id of the message: the session_state of one client does not serve another.',
  ),
  specification.must(
    'SESSION-STATE-4',
    '3.2',
    'interoperability',
    'The iframe answers unchanged to the session_state of a silent request, too, while nothing has changed.',
  ),
  specification.must(
    'SESSION-STATE-5',
    '2',
    'interoperability',
    'A successful authentication response carries a session_state.',
  ),
  specification.must('SESSION-STATE-6', '2', 'interoperability', 'No session_state contains a space.'),
  specification.should(
    'SESSION-STATE-7',
    '3.2',
    'hygiene',
    'The session_state of error responses varies from request to request, so that nobody is recognised by it.',
  ),
  specification.should(
    'SESSION-STATE-8',
    '3.2',
    'wrong user',
    'After a change of the signed-in user, the client is given a session_state that it has not had before.',
  ),
  // The sentence has its "should not" in lower case; the text reads its keywords by RFC 2119, which asks for no capitals.
  specification.should(
    'SESSION-STATE-9',
    '3.2',
    'hygiene',
    'The cookie that scripts have to read, for the calculation of the session_state, says nothing about who the user is.',
  ),
  specification.must(
    'SESSION-IFRAME-1',
    '3.2',
    'interoperability',
    'The iframe can be asked by the relying party, and answers unchanged to a session_state that still fits.',
  ),
  specification.should(
    'SESSION-IFRAME-2',
    '3.2',
    'believed signed out',
    'After a logout the iframe answers changed, for every client of the session.',
  ),
  specification.should(
    'SESSION-IFRAME-3',
    '3.2',
    'wrong user',
    'After another user has signed in, in the same browser, the iframe answers changed to the session_state of the one before.',
  ),
  specification.should(
    'SESSION-IFRAME-4',
    '3.2',
    'interoperability',
    'A message without a space, in which client_id and session_state cannot be told apart, is answered with error.',
  ),
  specification.should(
    'SESSION-IFRAME-5',
    '3.2',
    'interoperability',
    'A message that is empty, or names no client, is answered with error.',
  ),
  specification.must(
    'SESSION-IFRAME-6',
    '3.2',
    'believed signed out',
    'A session_state that does not fit the client, its origin and the state of this browser is answered with changed.',
  ),
  specification.must(
    'SESSION-IFRAME-7',
    '3.2',
    'hygiene',
    'A page of an origin that is not expected for the client is not told that nothing has changed.',
  ),
  specification.advice(
    'SESSION-IFRAME-8',
    '3.3',
    'interoperability',
    'The page of the iframe comes without X-Frame-Options, of which browsers make different things.',
  ),
  specification.must(
    'SESSION-IFRAME-9',
    '3.2',
    'hygiene',
    'A client that the provider does not know, and for which no origin can be expected, is not told that nothing has changed.',
  ),
  concept.product(
    'SESSION-IFRAME-10',
    'How it works?',
    'too late or too early',
    'After the session has ended by idleness the iframe answers changed.',
  ),
  concept.product(
    'SESSION-IFRAME-11',
    'How it works?',
    'believed signed out',
    'After the session was ended through the API the iframe answers changed.',
  ),
  specification.must(
    'SESSION-IFRAME-12',
    '3.2',
    'interoperability',
    'After a further client has joined the session, the iframe answers unchanged to the session_state that a silent request brings the first one.',
  ),
  specification.should(
    'SESSION-IFRAME-13',
    '3.2',
    'hygiene',
    'Silent requests, and logout requests that are refused, do not change the state of the browser: the session_state from before them is still answered with unchanged.',
  ),
  specification.should(
    'SESSION-IFRAME-14',
    '3.2',
    'believed signed out',
    'After a logout the iframe answers changed even if a silent call was under way meanwhile.',
  ),
  specification.should(
    'SESSION-IFRAME-15',
    '3.2',
    'interoperability',
    'After a further client has joined the session the iframe answers changed to the session_state that the first one had before.',
  ),
] as const;
