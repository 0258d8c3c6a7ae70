import { entriesOf, measured } from './entry.ts';

const activeSessions = entriesOf('activeSessions', 'session-administration');
const sessionsApi = entriesOf('sessionsApi', 'session-administration');
const locks = entriesOf('lockAdvisory', 'session-administration');
const binding = entriesOf('bindingAdvisory', 'session-administration');
const deletion = entriesOf('deletionAdvisory', 'session-administration');

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
