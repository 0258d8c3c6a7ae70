import type { Advice } from './types.ts';

const COOKIE_OVERRIDE =
  'Attributes of cookies can be overridden in the configuration of IS, and rewritten by a proxy: look at both.';
const STORE =
  '`[session_data.persistence] enable_persistence` is true and `persistence_pool_size` is 0 (written at once) by default; with a pool, the last changes may be lost in a crash. The database must outlive the server: in a container, not the embedded one.';

export const cookies = {
  'COOKIE-1': {
    meaning: 'The session can be stolen by a script, or read on the network.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-2': {
    meaning: 'Silent renewal fails for applications of another site: their users have to sign in again and again.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-3': {
    meaning: 'No harm by itself; audits and firewalls complain.',
  },
  'COOKIE-4': {
    meaning: 'The iframe always says changed; or a script of any page of the server can take over the session.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-5': {
    meaning: 'Users of applications of another site are signed out by the first silent call.',
    setting: COOKIE_OVERRIDE,
    workaround:
      'Serve the application from the same site as IS, over https: another port or sub-domain of one domain will do.',
  },
  'COOKIE-6': {
    meaning: 'The user is shown as signed out, or waits for ever, and nobody says that the browser is the cause.',
    workaround:
      'Serve the application from the same site as IS; on `login_required` in the iframe try once at the top level before signing out.',
  },
} as const satisfies Readonly<Record<string, Advice>>;

export const durability = {
  'IS-DURABLE-1': { meaning: 'Every restart signs all users out.', setting: STORE },
  'IS-DURABLE-2': { meaning: 'Every crash signs all users out.', setting: STORE },
  'IS-DURABLE-3': {
    meaning: 'After a restart users are signed out although their pages keep calling.',
    setting: STORE,
    workaround: 'In the page, treat no answer as "unknown" and call again.',
  },
  'IS-DURABLE-4': {
    meaning: 'Users who log out after a restart stay signed in at their applications.',
    setting: STORE,
  },
  'IS-DURABLE-5': {
    meaning: 'A server that is away for a minute signs its users out.',
    workaround:
      'In the page, treat no answer as "unknown" and call again; only an error that the server sent ends the session.',
  },
} as const satisfies Readonly<Record<string, Advice>>;

export const badInput = {
  'INPUT-1': {
    meaning: 'Attackers learn about the inside of the server, or can make it fail; users see a page that helps nobody.',
    workaround: 'Limit the length of requests at a proxy in front of IS.',
  },
  'INPUT-2': {
    meaning: 'A broken link logs users out, or shows them the inside of the server.',
    workaround: 'Limit the length of requests at a proxy in front of IS.',
  },
  'INPUT-3': {
    meaning: 'A broken relying party sees the inside of the server instead of an error.',
    workaround: 'Limit the length of requests at a proxy in front of IS.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
