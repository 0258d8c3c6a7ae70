import type { Requirement } from './types.ts';

const guide = 'WSO2 IS: Manage user sessions and logout';
const cookies = 'RFC 6265bis and the Security BCP';
const concept = 'WSO2 IS: OpenID Connect session management';
const persistence = 'WSO2 IS: Session persistence';
const securityBcp = 'OAuth 2.0 Security Best Current Practice (RFC 9700)';

export const operation = [
  {
    id: 'COOKIE-1',
    specification: cookies,
    clause: '4.1.2.5',
    level: 'MUST',
    area: 'cookies',
    text: 'The session cookie is Secure and HttpOnly.',
  },
  {
    id: 'COOKIE-2',
    specification: cookies,
    clause: '5.6.7',
    level: 'product',
    area: 'cookies',
    text: 'The cookies that the hidden iframe needs are SameSite=None, so that a relying party of another site can use it.',
  },
  {
    id: 'COOKIE-3',
    specification: cookies,
    clause: '4.1.2',
    level: 'SHOULD',
    area: 'cookies',
    text: 'Every cookie has a sensible name, and is Secure.',
  },
  {
    id: 'COOKIE-4',
    specification: concept,
    clause: 'opbs',
    level: 'product',
    area: 'cookies',
    text: 'The browser-state cookie can be read by the iframe, and holds nothing that signs anybody in.',
  },
  {
    id: 'COOKIE-5',
    specification: guide,
    clause: 'Keep the user session live',
    level: 'product',
    area: 'cookies',
    text: 'For a relying party of another site silent renewal works where third-party cookies are allowed.',
  },
  {
    id: 'COOKIE-6',
    specification: guide,
    clause: 'Keep the user session live',
    level: 'product',
    area: 'cookies',
    text: 'Where third-party cookies are blocked, a silent request of another site is answered with login_required, and its user is told.',
  },
  {
    id: 'IS-DURABLE-1',
    specification: persistence,
    clause: 'Restart',
    level: 'product',
    area: 'durability',
    text: 'A session lives through a restart of the server.',
  },
  {
    id: 'IS-DURABLE-2',
    specification: persistence,
    clause: 'Restart',
    level: 'product',
    area: 'durability',
    text: 'A session lives through a crash of the server.',
  },
  {
    id: 'IS-DURABLE-3',
    specification: persistence,
    clause: 'Restart',
    level: 'product',
    area: 'durability',
    text: 'The keep-alive goes on after a restart by itself.',
  },
  {
    id: 'IS-DURABLE-4',
    specification: persistence,
    clause: 'Restart',
    level: 'product',
    area: 'durability',
    text: 'A logout after a restart still notifies every client.',
  },
  {
    id: 'IS-DURABLE-5',
    specification: persistence,
    clause: 'Restart',
    level: 'product',
    area: 'durability',
    text: 'A server that is away while the iframe calls does not sign the user out for good.',
  },
  {
    id: 'INPUT-1',
    specification: securityBcp,
    clause: '4',
    level: 'MUST',
    area: 'bad-input',
    text: 'Oversize, repeated and malformed parameters of an authorization request get a clean error: no stack trace, no server fault.',
  },
  {
    id: 'INPUT-2',
    specification: securityBcp,
    clause: '4',
    level: 'MUST',
    area: 'bad-input',
    text: 'Oversize, repeated and malformed parameters of a logout request get a clean error, and log nobody out.',
  },
  {
    id: 'INPUT-3',
    specification: securityBcp,
    clause: '4',
    level: 'MUST',
    area: 'bad-input',
    text: 'Oversize, repeated and malformed parameters of the check-session iframe get a clean error.',
  },
] as const satisfies readonly Requirement[];
