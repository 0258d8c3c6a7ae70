import type { Advice } from './types.ts';

const PAGE =
  'The page can be replaced by `repository/resources/identity/pages/op_iframe.html`: see whether it was. Its url needs `client_id`, and `redirect_uri` too where the callback is a pattern (`regexp=…`).';
const SILENT_CALL = 'Do not rely on the iframe alone: a silent call with `prompt=none` tells the truth.';

export const sessionIframe = {
  'SESSION-STATE-1': {
    meaning: 'The relying party cannot watch the session, and does not notice a logout elsewhere.',
    setting: 'Ask for `scope=openid`: without it no session state is issued.',
  },
  'SESSION-STATE-2': {
    meaning: 'A relying party takes an error for the state of a session, and watches one that does not exist.',
  },
  'SESSION-STATE-3': {
    meaning: 'One application can watch the session of a user at another.',
  },
  'SESSION-STATE-4': {
    meaning: 'After a renewal the iframe says changed at once, and the page renews for ever.',
    setting:
      'The page that asks must have the origin of its `redirect_uri`. A cookie `opbs` with another path also does this.',
  },
  'SESSION-IFRAME-1': {
    meaning: 'Relying parties renew, or sign out, again and again for no reason.',
    setting: `${PAGE} Where the browser blocks cookies of third parties the answer is always changed.`,
  },
  'SESSION-IFRAME-2': {
    meaning: 'A user who has logged out at one application stays signed in at the others.',
    setting: PAGE,
    workaround: 'Register a back-channel logout url.',
  },
  'SESSION-IFRAME-3': {
    meaning: 'An application goes on showing the data of the user before.',
    workaround: SILENT_CALL,
  },
  'SESSION-IFRAME-4': {
    meaning: 'A relying party with a fault in its message waits for ever instead of being told.',
    workaround: 'Give the question a time limit in the page, and treat silence as error.',
  },
  'SESSION-IFRAME-5': {
    meaning: 'A relying party that has lost its session state is not told so.',
    setting: PAGE,
    workaround: 'Do not ask without a session state.',
  },
  'SESSION-IFRAME-6': {
    meaning: 'Anybody can make the iframe confirm a session that does not exist.',
    setting: PAGE,
  },
  'SESSION-IFRAME-7': {
    meaning: 'Any web page can find out whether its visitor is signed in, and at which application.',
    setting: PAGE,
  },
  'SESSION-IFRAME-8': {
    meaning: 'The browser refuses the iframe: relying parties get no answer at all.',
    setting:
      'IS itself sends no `X-Frame-Options` below `/oidc/`: look for a proxy that adds it, or a `frame-ancestors` policy.',
  },
  'SESSION-IFRAME-9': {
    meaning: 'A client that was deleted, or never existed, can watch sessions.',
    setting: PAGE,
  },
  'SESSION-IFRAME-10': {
    meaning: 'An application that only watches the iframe shows a user as signed in whose session is long over.',
    workaround: SILENT_CALL,
  },
  'SESSION-IFRAME-11': {
    meaning: 'A user whose sessions an administrator has ended still sees a signed-in page.',
    workaround: `${SILENT_CALL} A back-channel logout url is told at once.`,
  },
  'SESSION-IFRAME-12': {
    meaning: 'Opening a second application signs the user out of the first, or makes it renew for ever.',
    workaround:
      'On changed, make a silent call and take over the new `session_state`; sign out only where it is refused.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
