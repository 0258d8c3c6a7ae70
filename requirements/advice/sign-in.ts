import { tokens } from './tokens.ts';
import type { Advice } from './types.ts';

const CALLBACK =
  'Console: Applications, the application, Protocol, Authorized redirect URLs. Several urls are one pattern `regexp=(a|b)`; write it as narrow as you can, for a dot in it matches anything.';
const PROXY = 'Look for a proxy in front of the server that sets or removes headers.';

export const signIn = {
  'CORE-CODE-1': {
    meaning: 'Nobody can sign in, or an answer is accepted that belongs to another request.',
    setting: `The application needs the grant type Code. ${CALLBACK}`,
  },
  'CORE-AUTHN-1': {
    meaning: 'Anybody can sign in as anybody.',
    setting:
      'Look for authenticators or scripts (Login Flow, conditional authentication) of the application that go on after a failed step.',
  },
  'CORE-LOGIN-1': {
    meaning: 'An application that asks for the password again before something important gets no such proof.',
    workaround: 'Compare `auth_time` with the time of the request, and do not trust an old one.',
  },
  'CORE-LOGIN-2': {
    meaning: 'The relying party takes the new authentication for an old one, and may ask for it for ever.',
  },
  'CORE-MAXAGE-2': {
    meaning: 'A sign-in older than the application allows is accepted.',
    workaround: 'Check `auth_time` in the relying party; where it is too old, ask again with `prompt=login`.',
  },
  'CORE-MAXAGE-3': {
    meaning: 'The relying party cannot tell how old the sign-in is, although it asked for a limit.',
    workaround:
      'Ask for `auth_time` by the `claims` parameter as essential, and with `prompt=login` in place of `max_age=0`.',
  },
  'CORE-MAXAGE-5': {
    meaning: 'An application that asks for the password again before something important gets no such proof.',
    workaround: 'Ask with `prompt=login`.',
  },
  'CORE-CLICKJACKING-1': {
    meaning: 'A hostile page can put the form under its own buttons and have users type, or agree, without knowing it.',
    setting: `The pages carry \`X-Frame-Options\` by default. ${PROXY}`,
  },
  'CORE-CSRF-1': {
    meaning: 'An attacker can sign a victim in as somebody else, and then read what the victim enters there.',
    workaround:
      'Show users who they are signed in as. The cookie of `[session.nonce.cookie] enabled`, which is on by default, does not prevent it.',
  },
  'CORE-REDIRECT-1': {
    meaning: "The browser sends the user's password to the application.",
    setting: PROXY,
  },
  'CORE-REDIRECT-2': {
    meaning: "The browser sends the user's password to an address that has no need of it, where it may be logged.",
    setting: PROXY,
  },
  'CORE-CLIENT-1': {
    meaning: 'The server can be used to send users to a place of the attacker.',
  },
  'CORE-CLIENT-2': {
    meaning: 'Codes can be sent to a place of the attacker, who then signs in as the user.',
    setting: CALLBACK,
  },
  'CORE-CLIENT-3': {
    meaning: 'Codes can be sent to an address that only looks like one of the application.',
    setting: CALLBACK,
  },
  'CORE-CLIENT-4': {
    meaning: 'A relying party whose redirect_uri has a query cannot read the answer: it waits, or shows an error.',
    workaround: 'Register redirect_uris without a query, and keep what you need of the request under its `state`.',
  },
  'CORE-METHOD-1': {
    meaning: 'Relying parties whose requests are too long for a url, or that send forms, cannot sign anybody in.',
    workaround: 'Send the request by GET, and long parameters by a pushed authorization request.',
  },
  'CORE-PARAM-1': {
    meaning: 'Relying parties that send a parameter of an extension cannot sign anybody in.',
  },
  'CORE-PARAM-2': {
    meaning: 'Libraries that send every parameter, empty ones as well, cannot sign anybody in.',
    workaround: 'Leave out parameters that have no value.',
  },
  'CORE-PARAM-3': {
    meaning: 'A relying party that asks for a language, or for a kind of authentication, cannot sign anybody in.',
    workaround: 'Leave the parameter out.',
  },
  'CORE-CACHE-2': {
    meaning:
      'A browser or a proxy answers a silent call from its cache: the session is not extended, and an old code comes back.',
    setting: PROXY,
  },
  'CORE-CACHE-3': {
    meaning: 'The page with the code can be read, or sent again, from the cache of the browser.',
    setting: PROXY,
  },
  'CORE-CORS-1': {
    meaning: 'Scripts can follow the sign-in of a user, which is meant for the browser alone.',
    setting: '`[cors]` in `deployment.toml`, and the allowed origins of the applications.',
  },
  'CORE-CORS-2': {
    meaning: 'Any page that a user visits can read what the server would show to that user.',
    setting:
      '`[cors]` in `deployment.toml`: `allow_any_origin` must not be true together with `supports_credentials`; look for a proxy that repeats the origin.',
  },
  'CORE-ISS-1': {
    meaning: 'Relying parties that compare the issuer reject every answer; the others can be made to mix up providers.',
    setting: 'The issuer follows `[server] hostname` in `deployment.toml`.',
  },
  ...tokens,
} as const satisfies Readonly<Record<string, Advice>>;
