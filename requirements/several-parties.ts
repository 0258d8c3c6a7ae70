import { entriesOf, measured } from './entry.ts';

const guide = entriesOf('sessions', 'single-sign-on');
const core = entriesOf('core', 'single-sign-on');
const backChannelGuide = entriesOf('backChannelGuide', 'single-sign-on');
const sessionsApi = entriesOf('sessionsApi', 'session-administration');
const activeSessions = entriesOf('activeSessions', 'session-administration');

export const severalParties = [
  guide.product(
    'IS-SSO-1',
    'Log out',
    'interoperability',
    'A second relying party signs the same user in without asking again.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    backChannelGuide.product(
      'IS-SSO-2',
      'Set up your client application',
      'interoperability',
      'All relying parties of one session are given the same sid.',
    ),
  ),
  guide.product(
    'IS-SSO-3',
    'Log out',
    'too late or too early',
    'When a second relying party joins the session, the next silent call of the first is answered with a code and a session_state.',
  ),
  guide.product(
    'IS-SSO-4',
    'Keep the user session live',
    'too late or too early',
    'Silent calls of one relying party keep the session for all of them.',
  ),
  core.states(
    'IS-SSO-5',
    '8',
    'interoperability',
    'All relying parties whose subjects are public, as is the default, are given the same subject.',
  ),
  sessionsApi.product(
    'IS-ADMIN-1',
    '/me/sessions',
    'hygiene',
    "A user's session is listed with the applications that take part in it.",
  ),
  sessionsApi.product(
    'IS-ADMIN-2',
    '/me/sessions',
    'believed signed out',
    'Ending the sessions of a user through the API ends them in every browser.',
  ),
  sessionsApi.product(
    'IS-ADMIN-3',
    'Note',
    'believed signed out',
    'Sessions that are ended through the API are made known to their clients by logout tokens.',
  ),
  activeSessions.product(
    'IS-ADMIN-4',
    'Manage active sessions',
    'believed signed out',
    'A change of password ends the sessions of the user in other browsers.',
  ),
  measured(
    '7.1.0 to 7.2.0',
    activeSessions.product(
      'IS-ADMIN-5',
      'Manage active sessions',
      'believed signed out',
      'The deletion of a user ends the sessions of that user.',
    ),
  ),
  sessionsApi.product(
    'IS-ADMIN-6',
    '/me/sessions',
    'too late or too early',
    'Ending the sessions of one user through the API leaves those of others alone.',
  ),
  measured(
    '7.1.0 to 7.2.0',
    activeSessions.product(
      'IS-ADMIN-7',
      'Manage active sessions',
      'believed signed out',
      'Sessions that are ended by a change of password are made known to their clients by logout tokens.',
    ),
  ),
  measured(
    '7.1.0 to 7.2.0',
    activeSessions.product(
      'IS-ADMIN-8',
      'Manage active sessions',
      'believed signed out',
      'Sessions that are ended by the deletion of their user are made known to their clients by logout tokens.',
    ),
  ),
  sessionsApi.product(
    'IS-ADMIN-9',
    '/me/sessions/{session-id}',
    'believed signed out',
    'Ending one session of a user by its id ends that session.',
  ),
  sessionsApi.product(
    'IS-ADMIN-10',
    '/me/sessions/{session-id}',
    'too late or too early',
    'Ending one session of a user by its id leaves the other sessions of that user alone.',
  ),
] as const;
