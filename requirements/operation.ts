import { entriesOf } from './entry.ts';

const cookies = entriesOf('cookies', 'cookies');
const cheatSheet = entriesOf('sessionCheatSheet', 'cookies');
const guide = entriesOf('sessions', 'cookies');
const core = entriesOf('core', 'cookies');
const persistence = entriesOf('persistence', 'durability');
const backChannel = entriesOf('backChannel', 'durability');
const oauth = entriesOf('oauth', 'bad-input');
const errorHandling = entriesOf('errorCheatSheet', 'bad-input');

export const operation = [
  cheatSheet.advice('COOKIE-1', 'HttpOnly Attribute', 'hygiene', 'The session cookie is HttpOnly.'),
  cookies.states(
    'COOKIE-2',
    '8.8.3',
    'interoperability',
    'The cookies that a hidden iframe needs are SameSite=None, so that a relying party of another site can use it.',
  ),
  cookies.advice('COOKIE-3', '4.1.1', 'hygiene', 'No cookie is named null or undefined, by a slip of whoever sets it.'),
  cheatSheet.advice(
    'COOKIE-4',
    'HttpOnly Attribute',
    'wrong user',
    'The browser-state cookie, which scripts can read, signs nobody in without the session cookie.',
  ),
  guide.product(
    'COOKIE-5',
    'Keep the user session live',
    'too late or too early',
    'A relying party of another site renews silently where third-party cookies are allowed.',
  ),
  core.states(
    'COOKIE-6',
    '3.1.2.1',
    'interoperability',
    'Where third-party cookies are blocked, a silent request of another site is answered with an error at the redirect_uri.',
  ),
  cookies.should('COOKIE-7', '8.3', 'hygiene', 'Every cookie is Secure.'),
  cheatSheet.advice(
    'COOKIE-8',
    'Domain and Path Attributes',
    'hygiene',
    'The session cookie has no Domain attribute, so that no other host is sent it.',
  ),
  cookies.should(
    'COOKIE-9',
    '8.4',
    'wrong user',
    'A sign-in gives the browser a session cookie that it did not hold before.',
  ),
  cookies.must('COOKIE-10', '4.1.1', 'hygiene', 'No answer sets two cookies of the same name.'),
  cookies.must(
    'COOKIE-11',
    '4.1.1',
    'interoperability',
    'Every Set-Cookie field has the form that the grammar gives it, and no attribute twice.',
  ),
  persistence.product(
    'IS-DURABLE-1',
    'Importance of session persistence',
    'too late or too early',
    'A session lives through a restart of the server.',
  ),
  persistence.product(
    'IS-DURABLE-2',
    'Session cleanup configurations',
    'too late or too early',
    'A session lives through a crash of the server, since it is persisted before the sign-in is answered.',
  ),
  persistence.product(
    'IS-DURABLE-3',
    'Importance of session persistence',
    'too late or too early',
    'After a restart the silent calls of a page that was open all the time renew the session again.',
  ),
  backChannel.states(
    'IS-DURABLE-4',
    '2.3',
    'believed signed out',
    'The provider keeps track of the relying parties of a session through a restart: a logout after it notifies each.',
  ),
  errorHandling.advice(
    'INPUT-1',
    'Objective',
    'hygiene',
    'Oversize and malformed parameters of an authorization request cause no server fault, and show nothing of the inside of the server.',
  ),
  errorHandling.advice(
    'INPUT-2',
    'Objective',
    'hygiene',
    'Oversize and malformed parameters of a logout request cause no server fault, and show nothing of the inside of the server.',
  ),
  errorHandling.advice(
    'INPUT-3',
    'Objective',
    'hygiene',
    'Oversize and malformed parameters of a request for the check-session iframe cause no server fault, and show nothing of the inside of the server.',
  ),
  oauth.must(
    'INPUT-4',
    '10.14',
    'wrong user',
    'Parameters are sanitised: markup in them does not run as script, and line breaks in them do not become headers.',
  ),
  oauth.states(
    'INPUT-5',
    '4.1.2.1',
    'hygiene',
    'An authorization request that includes a parameter more than once is refused.',
  ),
] as const;
