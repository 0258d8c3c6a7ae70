import { entriesOf } from './entry.ts';

const specification = entriesOf('session', 'session-iframe');
const concept = entriesOf('sessionManagement', 'session-iframe');

export const sessionManagement = [
  specification.must(
    'SESSION-STATE-1',
    '2',
    'interoperability',
    'A successful sign-in carries a session_state that is bound to client, origin and browser state.',
  ),
  specification.must(
    'SESSION-STATE-2',
    '2',
    'interoperability',
    'An answer that nobody is signed in carries no session_state.',
  ),
  specification.must(
    'SESSION-STATE-3',
    '2',
    'interoperability',
    'The session_state of one relying party does not serve another.',
  ),
  specification.must(
    'SESSION-STATE-4',
    '2',
    'interoperability',
    'A silent request brings a session_state that the iframe answers with unchanged.',
  ),
  specification.must(
    'SESSION-IFRAME-1',
    '3.2',
    'interoperability',
    'While nothing has changed the iframe answers unchanged.',
  ),
  specification.must(
    'SESSION-IFRAME-2',
    '3.2',
    'interoperability',
    'After a logout the iframe answers changed, for every client of the session.',
  ),
  specification.must(
    'SESSION-IFRAME-3',
    '3.2',
    'interoperability',
    'After another user has signed in, in the same browser, the iframe answers changed.',
  ),
  specification.must('SESSION-IFRAME-4', '3.2', 'interoperability', 'A message without a space is answered with error.'),
  specification.must(
    'SESSION-IFRAME-5',
    '3.2',
    'interoperability',
    'An empty message, or one with an empty half, is answered with error.',
  ),
  specification.must(
    'SESSION-IFRAME-6',
    '3.2',
    'interoperability',
    'A session_state that was tampered with is never answered with unchanged.',
  ),
  specification.must(
    'SESSION-IFRAME-7',
    '3.2',
    'interoperability',
    'A message from another origin than the one that the session_state is bound to is never answered with unchanged.',
  ),
  specification.must(
    'SESSION-IFRAME-8',
    '3.2',
    'interoperability',
    'Nothing in the headers of the iframe forbids the relying party to embed it.',
  ),
  specification.must('SESSION-IFRAME-9', '3.2', 'interoperability', 'An unknown client is never told unchanged.'),
  concept.product(
    'SESSION-IFRAME-10',
    'Session state changes',
    'interoperability',
    'After the session has ended by idleness the iframe answers changed.',
  ),
  concept.product(
    'SESSION-IFRAME-11',
    'Session state changes',
    'interoperability',
    'After an administrator or the user has ended the session through the API the iframe answers changed.',
  ),
  specification.must(
    'SESSION-IFRAME-12',
    '3.1',
    'interoperability',
    'When a further client joins the session, a relying party that is told changed can renew by a silent request and is then told unchanged.',
  ),
] as const;
