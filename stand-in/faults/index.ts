/** One behaviour made wrong, of those that are a matter of time or of what the server remembers. */
interface Fault {
  /** What is wrong, in one sentence. */
  readonly what: string;
  /** The requirements that it violates: each is found broken by its own check, and no other. */
  readonly violates: readonly [string, ...string[]];
  /** What cannot be decided then, though none of {@link violates} blocks it. */
  readonly blocks?: readonly string[];
}

const TABLE = {
  'silent-call-does-not-extend': {
    what: 'A silent call does not restart the idle clock.',
    violates: ['IS-KEEPALIVE-2', 'IS-SSO-4', 'IS-MAXIMUM-2'],
  },
  'only-first-client-extends': {
    what: 'Silent calls of any client but the first do not restart the idle clock.',
    violates: ['IS-SSO-4'],
  },
  'interactive-request-does-not-extend': {
    what: 'An interactive authorization request does not restart the idle clock.',
    violates: ['IS-IDLE-3'],
  },
  'userinfo-extends': {
    what: 'A userinfo request restarts the idle clock.',
    violates: ['IS-IDLE-4'],
  },
  'token-refresh-extends': {
    what: 'A refresh grant restarts the idle clock.',
    violates: ['IS-IDLE-5'],
  },
  'idle-timeout-14-minutes': {
    what: 'A session ends a minute before its idle timeout.',
    violates: ['IS-IDLE-1', 'IS-KEEPALIVE-8'],
  },
  'session-never-idles-out': {
    what: 'No silence ends a session.',
    violates: ['IS-IDLE-2', 'IS-KEEPALIVE-3', 'IS-KEEPALIVE-4', 'IS-KEEPALIVE-8'],
  },
  'idle-timeout-change-ignored': {
    what: 'A changed idle timeout is not in force.',
    violates: ['IS-IDLE-8'],
  },
  'idle-expiry-tells-clients': {
    what: 'The end of a session by idleness sends logout tokens.',
    violates: ['IS-IDLE-11'],
  },
  'maximum-lifetime-ignored': {
    what: 'A maximum lifetime that is set ends no session.',
    violates: ['IS-MAXIMUM-1', 'IS-MAXIMUM-3', 'IS-MAXIMUM-4', 'IS-MAXIMUM-6'],
  },
  'iframe-blind-to-idle-expiry': {
    what: 'The iframe goes on saying unchanged after idle expiry (D17).',
    violates: ['SESSION-IFRAME-10'],
  },
  'iframe-blind-to-termination': {
    what: 'The iframe goes on saying unchanged after a termination by the API (D17).',
    violates: ['SESSION-IFRAME-11'],
  },
  'clients-notified-one-after-another': {
    what: 'A client is sent its logout token only when the one before has answered.',
    violates: ['BACK-DELIVERY-5', 'BACK-DELIVERY-14'],
  },
  'receivers-waited-for-without-limit': {
    what: 'The user waits for receivers of logout tokens as long as they take.',
    violates: ['BACK-DELIVERY-8'],
  },
  'frames-waited-for-without-limit': {
    what: 'The user waits for clients that are logged out in a frame as long as they take.',
    violates: ['FRONT-IFRAME-6'],
  },
  'extension-revives-expired-session': {
    what: 'The session-extension endpoint revives a session that has ended.',
    violates: ['IS-EXTEND-2'],
  },
  'remember-me-never-ends': {
    what: 'A remembered session never ends by itself.',
    violates: ['IS-REMEMBER-3', 'IS-REMEMBER-6'],
  },
  'remember-me-not-extended-by-use': {
    what: 'A silent call does not start the period of a remembered session anew (D27).',
    violates: ['IS-REMEMBER-7'],
  },
  'expired-session-inherited': {
    what: 'After a session has ended by idleness the next user in the browser takes over its sid and its clients, and is named as the former one (D16).',
    violates: ['BACK-SID-2', 'BACK-SID-3', 'BACK-SID-4'],
  },
  'sessions-kept-in-memory': {
    what: 'A restart loses every session.',
    violates: ['IS-DURABLE-1', 'IS-DURABLE-2'],
  },
  'logout-ends-all-sessions-of-user': {
    what: 'A logout ends the sessions of the user in other browsers too.',
    violates: ['RPLOGOUT-END-3'],
  },
  'termination-ends-one-session-of-many': {
    what: 'Ending the sessions of a user through the API ends the first of them.',
    violates: ['IS-ADMIN-2'],
  },
  'termination-ends-sessions-of-others': {
    what: "Ending one user's sessions through the API ends those of others.",
    violates: ['IS-ADMIN-6'],
  },
  'code-lives-for-an-hour': {
    what: 'A code can be used for an hour.',
    violates: ['CORE-CODE-4'],
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof TABLE;

/** The faults that are planted in the stand-in itself, by name; all others are made in front of it. */
export const FAULTS: Readonly<Record<FaultName, Fault>> = TABLE;

export const FAULT_NAMES = Object.keys(TABLE) as readonly FaultName[];

/** The faults that are switched on. Code asks `faults.has('name')` at the one place where the fault lives. */
export type Faults = ReadonlySet<FaultName>;

const isFaultName = (name: string): name is FaultName => Object.hasOwn(TABLE, name);

/** Reads a comma-separated list. @throws Error that lists the known names when one is unknown. */
export function readFaults(list: string): Set<FaultName> {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.filter((name) => !isFaultName(name));
  if (unknown.length === 0) return new Set(names.filter(isFaultName));
  throw new Error(
    `REFERENCE_FAULTS names ${unknown.map((name) => `"${name}"`).join(', ')}, which ${unknown.length === 1 ? 'is not a fault' : 'are not faults'}.` +
      ` Known: ${FAULT_NAMES.join(', ')}.`,
  );
}
