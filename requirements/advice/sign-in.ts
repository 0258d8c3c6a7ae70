import type { Advice } from './types.ts';

const CALLBACK =
  'Console: Applications, the application, Protocol, Authorized redirect URLs. Several urls are one pattern `regexp=(a|b)`; write it as narrow as you can, for a dot in it matches anything.';

export const signIn = {
  'CORE-CODE-1': {
    meaning: 'Nobody can sign in, or an answer is accepted that belongs to another request.',
    setting: `The application needs the grant type Code. ${CALLBACK}`,
  },
  'CORE-IDTOKEN-1': {
    meaning:
      'A careful relying party rejects the sign-in; a careless one may accept a token that was not meant for it.',
    setting:
      'Compare `iss` with `[server] hostname`, the clocks of both machines, and the key that signed with `/oauth2/jwks`; for users of another tenant see IS-SIGN-1.',
  },
  'CORE-IDTOKEN-2': {
    meaning: 'A logout token that names a session by its `sid` ends nothing: the relying party never learnt that name.',
    workaround: "End all of the user's sessions by `sub` when a logout token comes.",
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
    workaround: 'Ask for `auth_time` by the `claims` parameter as essential. A `max_age` of 0 never brings it.',
  },
  'CORE-REFRESH-1': {
    meaning: 'A refreshed token may stand for another user or another client: a relying party must end the session.',
  },
  'CORE-REFRESH-2': {
    meaning:
      'A relying party that keeps the newest ID token can no longer match a logout token to its session: the user stays signed in.',
    workaround: 'Keep the `sid` of the first ID token of the session, and do not overwrite it at a refresh.',
  },
  'CORE-CLIENT-1': {
    meaning: 'The server can be used to send users to a place of the attacker.',
  },
  'CORE-CLIENT-2': {
    meaning: 'Codes can be sent to a place of the attacker, who then signs in as the user.',
    setting: CALLBACK,
  },
} as const satisfies Readonly<Record<string, Advice>>;
