import type { Advice } from './types.ts';

const COOKIE_OVERRIDE =
  'Attributes of cookies can be overridden in the configuration of IS, and rewritten by a proxy: look at both.';
const STORE =
  '`[session_data.persistence] enable_persistence` is true and `persistence_pool_size` is 0 (written at once) by default; with a pool, the last changes may be lost in a crash. The database must outlive the server: in a container, not the embedded one.';

export const cookies = {
  'COOKIE-1': {
    meaning: 'A script that gets into any page of the server can steal the session.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-2': {
    meaning: 'Silent renewal fails for applications of another site: their users have to sign in again and again.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-3': {
    meaning: 'No harm by itself; audits and firewalls complain.',
    workaround: 'Take the cookie out of the answers at a proxy in front of IS.',
  },
  'COOKIE-4': {
    meaning: 'A script that gets into any page of the server can take over the session.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-5': {
    meaning: 'Users of applications of another site are signed out by the first silent call.',
    setting: COOKIE_OVERRIDE,
    workaround:
      'Serve the application from the same site as IS, over https: another port or sub-domain of one domain will do.',
  },
  'COOKIE-6': {
    meaning: 'The iframe of the application gets no answer at all: it waits in vain, and cannot tell its user why.',
    workaround:
      'Serve the application from the same site as IS; on `login_required` in the iframe try once at the top level before signing out.',
  },
  'COOKIE-7': {
    meaning: 'The cookie is sent in clear where somebody on the network gets the browser to ask by http.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-8': {
    meaning: 'Every host below the domain is sent the session, and can take it over.',
    setting: COOKIE_OVERRIDE,
  },
  'COOKIE-9': {
    meaning: 'Who plants a cookie in the browser of somebody else is signed in as soon as the other one is.',
  },
  'COOKIE-10': {
    meaning: 'Browsers and proxies may differ in which of the two they keep.',
    workaround: 'A proxy in front of IS can drop the first of two cookies of the same name.',
  },
  'COOKIE-11': {
    meaning: 'Browsers may drop the cookie, or read it in different ways.',
    setting: COOKIE_OVERRIDE,
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
} as const satisfies Readonly<Record<string, Advice>>;

export const badInput = {
  'INPUT-1': {
    meaning: 'Attackers learn about the inside of the server, or can make it fail; users see a page that helps nobody.',
    workaround: 'Limit the length of requests, and refuse invalid percent-escapes, at a proxy in front of IS.',
  },
  'INPUT-2': {
    meaning: 'Attackers learn about the inside of the server, or can make it fail; users see a page that helps nobody.',
    workaround: 'Limit the length of requests, and refuse invalid percent-escapes, at a proxy in front of IS.',
  },
  'INPUT-3': {
    meaning: 'A broken relying party sees the inside of the server instead of an error.',
    workaround: 'Limit the length of requests, and refuse invalid percent-escapes, at a proxy in front of IS.',
  },
  'INPUT-4': {
    meaning: 'A link to the login page can carry a script that takes the password, or the session.',
    workaround: 'Filter the requests, and set a Content-Security-Policy, at a proxy in front of IS.',
  },
  'INPUT-5': {
    meaning:
      'Whoever checks a request before the server, e.g. a firewall, may see another value than the server takes.',
    workaround: 'Refuse requests with repeated parameters at a proxy in front of IS.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
