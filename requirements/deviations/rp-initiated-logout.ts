import type { Deviation } from '../types.ts';

export const rpInitiatedLogout: readonly Deviation[] = [
  {
    id: 'D3',
    requirement: 'RPLOGOUT-CONSENT-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      '/oidc/logout?consent=approve with nothing else ends the session unasked, shows "User logout failed", and notifies no client.',
    matches: () => true,
  },
  {
    id: 'D4',
    requirement: 'RPLOGOUT-HINT-3',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'A hint that names another user ends the session of the one who is signed in, and redirects as success.',
    matches: () => true,
  },
  {
    id: 'D5',
    requirement: 'RPLOGOUT-END-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      'With commonAuthId present and opbs missing, the logout redirects as success while the session stays alive.',
    matches: () => true,
  },
  {
    id: 'D6',
    requirement: 'RPLOGOUT-HINT-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'A garbage, foreign-signed or alg=none hint is answered 200 with an empty body.',
    matches: () => true,
  },
  {
    id: 'D8',
    requirement: 'RPLOGOUT-REDIRECT-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The redirect of a logout without a session carries an unsolicited crId.',
    matches: () => true,
  },
  {
    id: 'D13',
    requirement: 'RPLOGOUT-TOKENS-1',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      'Access and refresh tokens outlive the logout, unless the application is set to bind them to the session.',
    matches: () => true,
  },
  {
    id: 'D14',
    requirement: 'RPLOGOUT-STATE-3',
    seen: { from: '7.0.0', to: '7.0.0' },
    observed: 'The state is lost when logging out without a session.',
    matches: () => true,
  },
  {
    id: 'D18',
    requirement: 'RPLOGOUT-CLIENT-3',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      'A client_id that is not that of the hint wins over it: the session ends, and the browser is sent to a uri of that client.',
    matches: () => true,
  },
];
