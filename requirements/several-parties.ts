import { entriesOf } from './entry.ts';

const sessions = entriesOf('sessions', 'single-sign-on');
const sessionsApi = entriesOf('sessionsApi', 'session-administration');
const settings = entriesOf('settings', 'session-administration');

export const severalParties = [
  sessions.product(
    'IS-SSO-1',
    'Single sign-on',
    'interoperability',
    'A second relying party signs the same user in without asking again.',
  ),
  sessions.product(
    'IS-SSO-2',
    'Single sign-on',
    'interoperability',
    'All relying parties of one session are given the same sid, and the same subject.',
  ),
  sessions.product(
    'IS-SSO-3',
    'Single sign-on',
    'interoperability',
    'When a second relying party joins, the first renews silently and stays signed in.',
  ),
  sessions.product(
    'IS-SSO-4',
    'Single sign-on',
    'interoperability',
    'Silent calls of one relying party keep the session for all of them.',
  ),
  sessionsApi.product(
    'IS-ADMIN-1',
    '/me/sessions',
    'interoperability',
    "A user's session is listed with the applications that take part in it.",
  ),
  sessionsApi.product(
    'IS-ADMIN-2',
    '/me/sessions',
    'interoperability',
    'Ending the sessions of a user through the API ends them in every browser.',
  ),
  sessionsApi.product(
    'IS-ADMIN-3',
    '/me/sessions',
    'interoperability',
    'Sessions that are ended through the API are made known to their clients by logout tokens.',
  ),
  settings.product(
    'IS-ADMIN-4',
    'Password update',
    'interoperability',
    "A change of password ends the user's other sessions, and their clients are told.",
  ),
  sessionsApi.product(
    'IS-ADMIN-5',
    'User deletion',
    'interoperability',
    "The deletion of a user ends the user's sessions, and their clients are told.",
  ),
  sessionsApi.product(
    'IS-ADMIN-6',
    '/me/sessions',
    'interoperability',
    "Ending one user's sessions leaves those of others alone.",
  ),
] as const;
