import { entriesOf } from './entry.ts';

const sessions = entriesOf('sessions', 'keep-alive');
const settingsIdleTimeout = entriesOf('settings', 'idle-timeout');
const extension = entriesOf('extension', 'idle-timeout');
const settingsRememberMe = entriesOf('settings', 'remember-me');

export const sessionLifetime = [
  sessions.product(
    'IS-KEEPALIVE-1',
    'Keep the user session live',
    'interoperability',
    'A hidden iframe that sends prompt=none every n minutes gets a code each time.',
  ),
  sessions.product(
    'IS-KEEPALIVE-2',
    'Keep the user session live',
    'interoperability',
    'Silent calls keep the session alive far beyond its idle timeout.',
  ),
  sessions.product(
    'IS-KEEPALIVE-3',
    'Keep the user session live',
    'interoperability',
    'When the silent calls stop, the session ends by its idle timeout.',
  ),
  sessions.product(
    'IS-KEEPALIVE-4',
    'Keep the user session live',
    'interoperability',
    'An interval longer than the idle timeout does not keep the session.',
  ),
  sessions.product(
    'IS-KEEPALIVE-5',
    'Keep the user session live',
    'interoperability',
    'An answer that is late, or lost, does not end the session: the next call renews it.',
  ),
  sessions.product(
    'IS-KEEPALIVE-6',
    'Keep the user session live',
    'interoperability',
    'Two tabs of one relying party keep the session together, and either of them alone.',
  ),
  sessions.product(
    'IS-KEEPALIVE-7',
    'Keep the user session live',
    'interoperability',
    'After a logout the page sends no further silent call.',
  ),
  sessions.product(
    'IS-KEEPALIVE-8',
    'Keep the user session live',
    'interoperability',
    'A page that was hidden or asleep for less than the idle timeout renews the session when it wakes; after longer it finds the session ended.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-1',
    'Idle session timeout',
    'interoperability',
    'Just before the idle timeout the session is alive.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-2',
    'Idle session timeout',
    'interoperability',
    'Just after the idle timeout the session has ended.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-3',
    'Idle session timeout',
    'interoperability',
    'An interactive authorization request restarts the idle clock.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-4',
    'Idle session timeout',
    'interoperability',
    'Userinfo requests do not restart the idle clock.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-5',
    'Idle session timeout',
    'interoperability',
    'Refreshing tokens does not restart the idle clock.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-6',
    'Idle session timeout',
    'interoperability',
    'Asking the check-session iframe does not restart the idle clock.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-7',
    'Idle session timeout',
    'interoperability',
    'A refused silent request does not restart the idle clock.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-8',
    'Idle session timeout',
    'interoperability',
    'A changed idle timeout is in force at once, for sessions that exist as well.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-9',
    'Idle session timeout',
    'interoperability',
    'The default idle timeout is 15 minutes.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-10',
    'Idle session timeout',
    'interoperability',
    'Values that make no sense are refused, and nothing is changed.',
  ),
  settingsIdleTimeout.product(
    'IS-IDLE-11',
    'Idle session timeout',
    'interoperability',
    'The end of a session by idleness sends no logout token.',
  ),
  settingsIdleTimeout.product(
    'IS-MAXIMUM-1',
    'Maximum session timeout',
    'interoperability',
    'Where a maximum lifetime is set, silent calls do not carry a session past it.',
  ),
  settingsIdleTimeout.product(
    'IS-MAXIMUM-2',
    'Maximum session timeout',
    'interoperability',
    'Without a maximum lifetime silent calls keep a session for days.',
  ),
  extension.product(
    'IS-EXTEND-1',
    '/identity/extend-session',
    'interoperability',
    'The session-extension endpoint restarts the idle clock of a live session.',
  ),
  extension.product(
    'IS-EXTEND-2',
    '/identity/extend-session',
    'interoperability',
    'The session-extension endpoint does not revive a session that has ended.',
  ),
  settingsRememberMe.product(
    'IS-REMEMBER-1',
    'Remember me period',
    'interoperability',
    'A remembered session lives on beyond the idle timeout.',
  ),
  settingsRememberMe.product(
    'IS-REMEMBER-2',
    'Remember me period',
    'interoperability',
    'Just before the remember-me period has passed since the sign-in, the session is alive.',
  ),
  settingsRememberMe.product(
    'IS-REMEMBER-3',
    'Remember me period',
    'interoperability',
    'Just after the remember-me period the session has ended.',
  ),
  settingsRememberMe.product(
    'IS-REMEMBER-4',
    'Remember me period',
    'interoperability',
    "A remembered session's cookie is kept for the remember-me period; without remember-me it ends with the browser.",
  ),
  settingsRememberMe.product(
    'IS-REMEMBER-5',
    'Remember me period',
    'interoperability',
    'A logout ends a remembered session too.',
  ),
  settingsRememberMe.product(
    'IS-REMEMBER-6',
    'Remember me period',
    'interoperability',
    'A changed remember-me period is in force at once.',
  ),
  settingsRememberMe.product(
    'IS-REMEMBER-7',
    'Remember me period',
    'interoperability',
    'Silent calls do not carry a remembered session past its period.',
  ),
] as const;
