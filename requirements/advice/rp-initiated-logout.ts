import type { Advice } from './types.ts';

const REGISTERED =
  "The uri must be one of the application's Authorized redirect URLs: IS has no list of its own for logout. A second one makes them a pattern, `regexp=(a|b)`.";
const QUESTION =
  'The question is skipped per application by `advancedConfigurations.skipLogoutConsent` (console: Advanced, Skip logout consent).';
const NO_TRUST = 'After the logout verify with a silent call that the session is over.';
const REVOKE = 'Revoke the tokens in the relying party before the logout request.';
const ONLY_POST =
  'At a proxy in front of IS, refuse `/oidc/logout` with `consent` unless it is a POST from the own origin.';

export const rpInitiatedLogout = {
  'RPLOGOUT-REDIRECT-1': {
    meaning: 'After a logout users are stranded on a page of the server.',
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
  'RPLOGOUT-REDIRECT-3': {
    meaning: 'The logout can be used to send users to a place of the attacker (open redirect).',
    setting: `${REGISTERED} Look for a pattern that is too wide.`,
  },
  'RPLOGOUT-REDIRECT-4': {
    meaning: 'Strict applications reject the return; values of the server end up in their logs.',
    workaround: 'Ignore `crId` in the application.',
  },
  'RPLOGOUT-REDIRECT-5': {
    meaning: 'A place that resembles that of the application can be reached through the logout (open redirect).',
    setting: `${REGISTERED} In the pattern a dot matches anything: write \`[.]\`, and begin with the scheme.`,
  },
  'RPLOGOUT-REDIRECT-6': { meaning: 'Anybody can send users to any place through the logout (open redirect).' },
  'RPLOGOUT-REDIRECT-7': {
    meaning: 'Anybody can send users to any place through the logout, signed in or not (open redirect).',
  },
  'RPLOGOUT-REDIRECT-8': { meaning: 'A link with any uri in it logs its visitors out.' },
  'RPLOGOUT-REDIRECT-9': {
    meaning: 'The user sees an empty page, and does not know whether the logout has happened.',
  },
  'RPLOGOUT-REDIRECT-10': {
    meaning:
      'An application that tells its tenants or its languages apart by the query is left without it, or without the state.',
    setting: `${REGISTERED} In the pattern a question mark is written \`[?]\`.`,
    workaround: 'Put what the query says into the state, or into the path.',
  },
  'RPLOGOUT-METHOD-1': {
    meaning: 'Applications that keep the hint out of the address bar cannot log out.',
    setting: 'Look for a proxy that lets only GET through to `/oidc/logout`.',
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
  'RPLOGOUT-END-4': {
    meaning: 'A page that asks at the wrong moment keeps the session of a user who was told "logged out".',
    workaround: 'Let the application stop its silent calls before it sends the browser to the logout.',
  },
  'RPLOGOUT-NONE-2': {
    meaning: 'The user is left on a blank page, and does not know whether the logout has happened.',
  },
  'RPLOGOUT-NONE-3': {
    meaning: 'A user who logs out twice meets a blank page or a server error.',
    setting: '`[oauth] handle_logout_gracefully` is true by default.',
  },
  'RPLOGOUT-TWICE-1': {
    meaning: 'A user whose session is over already cannot log out of the application without meeting an error.',
    setting: '`[oauth] handle_logout_gracefully` is true by default.',
  },
  'RPLOGOUT-LOCALES-1': {
    meaning: 'Users with an uncommon language cannot log out.',
    workaround: 'Leave `ui_locales` out of the logout request.',
  },
  'RPLOGOUT-HINT-1': {
    meaning: 'Users who stay longer than the life of an ID token cannot log out any more.',
    workaround: 'Send `client_id` in place of the hint.',
  },
  'RPLOGOUT-HINT-2': {
    meaning: 'Anybody can log users out by a forged link.',
    workaround: 'Nothing that an application could do helps: only a server that verifies the hint.',
  },
  'RPLOGOUT-HINT-3': {
    meaning: 'Anybody with an ID token of an own account can log other users out by a link.',
    setting: `${QUESTION} Applications that do not skip it ask this user too.`,
    workaround: NO_TRUST,
  },
  'RPLOGOUT-HINT-4': {
    meaning: 'The user sees an empty page, and does not know whether the logout has happened.',
    workaround: 'Send `client_id` in place of the hint.',
  },
  'RPLOGOUT-HINT-5': {
    meaning: 'A token that travels further than an ID token, such as a logout token, can log its user out.',
    setting: `${QUESTION} Applications that do not skip it ask first.`,
  },
  'RPLOGOUT-HINT-6': {
    meaning: 'An ID token of an old session, or of another device, ends the session of today without a question.',
    setting: `${QUESTION} Applications that do not skip it ask first.`,
  },
  'RPLOGOUT-CLIENT-1': {
    meaning: 'Applications that keep no ID token cannot log out.',
    setting: `From 7.0 on; 6.1 needs an update and \`[oauth.oidc.logout_params] use_client_id = true\`. ${REGISTERED}`,
  },
  'RPLOGOUT-CLIENT-2': {
    meaning: 'Applications that send both, as libraries do, cannot log out.',
    workaround: 'Send the hint alone.',
  },
  'RPLOGOUT-CLIENT-3': {
    meaning: 'An application can log users out in the name of another, and have them sent to its own place.',
    workaround:
      'Send the hint or the `client_id`, not both. Against links that somebody else makes only a corrected server helps.',
  },
  'RPLOGOUT-CLIENT-4': { meaning: 'Anybody can send users to any place through the logout (open redirect).' },
  'RPLOGOUT-CLIENT-5': {
    meaning: 'Any web page can log its visitors out by a link, since the client_id of an application is no secret.',
    setting: `${QUESTION} Where it is skipped, IS skips it for requests without a hint too.`,
    workaround: 'Leave the question on, and send the hint.',
  },
  'RPLOGOUT-NONE-1': {
    meaning: 'Any web page can log its visitors out by an image or a link.',
    setting: 'Look whether the question is switched off for the whole server (`prompt_logout_consent = false`).',
  },
  'RPLOGOUT-ASK-1': {
    meaning: 'Who meant to leave one application is signed out of all of them, and was not asked.',
    setting: QUESTION,
  },
  'RPLOGOUT-CONSENT-1': { meaning: 'Who changes their mind is logged out nevertheless.' },
  'RPLOGOUT-CONSENT-2': { meaning: 'Who answers Yes stays signed in.', workaround: NO_TRUST },
  'RPLOGOUT-CONSENT-3': { meaning: 'The question is for show: the user is logged out before the answer.' },
  'RPLOGOUT-CONSENT-4': {
    meaning: 'Any web page can log its visitors out by a link, and their applications are not told.',
    workaround: ONLY_POST,
  },
  'RPLOGOUT-CONSENT-5': { meaning: 'A double click ends on an error page.' },
  'RPLOGOUT-CONSENT-6': {
    meaning: 'Who answers No is stranded on a page of the server, and the application is not told.',
    setting: '`[oauth.oidc] redirect_to_post_logout_uri_on_consent_denial` is true by default.',
  },
  'RPLOGOUT-CONSENT-7': {
    meaning: 'While the user still hesitates, any web page in the same browser can answer for them.',
    workaround: ONLY_POST,
  },
  'RPLOGOUT-FOREIGN-1': {
    meaning: 'Any web page can log its visitors out, by an endpoint that no OpenID Connect application uses.',
    workaround:
      'Let a proxy in front refuse what you do not use, e.g. `/commonauth` with `commonAuthLogout`, `/samlsso` and `/passivests`.',
  },
  'RPLOGOUT-TOKENS-1': {
    meaning: 'Who has copied a refresh token gets new access tokens after the user has logged out.',
    setting:
      'Per application: bind access tokens to the SSO session, and choose "Validate token bindings" and "Revoke tokens upon user logout" (API: `accessToken.bindingType`, `validateTokenBinding`, `revokeTokensWhenIDPSessionTerminated`).',
    workaround: REVOKE,
  },
  'RPLOGOUT-TOKENS-2': {
    meaning: 'Tokens go on working after the logout, though their application was set to revoke them.',
    setting:
      'The application needs both the binding and the revocation: `accessToken.bindingType` = `sso-session` and `revokeTokensWhenIDPSessionTerminated` = true.',
    workaround: REVOKE,
  },
  'RPLOGOUT-TOKENS-3': {
    meaning: 'Who has copied an access token can go on, until it expires, after the user has logged out.',
    setting: 'As for refresh tokens: bind them to the SSO session, and have them revoked upon logout.',
    workaround: REVOKE,
  },
  'RPLOGOUT-COOKIES-1': {
    meaning: 'What is left in the browser may disturb the next sign-in.',
    setting: 'Look for a proxy that rewrites the path or the domain of cookies.',
  },
  'RPLOGOUT-AGAIN-1': {
    meaning: 'An old logout token, delivered late, ends the new session.',
  },
  'RPLOGOUT-AGAIN-2': {
    meaning: 'Who logs out in one tab and signs in by another one meets an error first.',
    workaround: 'Let the application begin the sign-in anew when it fails.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
