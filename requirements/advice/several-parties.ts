import type { Advice } from './types.ts';

const MAPPING =
  '`[session_data.persistence] enable_user_session_mapping` and `enable_persistence` are true by default: see whether one was switched off.';

export const singleSignOn = {
  'IS-SSO-1': {
    meaning: 'Users have to sign in at every application.',
    setting:
      'Look at the login flow of the second application (another step, or a script, asks again), and at the tenant: sessions belong to one.',
  },
  'IS-SSO-2': {
    meaning: 'A logout token names a session that the application does not know: the user stays signed in.',
  },
  'IS-SSO-3': {
    meaning: 'Opening a second application signs the user out of the first.',
    workaround:
      'On changed, make a silent call and take over the new `session_state`; sign out only where it is refused.',
  },
  'IS-SSO-4': {
    meaning: 'A user who works in one application is signed out in the others.',
  },
  'IS-SSO-5': {
    meaning: 'Applications that share data about a user take one user for two.',
    setting:
      "Subject: the application's User attributes, Subject. Applications with different subjects differ on purpose.",
  },
} as const satisfies Readonly<Record<string, Advice>>;

export const sessionAdministration = {
  'IS-ADMIN-1': { meaning: 'Users and administrators cannot see where an account is in use.', setting: MAPPING },
  'IS-ADMIN-2': {
    meaning: 'After a theft the account cannot be locked out of the browsers of the thief.',
    setting: MAPPING,
  },
  'IS-ADMIN-3': {
    meaning: 'The sessions are over at the server, but the applications go on.',
    setting: `${MAPPING} Each application needs a back-channel logout url. 5.11 does not send these tokens: update.`,
  },
  'IS-ADMIN-4': {
    meaning: 'Who knew the old password stays signed in after it was changed.',
    setting:
      '`identity_mgt.password_update.preserve_logged_in_session` must be false and `event.default_listener.user_session_termination` enabled, as is the default.',
  },
  'IS-ADMIN-5': {
    meaning: 'Who has left goes on working with the account that was deleted.',
    setting: '`event.default_listener.user_session_termination` must be enabled, as is the default.',
    workaround: "End the user's sessions by `DELETE /api/users/v1/{id}/sessions` before the deletion.",
  },
  'IS-ADMIN-6': { meaning: 'One user who is locked out takes others along.' },
  'IS-ADMIN-7': {
    meaning: 'The sessions are over at the server, but the applications of who knew the old password go on.',
    setting: `${MAPPING} Each application needs a back-channel logout url.`,
  },
  'IS-ADMIN-8': {
    meaning: 'The applications go on for somebody who has left.',
    setting: `${MAPPING} Each application needs a back-channel logout url.`,
    workaround: "End the user's sessions by `DELETE /api/users/v1/{id}/sessions` before the deletion.",
  },
  'IS-ADMIN-9': {
    meaning: 'A user who signs out a lost device leaves it signed in.',
    setting: MAPPING,
    workaround: 'End all sessions of the user by `DELETE /api/users/v1/me/sessions`.',
  },
  'IS-ADMIN-10': { meaning: 'A user who signs out a lost device is signed out everywhere.' },
} as const satisfies Readonly<Record<string, Advice>>;
