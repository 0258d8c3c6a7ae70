import type { Advice } from './types.ts';

const IDLE =
  'Idle timeout: console, Login & Security, Session Management; API `PATCH /api/server/v1/configs`, `/idleSessionTimeoutPeriod` (minutes). `[session.timeout] idle_session_timeout` is only the default of tenants that never stored a value.';
const REMEMBER =
  'Remember-me period: console, Login & Security, Session Management; API `PATCH /api/server/v1/configs`, `/rememberMePeriod` (minutes). `[session.timeout] remember_me_session_timeout` is only the default.';
const MAXIMUM =
  'From 7.3 on: `[session.timeout] enable_maximum_session_timeout` and `maximum_session_timeout`; API `enableMaximumSessionTimeoutPeriod` and `maximumSessionTimeoutPeriod`.';

export const keepAlive = {
  'IS-KEEPALIVE-1': {
    meaning: 'Users are thrown out in the middle of their work.',
    setting: `${IDLE} The relying party must be served over https, on the same site as IS, or the browser must allow third-party cookies.`,
    workaround: 'Where cookies of third parties are blocked, call `/identity/extend-session` instead.',
  },
  'IS-KEEPALIVE-2': {
    meaning: 'Users are thrown out by the idle timeout although their page keeps calling.',
    setting: `${IDLE} ${MAXIMUM}`,
  },
  'IS-KEEPALIVE-3': {
    meaning: 'A browser that was left alone stays signed in.',
    setting: `${IDLE} A remembered session does not end by idleness.`,
  },
  'IS-KEEPALIVE-4': {
    meaning: 'The idle timeout has no effect: who sits down at an abandoned browser is signed in.',
    setting: IDLE,
  },
  'IS-KEEPALIVE-6': {
    meaning: 'A user who opens a second tab is signed out of both.',
    workaround: 'Let one tab call for all, e.g. the one that holds a Web Lock.',
  },
  'IS-KEEPALIVE-8': {
    meaning: 'Users who switch tabs or close the lid for a moment are signed out, or go on in a session that is over.',
    setting: IDLE,
    workaround:
      'Make a silent call as soon as the page becomes visible again: browsers slow down the timers of hidden pages.',
  },
} as const satisfies Readonly<Record<string, Advice>>;

export const idleTimeout = {
  'IS-IDLE-1': { meaning: 'Users are signed out earlier than they were promised.', setting: IDLE },
  'IS-IDLE-2': {
    meaning: 'An abandoned session can be used longer than the policy allows.',
    setting: `${IDLE} A remembered session does not end by idleness.`,
  },
  'IS-IDLE-3': {
    meaning: 'Users who move between applications are signed out although they are active.',
    setting: IDLE,
  },
  'IS-IDLE-4': {
    meaning: 'Calls of a back end keep a session alive at which nobody sits.',
  },
  'IS-IDLE-5': {
    meaning: 'Refreshing in the background keeps a session alive at which nobody sits.',
  },
  'IS-IDLE-6': {
    meaning: 'A page that only watches keeps the session alive for ever.',
  },
  'IS-IDLE-7': {
    meaning: 'Requests that serve nobody keep a session alive at which nobody sits.',
    workaround:
      'Let the application stop its silent calls at the first error, and at `login_required` above all, until the user acts.',
  },
  'IS-IDLE-8': {
    meaning: 'A shortened timeout does not reach those who are signed in already.',
    setting: `${IDLE} Change it by console or API: they act at once.`,
  },
  'IS-IDLE-9': {
    meaning: 'The policy that people rely on is not the one in force.',
    setting: IDLE,
  },
  'IS-IDLE-10': {
    meaning: 'A slip in the console can leave all sessions endless, or end them all.',
    setting: 'In `deployment.toml` never go below one minute: the server refuses to start.',
  },
  'IS-IDLE-11': {
    meaning:
      'Applications that keep a longer session of their own are told to end it, or wait for a message that never was promised.',
    workaround: 'An application that must know of the end of an idle session asks for it by a silent call.',
  },
  'IS-MAXIMUM-1': { meaning: 'A session can be kept for ever although a limit is set.', setting: MAXIMUM },
  'IS-MAXIMUM-2': {
    meaning: 'Users of an application that stays open all day are thrown out without a reason they can see.',
    setting: `${MAXIMUM} See whether a limit is set.`,
  },
  'IS-MAXIMUM-3': {
    meaning: 'A user who wanted to be remembered is signed in for longer than anybody may be.',
    setting: MAXIMUM,
    workaround: 'Set the remember-me period no longer than the maximum lifetime.',
  },
  'IS-MAXIMUM-4': {
    meaning: 'A session can be kept for ever although a limit is set, by whatever begins its lifetime anew.',
    setting: MAXIMUM,
  },
  'IS-MAXIMUM-5': {
    meaning: 'A user whose time is up is still let in, or is thrown out again soon after the next sign-in.',
    setting: MAXIMUM,
  },
  'IS-MAXIMUM-6': {
    meaning: 'Sessions of before a limit was set go on without one.',
    setting: MAXIMUM,
    workaround: 'End the sessions of all users once after the limit was set.',
  },
  'IS-MAXIMUM-7': {
    meaning: 'Who sets a limit loses the idle timeout: an abandoned browser stays signed in.',
    setting: MAXIMUM,
  },
  'IS-MAXIMUM-8': {
    meaning: 'A slip of the pen in the settings throws everybody out, or limits nobody.',
    setting: `${MAXIMUM} Read the value back after every change.`,
  },
  'IS-EXTEND-1': {
    meaning: 'Applications that cannot use the iframe have no way to keep their users signed in.',
    setting:
      'Call `/identity/extend-session` with the session cookie, or with the `isk` of the ID token as `idpSessionKey`.',
  },
  'IS-EXTEND-2': {
    meaning: 'A session that has ended comes back to life: the timeout protects nobody.',
    setting: 'Fixed in IS 6.1 ([product-is#15104](https://github.com/wso2/product-is/issues/15104)); update.',
  },
} as const satisfies Readonly<Record<string, Advice>>;

export const rememberMe = {
  'IS-REMEMBER-1': {
    meaning: 'Remember me is not remembered: users have to sign in again and again.',
    setting: REMEMBER,
  },
  'IS-REMEMBER-2': { meaning: 'Users have to sign in earlier than they were promised.', setting: REMEMBER },
  'IS-REMEMBER-3': {
    meaning: 'A lost or sold device stays signed in longer than the policy allows.',
    setting: REMEMBER,
  },
  'IS-REMEMBER-4': {
    meaning: 'The browser forgets the session before the server does.',
    setting: REMEMBER,
  },
  'IS-REMEMBER-5': { meaning: 'A user who logs out at a shared computer is signed in again by it.' },
  'IS-REMEMBER-6': {
    meaning: 'A shortened period does not reach those who are signed in already.',
    setting: `${REMEMBER} Change it by console or API: they act at once.`,
  },
  'IS-REMEMBER-7': {
    meaning:
      'Users who come back every day have to sign in again all the same, when the period since their last sign-in is over.',
    setting: `${REMEMBER} \`[session.timeout] extend_remember_me_session_timeout_on_auth\` (true by default) is to extend it; on the versions that were measured it renews the cookie only.`,
    workaround: 'Set the period to the longest time that a user may go without signing in.',
  },
  'IS-REMEMBER-8': { meaning: 'Who opens a shared browser again is signed in as the one before.' },
  'IS-REMEMBER-9': {
    meaning: 'Users who want to be remembered sign in each time that they open their browser.',
    setting: REMEMBER,
  },
} as const satisfies Readonly<Record<string, Advice>>;
