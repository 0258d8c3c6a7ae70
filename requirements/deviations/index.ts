import type { Deviation } from '../types.ts';

/**
 * Where product versions are known to break a requirement. Each was reproduced on real servers, 7.0.0 to 7.2.0 where no
 * narrower range is given. One that no longer occurs is reported as STALE: delete its entry, or end its range.
 */
export const deviations: readonly Deviation[] = [
  {
    id: 'D1',
    requirement: 'CORE-MAXAGE-1',
    since: '7.0.0',
    observed: 'max_age=1 with prompt=none more than 3 s after the sign-in returns a code.',
  },
  {
    id: 'D2',
    requirement: 'CORE-AUTHTIME-1',
    since: '7.0.0',
    observed: 'auth_time moves forward with every silent authentication.',
    link: 'https://github.com/wso2/product-is/issues/4247',
  },
  {
    id: 'D3',
    requirement: 'RPLOGOUT-CONSENT-4',
    since: '7.0.0',
    observed:
      '/oidc/logout?consent=approve with nothing else ends the session unasked, shows "User logout failed", and notifies no client.',
  },
  {
    id: 'D4',
    requirement: 'RPLOGOUT-HINT-3',
    since: '7.0.0',
    observed: 'A hint that names another user ends the session of the one who is signed in, and redirects as success.',
  },
  {
    id: 'D5',
    requirement: 'RPLOGOUT-END-2',
    since: '7.0.0',
    observed:
      'With commonAuthId present and opbs missing, the logout redirects as success while the session stays alive.',
  },
  {
    id: 'D6',
    requirement: 'RPLOGOUT-HINT-4',
    since: '7.0.0',
    observed: 'A garbage, foreign-signed or alg=none hint is answered 200 with an empty body.',
  },
  {
    id: 'D7',
    requirement: 'CORE-REFRESH-2',
    since: '7.0.0',
    observed: 'The ID token of a refresh grant carries no sid.',
    link: 'https://github.com/wso2/product-is/issues/20836',
  },
  {
    id: 'D8',
    requirement: 'RPLOGOUT-REDIRECT-4',
    since: '7.0.0',
    observed: 'The redirect of a logout without a session carries an unsolicited crId.',
  },
  {
    id: 'D8',
    requirement: 'CORE-PROMPT-6',
    since: '7.0.0',
    before: '7.2.0',
    observed: 'The redirect for an impossible combination of prompts carries an unsolicited spId.',
  },
  {
    id: 'D9',
    requirement: 'BACK-TOKEN-3',
    since: '7.0.0',
    observed: 'The logout token has no typ.',
  },
  {
    id: 'D10',
    requirement: 'SESSION-IFRAME-4',
    since: '7.0.0',
    observed: 'A single-word message to the check-session iframe gets no reply at all.',
  },
  {
    id: 'D11',
    requirement: 'CORE-HINT-5',
    since: '7.0.0',
    observed: 'The error for a bad hint repeats the whole token in error_description.',
  },
  {
    id: 'D12',
    requirement: 'CORE-MODE-2',
    since: '7.0.0',
    observed: 'With response_mode=fragment errors come in the query.',
  },
  {
    id: 'D13',
    requirement: 'RPLOGOUT-TOKENS-1',
    since: '7.0.0',
    observed:
      'Access and refresh tokens outlive the logout, unless the application is set to bind them to the session.',
  },
  {
    id: 'D14',
    requirement: 'RPLOGOUT-STATE-3',
    since: '7.0.0',
    before: '7.1.0',
    observed: 'The state is lost when logging out without a session.',
  },
  {
    id: 'D15',
    requirement: 'IS-SIGN-4',
    since: '7.0.0',
    observed:
      "With sign_with_sp_key=false the ID token of a tenant's user at an application of the super tenant is signed with a key that its issuer does not publish.",
  },
  {
    id: 'D16',
    requirement: 'BACK-SID-2',
    since: '7.0.0',
    observed: "After A's session has ended by idleness, B signs in in the same browser and is given A's sid.",
  },
  {
    id: 'D16',
    requirement: 'BACK-SID-3',
    since: '7.0.0',
    observed: 'When B logs out, the logout tokens name A, and go to clients that only A had used.',
  },
  {
    id: 'D17',
    requirement: 'SESSION-IFRAME-10',
    since: '7.0.0',
    observed: 'The iframe goes on saying unchanged after the session has ended by idleness.',
  },
  {
    id: 'D17',
    requirement: 'SESSION-IFRAME-11',
    since: '7.0.0',
    observed: 'The iframe goes on saying unchanged after the session was ended through the API.',
  },
  {
    id: 'D18',
    requirement: 'RPLOGOUT-CLIENT-3',
    since: '7.0.0',
    observed:
      'A client_id that is not that of the hint wins over it: the session ends, and the browser is sent to a uri of that client.',
  },
  {
    id: 'D19',
    requirement: 'IS-TENANT-6',
    since: '7.0.0',
    observed:
      "A silent call that a tenant refuses ends the session of the super tenant, whose cookie the tenant's path is sent as well.",
  },
];
