import { entriesOf, measured } from './entry.ts';

const activeSessions = entriesOf('activeSessions', 'session-administration');
const sessionsApi = entriesOf('sessionsApi', 'session-administration');
const locks = entriesOf('lockAdvisory', 'session-administration');
const binding = entriesOf('bindingAdvisory', 'session-administration');
const deletion = entriesOf('deletionAdvisory', 'session-administration');

const oauth = entriesOf('oauth', 'session-administration');
const rpInitiated = entriesOf('rpInitiated', 'session-administration');
const errorHandling = entriesOf('errorCheatSheet', 'session-administration');

const SESSIONS = 'Manage active sessions';

/** What becomes of sessions and tokens when something happens to the account, and what the list of sessions says. */
export const accounts = [
  measured(
    '7.0.0 to 7.1.0',
    activeSessions.product(
      'IS-ACCOUNT-1',
      SESSIONS,
      'believed signed out',
      'A password that an administrator sets ends the sessions of the user.',
    ),
  ),
  activeSessions.advice(
    'IS-ACCOUNT-2',
    SESSIONS,
    'believed signed out',
    'A lock of the account ends the sessions of the user.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-3',
    SESSIONS,
    'believed signed out',
    'Sessions that are ended by a password of an administrator are made known to their clients by logout tokens.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-4',
    SESSIONS,
    'believed signed out',
    'Sessions that are ended by a lock of the account are made known to their clients by logout tokens.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-5',
    SESSIONS,
    'believed signed out',
    'A change of password makes the access tokens of the user inactive.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-6',
    SESSIONS,
    'believed signed out',
    'The deletion of a user makes the access tokens of that user inactive.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-7',
    SESSIONS,
    'believed signed out',
    'A password that an administrator sets makes the access tokens of the user inactive.',
  ),
  locks.product(
    'IS-ACCOUNT-8',
    'Description',
    'believed signed out',
    'A lock of the account makes the access tokens of the user inactive.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-9',
    SESSIONS,
    'believed signed out',
    'A change of password makes the refresh tokens of the user useless.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-10',
    SESSIONS,
    'believed signed out',
    'The deletion of a user makes the refresh tokens of that user useless.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-11',
    SESSIONS,
    'believed signed out',
    'A password that an administrator sets makes the refresh tokens of the user useless.',
  ),
  locks.advice(
    'IS-ACCOUNT-12',
    'Description',
    'believed signed out',
    'A lock of the account makes the refresh tokens of the user useless.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-13',
    SESSIONS,
    'believed signed out',
    'When an account is unlocked, its sessions of before the lock do not come back.',
  ),
  deletion.product(
    'IS-ACCOUNT-14',
    'Title',
    'wrong user',
    'An authorization code that was issued before the user was deleted brings no tokens.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-15',
    SESSIONS,
    'believed signed out',
    'Disabling the account ends the sessions of the user.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-16',
    SESSIONS,
    'believed signed out',
    'Sessions that are ended by disabling the account are made known to their clients by logout tokens.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-17',
    SESSIONS,
    'believed signed out',
    'Disabling the account makes the access tokens of the user inactive.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-18',
    SESSIONS,
    'believed signed out',
    'Disabling the account makes the refresh tokens of the user useless.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-19',
    SESSIONS,
    'believed signed out',
    'When an account is enabled again, its sessions of before do not come back.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-20',
    SESSIONS,
    'believed signed out',
    'A password that replaces a forgotten one ends the sessions of the user.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-21',
    SESSIONS,
    'believed signed out',
    'Sessions that are ended by the recovery of a password are made known to their clients by logout tokens.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-22',
    SESSIONS,
    'believed signed out',
    'A password that replaces a forgotten one makes the access tokens of the user inactive.',
  ),
  activeSessions.advice(
    'IS-ACCOUNT-23',
    SESSIONS,
    'believed signed out',
    'A password that replaces a forgotten one makes the refresh tokens of the user useless.',
  ),
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
  sessionsApi.product(
    'IS-LIST-1',
    '/me/sessions',
    'hygiene',
    'A session that has ended by a logout is no longer listed.',
  ),
  sessionsApi.product(
    'IS-LIST-2',
    '/me/sessions',
    'hygiene',
    'A session that has ended by its idle timeout is no longer listed.',
  ),
  sessionsApi.product(
    'IS-LIST-3',
    '/me/sessions',
    'hygiene',
    'A session that was ended through the API is no longer listed.',
  ),
  activeSessions.advice(
    'IS-LIST-4',
    SESSIONS,
    'hygiene',
    'A session that has ended by a logout does not end a second time when the password of the user changes later.',
  ),
  binding.product(
    'IS-BOUND-1',
    'Title',
    'believed signed out',
    'Access tokens that an application has bound to the session are inactive once it was ended through the API, whether a browser has asked since or not.',
  ),
  binding.product(
    'IS-BOUND-2',
    'Title',
    'believed signed out',
    'Refresh tokens of such an application are useless once the session was ended through the API, whether a browser has asked since or not.',
  ),
] as const;
