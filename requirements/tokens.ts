import { entriesOf } from './entry.ts';

const core = entriesOf('core', 'sign-in');
const oauth = entriesOf('oauth', 'sign-in');
const backChannel = entriesOf('backChannel', 'sign-in');
const securityBcp = entriesOf('securityBcp', 'sign-in');

const idTokens = [
  core.must(
    'CORE-IDTOKEN-1',
    '2',
    'wrong user',
    'The ID token carries iss, sub, aud, exp and iat, is meant for this client, and repeats the nonce of the request.',
  ),
  backChannel.states(
    'CORE-IDTOKEN-2',
    '2.1',
    'believed signed out',
    'A provider whose metadata says that logout tokens carry a sid puts one into its ID tokens too.',
  ),
  core.states(
    'CORE-ATHASH-1',
    '3.1.3.6',
    'interoperability',
    'An at_hash in the ID token is the hash of the access token that came with it.',
  ),
  core.must(
    'CORE-USERINFO-1',
    '5.3.2',
    'wrong user',
    'The userinfo answer names its user by sub, as the ID token does.',
  ),
] as const;

const codes = [
  oauth.must('CORE-CODE-2', '4.1.2', 'wrong user', 'A code that was used already is refused.'),
  oauth.should(
    'CORE-CODE-3',
    '4.1.2',
    'wrong user',
    'When a code is used a second time, the tokens that were issued for it are revoked.',
  ),
  oauth.should('CORE-CODE-4', '4.1.2', 'hygiene', 'A code has expired ten minutes after it was issued.'),
  oauth.must('CORE-CODE-5', '4.1.3', 'wrong user', 'A code that was issued to one client is refused to another.'),
  securityBcp.advice(
    'CORE-PKCE-1',
    '2.1.1',
    'wrong user',
    'A code that was requested with a code_challenge is given tokens only for the right code_verifier.',
  ),
  securityBcp.advice(
    'CORE-PKCE-2',
    '4.8.2',
    'wrong user',
    'A code that was requested without a code_challenge is refused together with a code_verifier.',
  ),
] as const;

const answers = [
  oauth.must(
    'CORE-CACHE-1',
    '5.1',
    'hygiene',
    'Answers with tokens carry Cache-Control: no-store and Pragma: no-cache.',
  ),
  core.must(
    'CORE-REFRESH-1',
    '12.2',
    'wrong user',
    'An ID token from a refresh names the same issuer, subject and audience as the first.',
  ),
  backChannel.states(
    'CORE-REFRESH-2',
    '2.1',
    'believed signed out',
    'A provider whose metadata says that logout tokens carry a sid keeps it in the ID token of a refresh.',
  ),
  core.must(
    'CORE-REFRESH-3',
    '12.2',
    'too late or too early',
    'An auth_time in the ID token of a refresh is still the time of the original authentication.',
  ),
  oauth.must(
    'CORE-REFRESH-4',
    '6',
    'wrong user',
    'A refresh token that was issued to one client is refused to another.',
  ),
] as const;

export const tokenRequirements = [...idTokens, ...codes, ...answers] as const;
