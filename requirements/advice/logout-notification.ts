import type { Advice } from './types.ts';

const REGISTRATION =
  'Console: Applications, the application, Protocol, Back channel logout URL (API: `logout.backChannelLogoutUrl`). IS verifies an https receiver against its own truststore (`repository/resources/security/client-truststore.*`), does not retry, and ignores the answer.';
const SENDER =
  'From 7.2 on `[oauth.oidc.logout_request_sender]` sets the pool and its time limits. Up to 7.1 two threads without a time limit serve all: take receivers that hang off the server.';
const FORMER_USER =
  'Trust `sub` and `sid` of an ID token only where `auth_time` is that of the present sign-in; end local sessions by time, too.';

const delivery = {
  'BACK-DELIVERY-1': {
    meaning: 'A user who has logged out stays signed in at some of the applications.',
    setting: REGISTRATION,
  },
  'BACK-DELIVERY-2': { meaning: 'Receivers by the specification find no token, and end nothing.' },
  'BACK-DELIVERY-3': { meaning: 'Applications learn of users who never visited them.' },
  'BACK-DELIVERY-4': { meaning: 'Applications sign a user out who is still signed in at the server.' },
  'BACK-DELIVERY-5': {
    meaning: 'One broken application leaves users signed in at all the others.',
    setting: SENDER,
  },
  'BACK-DELIVERY-6': { meaning: 'Logging out at work signs the user out at home too, in the middle of something.' },
  'BACK-DELIVERY-7': {
    meaning: 'Receivers do their work twice, and take the second token for an attack.',
    workaround: 'Remember the `jti` of tokens until they expire.',
  },
  'BACK-DELIVERY-8': { meaning: 'One broken application delays the logout of everybody.', setting: SENDER },
  'BACK-DELIVERY-9': {
    meaning:
      'The user is told that the logout is done while other applications still have the session, and one that is opened at once still shows the data.',
    workaround: 'Treat the return of the browser as the beginning of the logout; end the own session before it.',
  },
  'BACK-DELIVERY-10': { meaning: 'Receivers that tell tenants apart by the query of their url end nothing.' },
  'BACK-DELIVERY-11': {
    meaning: 'Receivers on frameworks that make 204 of an empty answer are sent every token again.',
    workaround: 'Answer 200 with a body.',
  },
  'BACK-DELIVERY-13': {
    meaning: 'Two applications that hang stop the notification of everybody, for as long as they hang.',
    workaround:
      'Put a proxy with a short timeout in front of receivers, or have them answer before they do their work.',
  },
  'BACK-DELIVERY-14': {
    meaning: 'Two applications that hang keep the user signed in at a third, for as long as they hang.',
    workaround:
      'Put a proxy with a short timeout in front of receivers, or have them answer before they do their work.',
  },
  'BACK-DELIVERY-12': { meaning: 'Receivers that are overloaded are given the rest by repeated requests.' },
} as const satisfies Readonly<Record<string, Advice>>;

const token = {
  'BACK-TOKEN-1': {
    meaning: 'Careful receivers reject the token: the user stays signed in there.',
    setting:
      '5.11 sends `event` in place of `events`: update. Else compare `iss` with `[server] hostname`, the clocks, and the key with `/oauth2/jwks`.',
  },
  'BACK-TOKEN-2': {
    meaning: 'The receiver ends the wrong session, or none.',
    setting: "The subject must be the same for all kinds of requests: the application's User attributes, Subject.",
  },
  'BACK-TOKEN-3': {
    meaning: 'Receivers that insist on the type reject the token; others could take another token for a logout token.',
    workaround: 'Do not ask for `typ` in the receiver; check `events`, and that there is no `nonce`.',
  },
  'BACK-TOKEN-4': {
    meaning: 'A token that was caught on the way can be used for longer.',
    setting: '`[oauth.oidc.token_validation] logout_token_validity` (default `2m`).',
  },
  'BACK-TOKEN-5': { meaning: 'Receivers cannot tell a repeated token from a new one.' },
  'BACK-TOKEN-7': { meaning: 'Receivers that look into the event fail on it, and end nothing.' },
  'BACK-TOKEN-8': { meaning: 'Receivers that expect an empty object reject the token.' },
  'BACK-TOKEN-9': {
    meaning: 'A receiver that knows the key of ID tokens cannot verify logout tokens.',
    setting: '`[oauth.oidc.id_token] sign_with_sp_key` decides on both; it should have its default, `true`.',
  },
  'BACK-TOKEN-10': {
    meaning: 'A receiver that accepts the agreed algorithm only rejects the token.',
    setting: '`[oauth.oidc.id_token] signature_algorithm` is one for the whole server.',
  },
} as const satisfies Readonly<Record<string, Advice>>;

const session = {
  'BACK-SID-1': {
    meaning: 'Logging out in one browser ends the session in another.',
    workaround: 'End sessions by `sub` and `sid` together.',
  },
  'BACK-SID-2': {
    meaning:
      'At a shared computer two users have one session name: a logout of one ends, or fails to end, that of the other.',
    workaround: FORMER_USER,
  },
  'BACK-SID-3': { meaning: 'The wrong user is signed out.', workaround: FORMER_USER },
  'BACK-SID-4': { meaning: 'Applications of one user learn of another.', workaround: FORMER_USER },
  'BACK-SID-5': {
    meaning: 'At a shared computer the wrong user is signed out, and the one who has logged out is not.',
    workaround: `Let no silent call be under way when a user logs out: stop the page's timer, and wait for the last answer. ${FORMER_USER}`,
  },
  'BACK-SID-6': { meaning: 'Applications cannot tell which of the sessions of a user a logout token is about.' },
  'BACK-DISCOVERY-2': { meaning: 'Applications cannot know whether they will be told which session to end.' },
  'BACK-SID-7': { meaning: 'Whoever guesses a sid can end the sessions of others, where only the sid is looked at.' },
  'BACK-REFRESH-1': {
    meaning: 'Applications that work while the user is away stop working when the user logs out somewhere.',
    setting:
      "Console: the application's Protocol, Access Token: no token binding, no revocation at the end of the session.",
  },
} as const satisfies Readonly<Record<string, Advice>>;

export const backChannelLogout = { ...delivery, ...token, ...session } as const satisfies Readonly<
  Record<string, Advice>
>;

const FRONT_CHANNEL =
  'From 7.3 on; API: `logout.frontChannelLogoutUrl` of the application. Earlier versions accept the value and do nothing with it.';
const OTHER_WAY = 'Use back-channel logout.';

export const frontChannelLogout = {
  'FRONT-DISCOVERY-1': {
    meaning: 'Applications cannot know whether they will be told which session to end.',
    setting: FRONT_CHANNEL,
  },
  'FRONT-DISCOVERY-2': {
    meaning: 'Applications that registered a url for later are signed out by surprise.',
    setting: FRONT_CHANNEL,
  },
  'FRONT-IFRAME-1': {
    meaning: 'A user who has logged out stays signed in at some of the applications.',
    setting: `${FRONT_CHANNEL} Cookies of these applications must be usable in a frame.`,
    workaround: OTHER_WAY,
  },
  'FRONT-IFRAME-2': { meaning: 'The application cannot tell which session to end.', setting: FRONT_CHANNEL },
  'FRONT-IFRAME-3': {
    meaning: 'After the logout the user is stranded on a blank page, or leaves it before everybody has been told.',
    setting: 'IS waits for every frame without a time limit: look for an application that never answers.',
  },
  'FRONT-IFRAME-4': { meaning: 'An application that only another user has open in this browser ends that session.' },
  'FRONT-IFRAME-5': { meaning: 'Applications that tell tenants apart by the query of their url end nothing.' },
  'FRONT-IFRAME-6': {
    meaning: 'One application that hangs strands everybody who logs out on a blank page.',
    workaround: OTHER_WAY,
  },
  'FRONT-IFRAME-7': { meaning: 'The application cannot tell which session to end.', setting: FRONT_CHANNEL },
  'FRONT-IFRAME-8': {
    meaning: 'One application that hangs keeps a user who has logged out signed in at the others.',
    workaround: OTHER_WAY,
  },
} as const satisfies Readonly<Record<string, Advice>>;
