import type { Advice } from './types.ts';

const REGISTRATION =
  'Console: Applications, the application, Protocol, Back channel logout URL (API: `logout.backChannelLogoutUrl`). IS verifies an https receiver against its own truststore (`repository/resources/security/client-truststore.*`), does not retry, and ignores the answer.';
const IDLED_OUT =
  'Trust `sub` and `sid` of an ID token only where `auth_time` is that of the present sign-in; end local sessions by time, too.';

export const backChannelLogout = {
  'BACK-DELIVERY-1': {
    meaning:
      'A user who has logged out stays signed in at some of the applications, or these end more than they should.',
    setting: REGISTRATION,
  },
  'BACK-DELIVERY-2': { meaning: 'Receivers by the specification find no token, and end nothing.' },
  'BACK-DELIVERY-3': { meaning: 'Applications learn of users who never visited them.' },
  'BACK-DELIVERY-4': { meaning: 'Applications sign a user out who is still signed in at the server.' },
  'BACK-DELIVERY-5': {
    meaning: 'One broken application delays the logout of everybody, or leaves users signed in elsewhere.',
    setting:
      'From 7.2 on `[oauth.oidc.logout_request_sender]` sets the pool and its time limits. Up to 7.1 two threads without a time limit serve all: take receivers that hang off the server.',
  },
  'BACK-DELIVERY-6': { meaning: 'Logging out at work signs the user out at home too, in the middle of something.' },
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
  'BACK-TOKEN-6': { meaning: "One application's token can be used to log the user out at another." },
  'BACK-SID-1': {
    meaning: 'Logging out in one browser ends the session in another.',
    workaround: 'End sessions by `sub` and `sid` together.',
  },
  'BACK-SID-2': {
    meaning:
      'At a shared computer two users have one session name: a logout of one ends, or fails to end, that of the other.',
    workaround: IDLED_OUT,
  },
  'BACK-SID-3': {
    meaning: 'The wrong user is signed out, and applications of one user learn of another.',
    workaround: IDLED_OUT,
  },
} as const satisfies Readonly<Record<string, Advice>>;

const FRONT_CHANNEL =
  'From 7.3 on; API: `logout.frontChannelLogoutUrl` of the application. Earlier versions accept the value and do nothing with it.';

export const frontChannelLogout = {
  'FRONT-DISCOVERY-1': {
    meaning: 'Applications register for a call that never comes.',
    setting: FRONT_CHANNEL,
    workaround: 'Use back-channel logout.',
  },
  'FRONT-IFRAME-1': {
    meaning: 'A user who has logged out stays signed in at some of the applications.',
    setting: `${FRONT_CHANNEL} Cookies of these applications must be usable in a frame.`,
    workaround: 'Use back-channel logout.',
  },
  'FRONT-IFRAME-2': { meaning: 'The application cannot tell which session to end.', setting: FRONT_CHANNEL },
  'FRONT-IFRAME-3': {
    meaning: 'After the logout the user is stranded on a blank page.',
    setting: 'IS waits for every frame without a time limit: look for an application that never answers.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
