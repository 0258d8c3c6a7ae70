import { measured, entriesOf } from '../entry.ts';

const rpInitiated = entriesOf('rpInitiated', 'rp-initiated-logout');
const logout = entriesOf('logout', 'rp-initiated-logout');

export const redirect = [
  logout.product(
    'RPLOGOUT-REDIRECT-1',
    'post_logout_redirect_uri',
    'interoperability',
    'After a logout the browser is sent to the registered post_logout_redirect_uri that the request named.',
  ),
  rpInitiated.states(
    'RPLOGOUT-STATE-1',
    '2',
    'interoperability',
    'The state of a logout request comes back unchanged with the redirect.',
  ),
  rpInitiated.states(
    'RPLOGOUT-STATE-2',
    '2',
    'interoperability',
    'The state is what the request included: without one the redirect carries none.',
  ),
  rpInitiated.states(
    'RPLOGOUT-STATE-3',
    '2',
    'interoperability',
    'The state comes back also with the redirect of a logout that found no session to end.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-REDIRECT-2',
    '3',
    'hygiene',
    'The redirect after a logout carries no parameter but the state.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-3',
    '3',
    'interoperability',
    'The provider never redirects to a post_logout_redirect_uri that is not registered for the client.',
  ),
  rpInitiated.advice(
    'RPLOGOUT-REDIRECT-4',
    '3',
    'hygiene',
    'The redirect of a logout that found no session to end carries no parameter but the state.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-5',
    '3',
    'interoperability',
    'A uri that differs from a registered one in its query, path, port, host or scheme is not an exact match: the provider does not redirect to it.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-6',
    '3',
    'interoperability',
    'The provider does not redirect to a post_logout_redirect_uri that comes with neither hint nor client_id: a session and a yes do not confirm that it is legitimate.',
  ),
  rpInitiated.must(
    'RPLOGOUT-REDIRECT-7',
    '3',
    'interoperability',
    'Where no session is left, too, the provider does not redirect to a post_logout_redirect_uri that is not registered.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    rpInitiated.advice(
      'RPLOGOUT-REDIRECT-8',
      '4',
      'signed out without consent',
      'A request that is refused for its post_logout_redirect_uri is refused as a whole: nobody is logged out by it without confirmation.',
    ),
  ),
  rpInitiated.advice(
    'RPLOGOUT-REDIRECT-9',
    '4',
    'hygiene',
    'A request that is refused for its post_logout_redirect_uri shows the user a page that can be read.',
  ),
  rpInitiated.states(
    'RPLOGOUT-REDIRECT-10',
    '3',
    'interoperability',
    'A query that is part of the post_logout_redirect_uri is still there when the browser is sent to it, once, and the state beside it.',
  ),
] as const;
