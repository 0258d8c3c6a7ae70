import { entriesOf } from './entry.ts';
import { tokenRequirements } from './tokens.ts';

const core = entriesOf('core', 'sign-in');
const oauth = entriesOf('oauth', 'sign-in');
const formPost = entriesOf('formPost', 'sign-in');
const securityBcp = entriesOf('securityBcp', 'sign-in');

const users = [
  oauth.must('CORE-AUTHN-1', '3.1', 'wrong user', 'A user whose password is wrong is not signed in.'),
  core.must(
    'CORE-LOGIN-1',
    '3.1.2.3',
    'wrong user',
    'With prompt=login the user is authenticated again although a session is live.',
  ),
  core.states(
    'CORE-LOGIN-2',
    '2',
    'too late or too early',
    'After a new authentication by prompt=login, auth_time is that of the new authentication.',
  ),
  core.must(
    'CORE-MAXAGE-2',
    '3.1.2.1',
    'too late or too early',
    'An interactive request whose max_age has passed asks the user to authenticate again.',
  ),
  core.must(
    'CORE-MAXAGE-3',
    '3.1.2.1',
    'interoperability',
    'The ID token of a request with max_age carries auth_time.',
  ),
  core.states(
    'CORE-MAXAGE-5',
    '3.1.2.1',
    'too late or too early',
    'max_age=0 asks the user to authenticate again, as prompt=login does.',
  ),
  core.must(
    'CORE-CLICKJACKING-1',
    '3.1.2.3',
    'wrong user',
    'The login page and the consent page cannot be used inside a frame of another origin.',
  ),
  core.must(
    'CORE-CSRF-1',
    '3.1.2.3',
    'wrong user',
    'A login form that was given to one browser signs nobody in when it is submitted by another one.',
  ),
  core.must(
    'CORE-REDIRECT-1',
    '16.22',
    'wrong user',
    'The redirect to the redirect_uri never has status 307, which would send the submitted form along.',
  ),
  securityBcp.advice(
    'CORE-REDIRECT-2',
    '4.12',
    'wrong user',
    'What follows the submission of the login form never sends the password on, as a redirect with status 307 does.',
  ),
] as const;

const requests = [
  core.must(
    'CORE-CODE-1',
    '3.1.2.5',
    'interoperability',
    'After a sign-in the redirect_uri is given a code, and the state that was sent.',
  ),
  oauth.must(
    'CORE-CLIENT-1',
    '4.1.2.1',
    'hygiene',
    'A request of an unknown client is never redirected to the uri that it names.',
  ),
  oauth.must(
    'CORE-CLIENT-2',
    '4.1.2.1',
    'wrong user',
    'A request with the redirect_uri of somebody else is never redirected there.',
  ),
  core.must(
    'CORE-CLIENT-3',
    '3.1.2.1',
    'wrong user',
    'A redirect_uri counts as registered only where it is exactly the registered one.',
  ),
  oauth.must(
    'CORE-CLIENT-4',
    '3.1.2',
    'interoperability',
    'The query of a redirect_uri is retained when the parameters of an answer are added to it.',
  ),
  core.must(
    'CORE-METHOD-1',
    '3.1.2.1',
    'interoperability',
    'An authentication request may be sent by POST as well as by GET.',
  ),
  oauth.must(
    'CORE-PARAM-1',
    '3.1',
    'interoperability',
    'Parameters that the provider does not know are ignored in an authorization request.',
  ),
  oauth.must(
    'CORE-PARAM-2',
    '3.1',
    'interoperability',
    'Parameters without a value are treated as if they had not been sent.',
  ),
  core.must(
    'CORE-PARAM-3',
    '15.1',
    'interoperability',
    'A request with display, ui_locales, claims_locales or acr_values does not fail for it.',
  ),
  oauth.advice(
    'CORE-CACHE-2',
    '10.5',
    'hygiene',
    'A redirect that carries a code, or an error, may not be kept by any cache: it has no permanent status and no lifetime.',
  ),
  formPost.must(
    'CORE-CACHE-3',
    '2',
    'hygiene',
    'With response_mode=form_post, browsers and caches are told not to store the page with the answer.',
  ),
  securityBcp.advice(
    'CORE-CORS-1',
    '2.6',
    'hygiene',
    'The authorization endpoint supports no cross-origin requests by script.',
  ),
  securityBcp.advice(
    'CORE-CORS-2',
    '2.6',
    'wrong user',
    "No endpoint lets a script of an unknown origin read an answer to a request with the user's cookies.",
  ),
  securityBcp.advice(
    'CORE-ISS-1',
    '4.4.2.1',
    'wrong user',
    'An answer to an authorization request names no other issuer than the one that was asked.',
  ),
] as const;

export const signIn = [...users, ...requests, ...tokenRequirements] as const;
