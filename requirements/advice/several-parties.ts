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
    meaning: 'A logout token names a session or a user that the application does not know: the user stays signed in.',
    setting:
      "Subject: the application's User attributes, Subject. Applications with different subjects differ on purpose.",
  },
  'IS-SSO-3': {
    meaning: 'Opening a second application signs the user out of the first.',
    workaround:
      'On changed, make a silent call and take over the new `session_state`; sign out only where it is refused.',
  },
  'IS-SSO-4': {
    meaning: 'A user who works in one application is signed out in the others.',
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
} as const satisfies Readonly<Record<string, Advice>>;
