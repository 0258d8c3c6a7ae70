import type { Advice } from './types.ts';

const REPLAY =
  'Whoever sees a code, in a log, a history or a referrer, can use it: PKCE and a confidential client limit the damage.';

export const tokens = {
  'CORE-IDTOKEN-1': {
    meaning:
      'A careful relying party rejects the sign-in; a careless one may accept a token that was not meant for it.',
    setting:
      'Compare `iss` with `[server] hostname`, and the clocks of both machines; for users of another tenant see IS-SIGN-1.',
  },
  'CORE-IDTOKEN-2': {
    meaning: 'A logout token that names a session by its `sid` ends nothing: the relying party never learnt that name.',
    workaround: "End all of the user's sessions by `sub` when a logout token comes.",
  },
  'CORE-ATHASH-1': {
    meaning: 'Relying parties that compare the hash reject every sign-in; the others cannot notice an exchanged token.',
  },
  'CORE-USERINFO-1': {
    meaning: "Relying parties must not use the answer: it may hold another user's data.",
    setting:
      "Subject: the application's User attributes, Subject. It has to be the same for ID tokens and for the userinfo endpoint.",
  },
  'CORE-CODE-2': { meaning: 'A code that leaked signs an attacker in as the user.', workaround: REPLAY },
  'CORE-CODE-3': {
    meaning: 'Tokens that an attacker has got for a leaked code stay good after the fraud was noticed.',
    workaround: 'Revoke the tokens yourself at the revocation endpoint when a code of yours is refused.',
  },
  'CORE-CODE-4': {
    meaning: 'A code that is found in a log long after the sign-in can still be used.',
    setting: '`[oauth.token_validation] authorization_code_validity` in `deployment.toml`, 5 minutes by default.',
  },
  'CORE-CODE-5': {
    meaning: 'One application can use codes that were meant for another: it acts as the users of that one.',
    workaround: REPLAY,
  },
  'CORE-PKCE-1': {
    meaning: 'PKCE protects nothing: a stolen code can be used without the secret that belongs to it.',
    setting: "The application's Protocol, PKCE.",
  },
  'CORE-PKCE-2': {
    meaning:
      'An attacker who takes the challenge out of the request switches PKCE off, and the relying party does not notice.',
    setting: "Make PKCE mandatory: the application's Protocol, PKCE, Mandatory.",
  },
  'CORE-CACHE-1': {
    meaning: 'Tokens end up in caches on the way, where others can read them.',
    setting: 'Look for a proxy that changes `Cache-Control`.',
  },
  'CORE-REFRESH-1': {
    meaning: 'A refreshed token may stand for another user or another client: a relying party must end the session.',
  },
  'CORE-REFRESH-2': {
    meaning:
      'A relying party that keeps the newest ID token can no longer match a logout token to its session: the user stays signed in.',
    workaround: 'Keep the `sid` of the first ID token of the session, and do not overwrite it at a refresh.',
  },
  'CORE-REFRESH-3': {
    meaning: 'Every refresh makes the sign-in look new: a limit on its age never takes effect.',
    workaround: 'Keep the `auth_time` of the first ID token of a session, and judge by that one.',
  },
  'CORE-REFRESH-4': {
    meaning: 'A refresh token that leaked can be used by any other application, for as long as it lives.',
    workaround: 'Keep refresh tokens on the server side of the application, and let them be renewed at each use.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
