import type { Fault, FaultTable } from './fault.ts';
import { at, header, json, page } from './mutations.ts';

/** Changes the metadata. */
const metadata = (change: (document: Record<string, unknown>) => Record<string, unknown>) =>
  at(
    'discovery',
    json((document) => change(document)),
  );

const without = (member: string) => metadata(({ [member]: _, ...others }) => others);

/** Shows a login page at this path. */
const loginPageAt =
  (path: RegExp): NonNullable<Fault['request']> =>
  (request) =>
    path.test(request.url.pathname) ? page() : request;

/** What can be made wrong in metadata and keys. */
export const discovery = {
  'another-issuer-in-metadata': {
    what: 'The metadata names another issuer than the one that it is published for.',
    violates: ['DISCOVERY-1'],
    answer: metadata((document) => ({ ...document, issuer: `${String(document['issuer'])}/other` })),
  },
  'metadata-without-required-member': {
    what: 'The metadata lacks subject_types_supported.',
    violates: ['DISCOVERY-2'],
    answer: without('subject_types_supported'),
  },
  'metadata-as-html': {
    what: 'The metadata is sent as text/html.',
    violates: ['DISCOVERY-5'],
    answer: at('discovery', header('content-type', 'text/html; charset=utf-8')),
  },
  'endpoint-published-with-http': {
    what: 'The metadata publishes an endpoint with http.',
    violates: ['DISCOVERY-6'],
    answer: metadata((document) => ({
      ...document,
      introspection_endpoint: 'http://localhost/oauth2/introspect',
    })),
  },
  'rs256-not-supported': {
    what: 'The metadata supports ES256 alone for ID tokens.',
    violates: ['DISCOVERY-7'],
    answer: metadata((document) => ({ ...document, id_token_signing_alg_values_supported: ['ES256'] })),
  },
  'session-iframe-not-published': {
    what: 'The metadata lacks check_session_iframe.',
    violates: ['SESSION-DISCOVERY-1'],
    answer: without('check_session_iframe'),
  },
  'end-session-endpoint-not-published': {
    what: 'The metadata lacks end_session_endpoint.',
    violates: ['RPLOGOUT-DISCOVERY-1'],
    answer: without('end_session_endpoint'),
  },
  'back-channel-logout-not-announced': {
    what: 'The metadata says that there is no back-channel logout, and there is.',
    violates: ['BACK-DISCOVERY-1'],
    answer: metadata((document) => ({ ...document, backchannel_logout_supported: false })),
  },
  'back-channel-session-support-not-said': {
    what: 'The metadata announces back-channel logout, and does not say whether sids are passed.',
    violates: ['BACK-DISCOVERY-2'],
    answer: without('backchannel_logout_session_supported'),
  },
  'key-published-with-its-primes': {
    what: 'The published key holds the primes of the private one.',
    violates: ['DISCOVERY-4'],
    answer: at(
      'jwks',
      json(({ keys }) => ({ keys: (keys as object[]).map((key) => ({ ...key, p: 'AQAB', q: 'AQAB' })) })),
    ),
  },
  'key-published-under-another-id': {
    what: 'The keys are published under other ids than those that tokens name.',
    violates: ['DISCOVERY-3'],
    answer: at(
      'jwks',
      json(({ keys }) => ({ keys: (keys as object[]).map((key) => ({ ...key, kid: 'another' })) })),
    ),
  },
  'login-page-at-root': {
    what: 'Whoever looks for the metadata at the root of the server is led to a login page (D48).',
    violates: ['DISCOVERY-8'],
    request: loginPageAt(/^\/\.well-known\/openid-configuration$/),
  },
  'login-page-for-metadata-of-oauth': {
    what: 'Whoever looks for the metadata of an OAuth server is shown a login page.',
    violates: ['DISCOVERY-9'],
    request: loginPageAt(/\.well-known\/oauth-authorization-server/),
  },
  'login-page-for-unknown-tenant': {
    what: 'Whoever looks for the metadata of a tenant that there is not is shown a login page.',
    violates: ['DISCOVERY-10'],
    answer: (answer, { url }) => (url.pathname.startsWith('/t/') && answer.status === 404 ? page() : answer),
  },
} as const satisfies FaultTable;
