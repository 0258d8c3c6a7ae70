import type { Advice } from './types.ts';

const REGISTERED =
  "The uri must be one of the application's Authorized redirect URLs: IS has no list of its own for logout. A second one makes them a pattern, `regexp=(a|b)`.";
const QUESTION =
  'The question is skipped per application by `advancedConfigurations.skipLogoutConsent` (console: Advanced, Skip logout consent).';
const NO_TRUST = 'After the logout verify with a silent call that the session is over.';

export const rpInitiatedLogout = {
  'RPLOGOUT-REDIRECT-1': {
    meaning: 'After a logout users are stranded on a page of the server, or are not logged out at all.',
    setting: `${REGISTERED} ${QUESTION}`,
  },
  'RPLOGOUT-STATE-1': {
    meaning: 'The application cannot tell which logout has come to its end, and may treat it as forged.',
    workaround: 'Use a `state` of letters and digits only.',
  },
  'RPLOGOUT-STATE-2': {
    meaning: 'The application gets a value that it did not send, and may treat the logout as forged.',
  },
  'RPLOGOUT-STATE-3': {
    meaning: 'A user who logs out late, with the session already over, meets an error in the application.',
    workaround: 'Accept the return from a logout without `state` as the end of the local session.',
  },
  'RPLOGOUT-REDIRECT-2': {
    meaning: 'Strict applications reject the return; values of the server end up in their logs.',
    setting:
      'Up to 6.1 IS adds `sp` and `tenantDomain` by default; from 7.0 on only in legacy mode (`allow_additional_params_from_post_logout_redirect_uri`).',
  },
  'RPLOGOUT-REDIRECT-4': {
    meaning: 'Strict applications reject the return; values of the server end up in their logs.',
    workaround: 'Ignore `crId` in the application.',
  },
  'RPLOGOUT-END-1': {
    meaning: 'The user believes to be logged out, and the next person at that browser is signed in as the user.',
    workaround: NO_TRUST,
  },
  'RPLOGOUT-END-2': {
    meaning: 'Where the browser has lost one of two cookies, the user is told "logged out" and is not.',
    setting: 'With `[oauth] handle_logout_gracefully = false` IS shows an error instead of a success that is none.',
    workaround: NO_TRUST,
  },
  'RPLOGOUT-END-3': { meaning: 'Logging out at work signs the user out at home too, in the middle of something.' },
  'RPLOGOUT-REDIRECT-3': {
    meaning: 'The logout can be used to send users to a place of the attacker (open redirect).',
    setting: `${REGISTERED} Look for a pattern that is too wide.`,
  },
  'RPLOGOUT-REDIRECT-5': {
    meaning: 'A place that resembles that of the application can be reached through the logout (open redirect).',
    setting: `${REGISTERED} In the pattern a dot matches anything: write \`[.]\`, and begin with the scheme.`,
  },
  'RPLOGOUT-REDIRECT-6': { meaning: 'Anybody can send users to any place through the logout (open redirect).' },
  'RPLOGOUT-REDIRECT-7': {
    meaning: 'Anybody can send users to any place through the logout, signed in or not (open redirect).',
  },
  'RPLOGOUT-METHOD-1': {
    meaning: 'Applications that keep the hint out of the address bar cannot log out.',
    setting: 'Look for a proxy that lets only GET through to `/oidc/logout`.',
  },
  'RPLOGOUT-HINT-1': {
    meaning: 'Users who stay longer than the life of an ID token cannot log out any more.',
    workaround: 'Send `client_id` in place of the hint.',
  },
  'RPLOGOUT-HINT-2': { meaning: 'Anybody can log users out by a forged link.' },
  'RPLOGOUT-HINT-3': {
    meaning: 'Anybody with an ID token of an own account can log other users out by a link.',
    workaround: NO_TRUST,
  },
  'RPLOGOUT-HINT-4': {
    meaning: 'The user sees an empty page, and does not know whether the logout has happened.',
    workaround: 'Send `client_id` in place of the hint.',
  },
  'RPLOGOUT-HINT-5': { meaning: 'An access token, which travels much further than an ID token, can log its user out.' },
  'RPLOGOUT-HINT-6': {
    meaning: 'A logout at one device ends the session at another, or says that it ended one that lives on.',
  },
  'RPLOGOUT-CLIENT-1': {
    meaning: 'Applications that keep no ID token cannot log out.',
    setting: `From 7.0 on; 6.1 needs an update and \`[oauth.oidc.logout_params] use_client_id = true\`. ${REGISTERED}`,
  },
  'RPLOGOUT-CLIENT-2': { meaning: 'Applications that send both, as libraries do, cannot log out.' },
  'RPLOGOUT-CLIENT-3': {
    meaning: 'An application can log users out in the name of another, and have them sent to its own place.',
    workaround:
      'Send the hint or the `client_id`, not both. Against links that somebody else makes only a mended server helps.',
  },
  'RPLOGOUT-CLIENT-4': { meaning: 'Anybody can log users out by a link, without any application.' },
  'RPLOGOUT-NONE-1': {
    meaning: 'Any web page can log its visitors out by an image or a link.',
    setting: 'Look whether the question is switched off for the whole server (`prompt_logout_consent = false`).',
  },
  'RPLOGOUT-NONE-2': {
    meaning: 'The user is left on a blank page, and does not know whether the logout has happened.',
  },
  'RPLOGOUT-NONE-3': {
    meaning: 'A user who logs out twice meets an error.',
    setting: '`[oauth] handle_logout_gracefully` is true by default.',
  },
  'RPLOGOUT-CONSENT-1': {
    meaning: 'Who changes their mind is logged out nevertheless, or is stranded on an error page.',
    setting: '`[oauth.oidc] redirect_to_post_logout_uri_on_consent_denial` is true by default.',
  },
  'RPLOGOUT-CONSENT-2': {
    meaning: 'Who answers Yes stays signed in, or is stranded.',
    setting: QUESTION,
  },
  'RPLOGOUT-CONSENT-3': { meaning: 'The question is for show: the user is logged out before the answer.' },
  'RPLOGOUT-CONSENT-4': {
    meaning: 'Any web page can log its visitors out by a link, and their applications are not told.',
    workaround:
      'At a proxy in front of IS, refuse `/oidc/logout` with `consent` unless it is a POST from the own origin.',
  },
  'RPLOGOUT-CONSENT-5': { meaning: 'A double click ends on an error page.' },
  'RPLOGOUT-TOKENS-1': {
    meaning: 'Who has copied a token can go on after the user has logged out.',
    setting:
      'Per application: bind access tokens to the SSO session, and choose "Validate token bindings" and "Revoke tokens upon user logout" (API: `accessToken.bindingType`, `validateTokenBinding`, `revokeTokensWhenIDPSessionTerminated`).',
    workaround: 'Revoke the tokens in the relying party before the logout request.',
  },
  'RPLOGOUT-TOKENS-2': {
    meaning: 'Tokens go on working after the logout, though their application was set to revoke them.',
    setting:
      'The application needs both the binding and the revocation: `accessToken.bindingType` = `sso-session` and `revokeTokensWhenIDPSessionTerminated` = true.',
    workaround: 'Revoke the tokens in the relying party before the logout request.',
  },
  'RPLOGOUT-COOKIES-1': {
    meaning: 'What is left in the browser may sign somebody in, or disturb the next sign-in.',
    setting: 'Look for a proxy that rewrites the path or the domain of cookies.',
  },
  'RPLOGOUT-AGAIN-1': {
    meaning: 'An old logout token, delivered late, ends the new session.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
