import { entriesOf } from '../entry.ts';

const applicationSettings = entriesOf('applicationSettings', 'rp-initiated-logout');
const backChannel = entriesOf('backChannel', 'rp-initiated-logout');
const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');

export const aftermath = [
  backChannel.should(
    'RPLOGOUT-TOKENS-1',
    '2.7',
    'believed signed out',
    'Refresh tokens of the session, issued without offline_access, are revoked by the logout.',
  ),
  applicationSettings.product(
    'RPLOGOUT-TOKENS-2',
    'Token binding type',
    'believed signed out',
    'Access tokens that an application has bound to the session, and set to be revoked, are revoked by the logout.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-TOKENS-3',
    '2',
    'believed signed out',
    'Access tokens of the session are of no use after the logout.',
  ),
  applicationSettings.product(
    'RPLOGOUT-TOKENS-4',
    'Token binding type',
    'too late or too early',
    "A logout leaves the tokens of the user's session in another browser alone, which are bound to that session.",
  ),
  rpInitiated.advice(
    'RPLOGOUT-COOKIES-1',
    '2',
    'hygiene',
    'A logout removes the cookies of the session from the browser.',
  ),
  backChannel.states(
    'RPLOGOUT-AGAIN-1',
    '2.1',
    'too late or too early',
    'A new sign-in after a logout is a session of its own, with another sid.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-AGAIN-2',
    '2',
    'hygiene',
    'A login page that was open in another tab during a logout can still be used to sign in.',
  ),
] as const;
