import { entriesOf } from './entry.ts';

const cookies = entriesOf('cookies', 'cookies');
const sessionManagement = entriesOf('sessionManagement', 'cookies');
const sessions = entriesOf('sessions', 'cookies');
const persistence = entriesOf('persistence', 'durability');
const securityBcp = entriesOf('securityBcp', 'bad-input');

export const operation = [
  cookies.must('COOKIE-1', '4.1.2.5', 'interoperability', 'The session cookie is Secure and HttpOnly.'),
  cookies.product(
    'COOKIE-2',
    '5.6.7',
    'interoperability',
    'The cookies that the hidden iframe needs are SameSite=None, so that a relying party of another site can use it.',
  ),
  cookies.should('COOKIE-3', '4.1.2', 'interoperability', 'Every cookie has a sensible name, and is Secure.'),
  sessionManagement.product(
    'COOKIE-4',
    'opbs',
    'interoperability',
    'The browser-state cookie can be read by the iframe, and holds nothing that signs anybody in.',
  ),
  sessions.product(
    'COOKIE-5',
    'Keep the user session live',
    'interoperability',
    'For a relying party of another site silent renewal works where third-party cookies are allowed.',
  ),
  sessions.product(
    'COOKIE-6',
    'Keep the user session live',
    'interoperability',
    'Where third-party cookies are blocked, a silent request of another site is answered with login_required, and its user is told.',
  ),
  persistence.product(
    'IS-DURABLE-1',
    'Restart',
    'interoperability',
    'A session lives through a restart of the server.',
  ),
  persistence.product('IS-DURABLE-2', 'Restart', 'interoperability', 'A session lives through a crash of the server.'),
  persistence.product(
    'IS-DURABLE-3',
    'Restart',
    'interoperability',
    'The keep-alive goes on after a restart by itself.',
  ),
  persistence.product(
    'IS-DURABLE-4',
    'Restart',
    'interoperability',
    'A logout after a restart still notifies every client.',
  ),
  persistence.product(
    'IS-DURABLE-5',
    'Restart',
    'interoperability',
    'A server that is away while the iframe calls does not sign the user out for good.',
  ),
  securityBcp.must(
    'INPUT-1',
    '4',
    'interoperability',
    'Oversize, repeated and malformed parameters of an authorization request get a clean error: no stack trace, no server fault.',
  ),
  securityBcp.must(
    'INPUT-2',
    '4',
    'interoperability',
    'Oversize, repeated and malformed parameters of a logout request get a clean error, and log nobody out.',
  ),
  securityBcp.must(
    'INPUT-3',
    '4',
    'interoperability',
    'Oversize, repeated and malformed parameters of the check-session iframe get a clean error.',
  ),
] as const;
