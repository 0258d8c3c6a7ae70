import type { Advice } from './types.ts';

const CONSENT =
  'Consent is skipped per application by `advancedConfigurations.skipLoginConsent` (console: Advanced, Skip login consent), for the whole server by `[oauth] prompt_consent = false`.';

export const silentAuthentication = {
  'CORE-PROMPT-1': {
    meaning:
      'Users with a live session are asked to sign in again, or lose their work when the hidden iframe is refused.',
    setting: `${CONSENT} A first step of identifier-first kind, or a script of the login flow, may refuse silent requests too.`,
  },
  'CORE-PROMPT-2': {
    meaning:
      'The hidden iframe hangs on a page that nobody sees: the application does not learn that the session is over.',
    workaround: 'Give the silent call a time limit in the page, and treat silence as signed out.',
  },
  'CORE-PROMPT-3': {
    meaning: 'The page cannot tell to which of its calls the answer belongs, and has to throw it away.',
  },
  'CORE-PROMPT-4': {
    meaning:
      'A request that contradicts itself is carried out, one way or the other; a page may show up in a hidden iframe.',
    workaround: 'Never send `none` together with another value.',
  },
  'CORE-PROMPT-5': {
    meaning: "The user's data is handed out without consent, or a question is asked where nobody can see it.",
    setting: `${CONSENT} With \`scope=openid\` alone and no attributes there is nothing to consent to, and success is right.`,
  },
  'CORE-PROMPT-6': {
    meaning: 'Strict relying parties reject the answer; values of the server end up in their logs.',
    workaround: 'Ignore `spId` and `crId` in the relying party.',
  },
  'CORE-PROMPT-7': {
    meaning:
      'The hidden iframe hangs on a page that nobody sees: the application does not learn that its user has logged out elsewhere.',
    workaround: 'Give the silent call a time limit in the page, and treat silence as signed out.',
  },
  'CORE-PROMPT-8': {
    meaning:
      'The hidden iframe hangs on a page that nobody sees: the application does not learn that the session has timed out.',
    workaround: 'Give the silent call a time limit in the page, and treat silence as signed out.',
  },
  'CORE-STATE-1': {
    meaning: 'Answers cannot be matched to their requests: sign-ins fail for some users, or can be forged.',
    workaround: 'Use a `state` of letters and digits only.',
  },
  'CORE-MODE-1': {
    meaning: 'The relying party does not see the error, and waits.',
  },
  'CORE-MODE-2': {
    meaning:
      'A page that reads the fragment never sees the error, and waits; the error is logged by servers on the way.',
    workaround: 'Look for the error in the query as well as in the fragment.',
  },
  'CORE-MODE-3': {
    meaning: 'The relying party gets no form post, and waits.',
    workaround: 'Do not use `form_post` in a hidden iframe: its page forbids being framed.',
  },
  'CORE-MAXAGE-1': {
    meaning: 'A sign-in older than the application allows is renewed silently, for ever.',
    workaround:
      'Ask with `max_age` interactively (that is enforced), and remember the time of the first sign-in yourself.',
  },
  'CORE-MAXAGE-4': {
    meaning: 'Users are asked again although their sign-in is recent enough.',
  },
  'CORE-AUTHTIME-1': {
    meaning: 'Every silent call makes the sign-in look new: a limit on its age never strikes.',
    workaround: 'Keep the `auth_time` of the first ID token of a session, and judge by that one.',
  },
  'CORE-SUB-1': {
    meaning: 'The application shows one user the data of another, or loses the user it knew.',
    setting:
      "Subject: the application's User attributes, Subject. Whether it includes user store and tenant must not depend on the kind of request.",
  },
  'CORE-SID-1': {
    meaning: 'A logout token names a session that the relying party no longer knows: the user stays signed in.',
  },
  'CORE-HINT-1': {
    meaning: 'Relying parties that send the hint, as libraries do, cannot renew silently.',
    setting:
      'The hint is verified with the key of the tenant that `[oauth.oidc.id_token] sign_with_sp_key` selects; look whether keys were replaced.',
  },
  'CORE-HINT-2': {
    meaning: 'An application goes on as A with a session of B: one user acts in the name of another.',
    workaround: 'Compare `sub` of the renewed ID token with the one that you had.',
  },
  'CORE-HINT-3': {
    meaning: 'After a pause longer than the life of an ID token silent renewal fails, although the session is live.',
    workaround: 'Repeat the silent call without the hint.',
  },
  'CORE-HINT-4': {
    meaning: 'Forged hints are taken for real ones: a relying party may be told that another user is signed in.',
  },
  'CORE-HINT-5': {
    meaning:
      'An ID token, maybe of another user, gets into the address bar, the history and the logs of the relying party.',
    workaround:
      'Do not log `error_description` of authorization errors; repeat a refused silent call without the hint.',
  },
  'CORE-HINT-6': {
    meaning: 'An old ID token, which relying parties store and log, signs its user in again after the logout.',
  },
  'CORE-FRAME-1': {
    meaning: 'The hidden iframe is blocked by the browser: silent renewal never works.',
    setting:
      'Pages in between, e.g. that of a proxy or of a step of the login flow, must not be needed: they forbid being framed. Redirects may carry `X-Frame-Options`.',
  },
  'CORE-ENDLESS-1': {
    meaning: 'The browser gives up with "too many redirects".',
    setting:
      'Look at `[server] hostname` and proxy settings, where http and https, or two host names, send to each other.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
