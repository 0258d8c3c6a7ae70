import { entriesOf, measured } from './entry.ts';

const guide = entriesOf('sessions', 'keep-alive');
const keepAlive = entriesOf('settings', 'keep-alive');
const idle = entriesOf('settings', 'idle-timeout');
const idleClock = entriesOf('sessionTimeout', 'idle-timeout');
const persistence = entriesOf('persistence', 'idle-timeout');
const configsApi = entriesOf('configsApi', 'idle-timeout');
const binding = entriesOf('bindingAdvisory', 'idle-timeout');
const extension = entriesOf('extension', 'idle-timeout');
const remembered = entriesOf('persistence', 'remember-me');
const rememberMe = entriesOf('settings', 'remember-me');
const activeSessions = entriesOf('activeSessions', 'remember-me');

export const sessionLifetime = [
  guide.product(
    'IS-KEEPALIVE-1',
    'Keep the user session live',
    'too late or too early',
    'A hidden iframe that sends prompt=none every n minutes gets a code each time.',
  ),
  guide.product(
    'IS-KEEPALIVE-2',
    'Keep the user session live',
    'too late or too early',
    'Silent calls keep the session, with the same user, alive beyond its idle timeout.',
  ),
  keepAlive.product(
    'IS-KEEPALIVE-3',
    'Parameters',
    'too late or too early',
    'When the silent calls stop, the session ends by its idle timeout.',
  ),
  keepAlive.product(
    'IS-KEEPALIVE-4',
    'Parameters',
    'too late or too early',
    'Silent calls at an interval longer than the idle timeout do not keep the session.',
  ),
  guide.advice(
    'IS-KEEPALIVE-6',
    'Keep the user session live',
    'too late or too early',
    'Silent calls that two tabs of one browser send at the same time are all answered with a code.',
  ),
  keepAlive.product(
    'IS-KEEPALIVE-8',
    'Parameters',
    'too late or too early',
    'The first silent call after a pause renews the session where the pause was shorter than the idle timeout, and is refused where it was longer.',
  ),
  idle.product(
    'IS-IDLE-1',
    'Parameters',
    'too late or too early',
    'Just before the idle timeout the session is alive.',
  ),
  idle.product(
    'IS-IDLE-2',
    'Parameters',
    'too late or too early',
    'Just after the idle timeout the session has ended.',
  ),
  idleClock.product(
    'IS-IDLE-3',
    'Idle Session Time Out',
    'too late or too early',
    'An interactive authorization request restarts the idle clock.',
  ),
  idleClock.product(
    'IS-IDLE-4',
    'Idle Session Time Out',
    'too late or too early',
    'A userinfo request, which asks for no authentication, does not restart the idle clock.',
  ),
  idleClock.product(
    'IS-IDLE-5',
    'Idle Session Time Out',
    'too late or too early',
    'Refreshing tokens, which asks for no authentication, does not restart the idle clock.',
  ),
  idleClock.product(
    'IS-IDLE-6',
    'Idle Session Time Out',
    'too late or too early',
    'A question to the check-session iframe, which asks for no authentication, does not restart the idle clock.',
  ),
  idleClock.advice(
    'IS-IDLE-7',
    'Idle Session Time Out',
    'too late or too early',
    'A silent request that is refused, since its hint names another user, does not restart the idle clock.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    idle.product(
      'IS-IDLE-8',
      'Parameters',
      'too late or too early',
      'A changed idle timeout is in force at once, for sessions that exist as well.',
    ),
  ),
  persistence.product(
    'IS-IDLE-9',
    'Session Timeout related configurations',
    'too late or too early',
    'The default idle timeout is 15 minutes.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    configsApi.product(
      'IS-IDLE-10',
      '/configs',
      'too late or too early',
      'An idle timeout that is not a positive number is refused with 400, and nothing is changed.',
    ),
  ),
  measured(
    '7.0.0 to 7.2.0',
    persistence.product(
      'IS-IDLE-11',
      'Sessions in the WSO2 Identity Server',
      'interoperability',
      'The end of a session by idleness sends no logout token: the sessions of applications are their own.',
    ),
  ),
  binding.advice(
    'IS-IDLE-12',
    'Title',
    'believed signed out',
    'Access tokens that an application has bound to the session are inactive after its idle timeout, whether a browser has asked since or not.',
  ),
  binding.advice(
    'IS-IDLE-13',
    'Title',
    'believed signed out',
    'Refresh tokens of such an application are useless after the idle timeout, whether a browser has asked since or not.',
  ),
  extension.product(
    'IS-EXTEND-1',
    'Supported requests',
    'too late or too early',
    'The session-extension endpoint restarts the idle clock of a live session, which the isk of the ID token names, or the session cookie.',
  ),
  extension.product(
    'IS-EXTEND-2',
    'API responses',
    'too late or too early',
    'The session-extension endpoint refuses a session that has expired, and does not revive it.',
  ),
  remembered.product(
    'IS-REMEMBER-1',
    'Session Timeout related configurations',
    'too late or too early',
    'A remembered session lives on beyond the idle timeout.',
  ),
  remembered.product(
    'IS-REMEMBER-2',
    'Session Timeout related configurations',
    'too late or too early',
    'Just before its period has passed, a remembered session is alive.',
  ),
  remembered.product(
    'IS-REMEMBER-3',
    'Session Timeout related configurations',
    'too late or too early',
    'Just after its period has passed without any call, a remembered session has ended.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    rememberMe.product(
      'IS-REMEMBER-4',
      'Parameters',
      'too late or too early',
      'The cookie of a remembered session is kept for the remember-me period.',
    ),
  ),
  activeSessions.product(
    'IS-REMEMBER-5',
    'Manage active sessions',
    'believed signed out',
    'A logout ends a remembered session too.',
  ),
  measured(
    '7.1.0 to 7.2.0',
    rememberMe.product(
      'IS-REMEMBER-6',
      'Parameters',
      'too late or too early',
      'A changed remember-me period is in force at once, for sessions that exist as well.',
    ),
  ),
  remembered.product(
    'IS-REMEMBER-7',
    'Session Timeout related configurations',
    'too late or too early',
    'With extend_remember_me_session_timeout_on_auth, which is the default, a silent call starts the period of a remembered session anew.',
  ),
  activeSessions.product(
    'IS-REMEMBER-8',
    'Manage active sessions',
    'too late or too early',
    'A session that is not remembered ends with the browser, and its cookie with it.',
  ),
  rememberMe.product(
    'IS-REMEMBER-9',
    'Parameters',
    'too late or too early',
    'A remembered session goes on when the browser is closed and opened again, with what it keeps then.',
  ),
] as const;
