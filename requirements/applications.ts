import { entriesOf } from './entry.ts';

const activeSessions = entriesOf('activeSessions', 'session-administration');
const oauth = entriesOf('oauth', 'session-administration');
const rpInitiated = entriesOf('rpInitiated', 'session-administration');
const errorHandling = entriesOf('errorCheatSheet', 'session-administration');

const SESSIONS = 'Manage active sessions';

/** What becomes of sessions when something happens to one of the applications that take part in them. */
export const applications = [
  oauth.must(
    'IS-APP-1',
    '4.1.2.1',
    'wrong user',
    'A request of a client that has been deleted is not redirected to its uri, though the session lives that it took part in.',
  ),
  errorHandling.advice(
    'IS-APP-2',
    'Objective',
    'hygiene',
    'A request of a client that has been deleted causes no server fault.',
  ),
  activeSessions.advice(
    'IS-APP-3',
    SESSIONS,
    'too late or too early',
    'The deletion of one client leaves the session alone for the others that take part in it.',
  ),
  activeSessions.advice(
    'IS-APP-4',
    SESSIONS,
    'believed signed out',
    'A logout after one client of the session was deleted comes back, and makes itself known to the others.',
  ),
  activeSessions.advice(
    'IS-APP-5',
    SESSIONS,
    'believed signed out',
    'The deletion of a client makes the access tokens inactive that were issued to it.',
  ),
  activeSessions.advice(
    'IS-APP-6',
    SESSIONS,
    'wrong user',
    'A client that is disabled while a session lives gets no code by a silent call.',
  ),
  oauth.must(
    'IS-APP-7',
    '4.1.2.1',
    'wrong user',
    'A redirect_uri that is taken from a client while a session lives is not redirected to any more.',
  ),
  activeSessions.advice(
    'IS-APP-8',
    SESSIONS,
    'too late or too early',
    'A change of the redirect_uris of one client leaves the session alone: the new one gets a code, and so do the other clients.',
  ),
  rpInitiated.must(
    'IS-APP-9',
    '3',
    'interoperability',
    'A post_logout_redirect_uri that is taken from a client while a session lives is not redirected to any more.',
  ),
  activeSessions.advice(
    'IS-APP-10',
    SESSIONS,
    'believed signed out',
    'A logout after such a change comes back to the new uri, and makes itself known to the others.',
  ),
  errorHandling.advice(
    'IS-APP-11',
    'Objective',
    'hygiene',
    'A request with a uri that was taken from its client causes no server fault.',
  ),
] as const;
