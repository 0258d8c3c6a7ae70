import type { Advice } from './types.ts';

const PAGE =
  'The page can be replaced by `repository/resources/identity/pages/op_iframe.html`: see whether it was. Its url needs `client_id`, and `redirect_uri` too where the callback is a pattern (`regexp=…`).';
const SILENT_CALL = 'Do not rely on the iframe alone: a silent call with `prompt=none` tells the truth.';
const NO_STATE_IN_ERRORS =
  'Do not wait for a `session_state` in an error: whoever is signed out is told of a new sign-in by trying one.';

const sessionState = {
  'SESSION-STATE-1': {
    meaning:
      'Nothing for relying parties, to which the value is opaque; tools that calculate it, as the documentation describes it, no longer can.',
    setting: 'The class of `OIDCSessionStateManager` in `repository/conf/identity/identity.xml` calculates it.',
  },
  'SESSION-STATE-2': {
    meaning: 'A relying party that is signed out cannot watch for the moment in which the user signs in elsewhere.',
    workaround: NO_STATE_IN_ERRORS,
  },
  'SESSION-STATE-3': { meaning: 'One application can watch the session of a user at another.' },
  'SESSION-STATE-4': {
    meaning: 'After a renewal the iframe says changed at once, and the page renews for ever.',
    setting:
      'The page that asks must have the origin of its `redirect_uri`. A cookie `opbs` with another path also does this.',
  },
  'SESSION-STATE-5': {
    meaning: 'The relying party cannot watch the session, and does not notice a logout elsewhere.',
    setting: 'Ask for `scope=openid`: without it no session state is issued.',
  },
  'SESSION-STATE-6': {
    meaning: 'The iframe cannot tell where the client_id ends and the session state begins, and answers error.',
  },
  'SESSION-STATE-7': {
    meaning: 'A relying party can recognise a visitor who is not signed in, from visit to visit.',
    workaround: NO_STATE_IN_ERRORS,
  },
  'SESSION-STATE-8': { meaning: 'An application goes on with the session state of the user before.' },
  'SESSION-STATE-9': {
    meaning: 'Any script on a page of the server, and everybody who can read the cookie, learns who the user is.',
  },
} as const satisfies Readonly<Record<string, Advice>>;

const iframe = {
  'SESSION-IFRAME-1': {
    meaning: 'Relying parties are told nothing, or renew, or sign out, again and again for no reason.',
    setting: `${PAGE} IS itself sends no \`X-Frame-Options\` below \`/oidc/\`: look for a proxy that adds it, or a \`frame-ancestors\` policy. Where the browser blocks cookies of third parties the answer is always changed.`,
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
    meaning: 'A relying party that has lost its client_id is not told so.',
    setting: PAGE,
    workaround: 'Do not ask without a client_id.',
  },
  'SESSION-IFRAME-6': {
    meaning: 'The iframe confirms sessions that are over, or never were.',
    setting: PAGE,
  },
  'SESSION-IFRAME-7': {
    meaning: 'Any web page can find out whether its visitor is signed in, and at which application.',
    setting: PAGE,
  },
  'SESSION-IFRAME-8': {
    meaning: 'Some browsers refuse the iframe: relying parties get no answer at all there.',
    setting: 'IS itself sends no `X-Frame-Options` below `/oidc/`: look for a proxy that adds it.',
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
  'SESSION-IFRAME-13': {
    meaning: 'Every relying party of the browser renews whenever one of them does, and the server has the traffic.',
  },
  'SESSION-IFRAME-14': {
    meaning: 'A user who has logged out at one application stays signed in at the others.',
    workaround:
      "Let no silent call be under way when a user logs out: stop the page's timer, and wait for the last answer.",
  },
  'SESSION-IFRAME-15': { meaning: 'An application does not notice that the user has begun to use another one.' },
} as const satisfies Readonly<Record<string, Advice>>;

export const sessionIframe = { ...sessionState, ...iframe } as const satisfies Readonly<Record<string, Advice>>;
