import type { Requirement } from './types.ts';

const core_ = 'OpenID Connect Core 1.0';
const backChannel = 'OpenID Connect Back-Channel Logout 1.0';
const oauth = 'The OAuth 2.0 Authorization Framework (RFC 6749)';

export const signIn = [
  {
    id: 'CORE-CODE-1',
    specification: core_,
    clause: '3.1.2.5',
    level: 'MUST',
    area: 'sign-in',
    text: 'After a successful sign-in the relying party gets a code, with its own state, at its redirect_uri.',
  },
  {
    id: 'CORE-IDTOKEN-1',
    specification: core_,
    clause: '3.1.3.7',
    level: 'MUST',
    area: 'sign-in',
    text: 'The ID token passes every check that a relying party has to make: signature, iss, aud, exp, iat, nonce.',
  },
  {
    id: 'CORE-IDTOKEN-2',
    specification: backChannel,
    clause: '2.1',
    level: 'MUST',
    area: 'sign-in',
    text: 'The ID token carries a sid, as a provider that announces logout tokens with a sid has promised.',
  },
  {
    id: 'CORE-AUTHN-1',
    specification: core_,
    clause: '3.1.2.3',
    level: 'MUST',
    area: 'sign-in',
    text: 'A wrong password signs nobody in: no session, no answer of success to the relying party.',
  },
  {
    id: 'CORE-LOGIN-1',
    specification: core_,
    clause: '3.1.2.1',
    level: 'MUST',
    area: 'sign-in',
    text: 'With prompt=login the user is asked again although a session is live.',
  },
  {
    id: 'CORE-LOGIN-2',
    specification: core_,
    clause: '2, 3.1.2.1',
    level: 'MUST',
    area: 'sign-in',
    text: 'After a new authentication by prompt=login, auth_time is that of the new authentication.',
  },
  {
    id: 'CORE-MAXAGE-2',
    specification: core_,
    clause: '3.1.2.1',
    level: 'MUST',
    area: 'sign-in',
    text: 'An interactive request whose max_age has passed asks the user again.',
  },
  {
    id: 'CORE-MAXAGE-3',
    specification: core_,
    clause: '2, 3.1.2.1',
    level: 'MUST',
    area: 'sign-in',
    text: 'The ID token of a request with max_age carries auth_time.',
  },
  {
    id: 'CORE-REFRESH-1',
    specification: core_,
    clause: '12.2',
    level: 'MUST',
    area: 'sign-in',
    text: 'An ID token from a refresh names the same issuer, subject and audience as the first.',
  },
  {
    id: 'CORE-REFRESH-2',
    specification: backChannel,
    clause: '2.1',
    level: 'SHOULD',
    area: 'sign-in',
    text: 'An ID token from a refresh still carries the sid of its session.',
  },
  {
    id: 'CORE-CLIENT-1',
    specification: oauth,
    clause: '4.1.2.1',
    level: 'MUST',
    area: 'sign-in',
    text: 'A request of an unknown client never redirects.',
  },
  {
    id: 'CORE-CLIENT-2',
    specification: oauth,
    clause: '4.1.2.1',
    level: 'MUST',
    area: 'sign-in',
    text: 'A request with an unregistered redirect_uri never redirects there.',
  },
] as const satisfies readonly Requirement[];
