import type { Advice } from './types.ts';

const TERMINATION = '`event.default_listener.user_session_termination` must be enabled, as is the default.';
const END_FIRST = "End the user's sessions by `DELETE /api/users/v1/{id}/sessions` as well.";
const RECEIVERS =
  '`[session_data.persistence] enable_user_session_mapping` must be true, as is the default, and each application needs a back-channel logout url.';
const UPDATE = 'Update: the advisory names the first version of each release that revokes them.';
const SHORT_TOKENS =
  'Give access tokens a short lifetime, and revoke what the user has: `POST /oauth2/revoke` by each application.';
const GOES_ON = 'The applications go on for a user whose sessions are over at the server.';

/** Accounts, applications, the list of sessions, and tokens that are bound to a session. */
const WITH_SESSIONS = 'End the sessions of the user as well: `DELETE /api/users/v1/{user-id}/sessions`.';

export const accounts = {
  'IS-ACCOUNT-1': {
    meaning: 'Who has taken over an account stays signed in after an administrator has set another password.',
    setting: TERMINATION,
    workaround: END_FIRST,
  },
  'IS-ACCOUNT-2': {
    meaning: 'Who is locked out stays signed in, in every browser that has a session already.',
    setting: TERMINATION,
    workaround: END_FIRST,
  },
  'IS-ACCOUNT-3': { meaning: GOES_ON, setting: RECEIVERS, workaround: END_FIRST },
  'IS-ACCOUNT-4': { meaning: GOES_ON, setting: RECEIVERS, workaround: END_FIRST },
  'IS-ACCOUNT-5': {
    meaning: 'Who has copied an access token can go on, until it expires, after the user has changed the password.',
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-6': {
    meaning: 'Access tokens of a user who does not exist any more still open every API.',
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-7': {
    meaning: 'Who has copied an access token can go on after an administrator has set another password.',
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-8': {
    meaning: 'A user who is locked out goes on with the access tokens that were issued before.',
    setting: UPDATE,
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-9': {
    meaning: 'Who has copied a refresh token gets new access tokens after the user has changed the password.',
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-10': {
    meaning: 'New access tokens are issued for a user who does not exist any more.',
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-11': {
    meaning: 'Who has copied a refresh token gets new access tokens after an administrator has set another password.',
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-12': {
    meaning: 'A user who is locked out gets new access tokens.',
    setting: UPDATE,
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-13': {
    meaning: 'A browser that was signed in when the account was locked is signed in again once it is unlocked.',
    workaround: `Before you unlock an account: ${END_FIRST.replace(' as well', '')}`,
  },
  'IS-ACCOUNT-14': {
    meaning: 'An application signs in a user who does not exist any more.',
    setting: 'Update: the advisory names the first version of each release that refuses the code.',
  },
  'IS-ACCOUNT-15': {
    meaning: 'Who was shut out goes on working in every browser that is open.',
    workaround: WITH_SESSIONS,
  },
  'IS-ACCOUNT-16': {
    meaning: 'Applications keep a session of their own of somebody who was shut out.',
    workaround: WITH_SESSIONS,
  },
  'IS-ACCOUNT-17': {
    meaning: 'Who was shut out still has tokens that open every API.',
    workaround: WITH_SESSIONS,
  },
  'IS-ACCOUNT-18': {
    meaning: 'Who was shut out gets new tokens for as long as the refresh token lives.',
    workaround: WITH_SESSIONS,
  },
  'IS-ACCOUNT-19': {
    meaning: 'A session of before, in whose hands it may be by now, comes back to life.',
    workaround: WITH_SESSIONS,
  },
  'IS-ACCOUNT-20': {
    meaning: 'Who has taken over an account stays signed in after its owner has recovered the password.',
    setting: TERMINATION,
    workaround: END_FIRST,
  },
  'IS-ACCOUNT-21': { meaning: GOES_ON, setting: RECEIVERS, workaround: END_FIRST },
  'IS-ACCOUNT-22': {
    meaning: 'Who has copied an access token can go on after its owner has recovered the password.',
    workaround: SHORT_TOKENS,
  },
  'IS-ACCOUNT-23': {
    meaning: 'Who has copied a refresh token gets new access tokens after its owner has recovered the password.',
    workaround: SHORT_TOKENS,
  },
  'IS-APP-1': {
    meaning:
      'An application that was removed goes on signing users in, at an address that may belong to somebody else.',
  },
  'IS-APP-2': { meaning: 'Browsers that have a removed application open see a fault of the server.' },
  'IS-APP-3': { meaning: 'Removing one application signs users out of all others.' },
  'IS-APP-4': {
    meaning: 'After an application was removed, a logout leaves users signed in at the others, or leads nowhere.',
    workaround: "End the sessions of the application's users before it is removed.",
  },
  'IS-APP-5': {
    meaning: 'The access tokens of an application that was removed still open every API.',
    workaround: 'Revoke them before the application is removed.',
  },
  'IS-APP-6': {
    meaning: 'An application that an administrator has switched off goes on signing users in.',
    workaround: 'Change the secret of the application, and its redirect uri, as well.',
  },
  'IS-APP-7': {
    meaning: 'Codes go on to an address that the application has given up, and that somebody else may have by now.',
    setting: 'Look whether every node of the cluster has the change: applications are cached.',
  },
  'IS-APP-8': {
    meaning: 'An application that moves to another address signs its users out, or those of other applications.',
    workaround: 'Register the new address beside the former one, and remove that later.',
  },
  'IS-APP-9': {
    meaning: 'A logout goes on to lead to an address that the application has given up (open redirect).',
    setting: 'Look whether every node of the cluster has the change: applications are cached.',
  },
  'IS-APP-10': {
    meaning: 'After an application has moved, a logout leads nowhere, or leaves users signed in at the others.',
    workaround: 'Register the new address beside the former one, and remove that later.',
  },
  'IS-APP-11': { meaning: 'Browsers that have an application open which has moved see a fault of the server.' },
  'IS-LIST-1': { meaning: 'Users see a device as signed in that they have signed out.' },
  'IS-LIST-2': { meaning: 'Users see a device as signed in whose session is over, and look for a thief.' },
  'IS-LIST-3': { meaning: 'Users who end a session do not see that it is over, and cannot tell what is still open.' },
  'IS-LIST-4': {
    meaning:
      'Applications are told a second time about a session that they have forgotten; logs and alarms count it twice.',
  },
  'IS-BOUND-1': {
    meaning: 'A session that was ended for a reason, such as a theft, leaves working access tokens behind.',
    setting: UPDATE,
    workaround: SHORT_TOKENS,
  },
  'IS-BOUND-2': {
    meaning: 'A session that was ended for a reason, such as a theft, goes on by its refresh token.',
    setting: UPDATE,
    workaround: SHORT_TOKENS,
  },
  'IS-IDLE-12': {
    meaning: 'The session has ended by its idle timeout, and its access token still opens every API.',
    setting: UPDATE,
    workaround: 'Give access tokens a lifetime that is no longer than the idle timeout.',
  },
  'IS-IDLE-13': {
    meaning: 'The session has ended by its idle timeout, and its refresh token still brings new access tokens.',
    setting: UPDATE,
  },
  'RPLOGOUT-TOKENS-4': {
    meaning: 'A user who logs out at one device cannot go on at another.',
    setting: 'The binding must be `sso-session`: without it one access token is shared by all sessions of the user.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
