import Router from '@koa/router';
import type { Realm } from './realm.ts';

/** The metadata that the product announces, as far as this server keeps its word. No front-channel logout before 7.3. */
const metadata = (realm: Realm) => ({
  issuer: realm.issuer,
  authorization_endpoint: realm.url('/oauth2/authorize'),
  token_endpoint: realm.url('/oauth2/token'),
  userinfo_endpoint: realm.url('/oauth2/userinfo'),
  jwks_uri: realm.url('/oauth2/jwks'),
  introspection_endpoint: realm.url('/oauth2/introspect'),
  revocation_endpoint: realm
    .url('/oauth2/revoke')
    .replace(realm.faults.has('endpoint-published-with-http') ? 'https:' : '\0', 'http:'),
  pushed_authorization_request_endpoint: realm.url('/oauth2/par'),
  check_session_iframe: realm.url('/oidc/checksession'),
  end_session_endpoint: realm.url('/oidc/logout'),
  backchannel_logout_supported: !realm.faults.has('back-channel-logout-not-announced'),
  backchannel_logout_session_supported: true,
  claims_parameter_supported: true,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
  scopes_supported: ['address', 'phone', 'openid', 'profile', 'roles', 'groups', 'email'],
  response_types_supported: [
    'code',
    'id_token',
    'id_token token',
    'code id_token',
    'code token',
    'code id_token token',
    'none',
  ],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'implicit'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  code_challenge_methods_supported: ['S256'],
  claims_supported: [
    'sub',
    'iss',
    'acr',
    'name',
    'given_name',
    'family_name',
    'preferred_username',
    'updated_at',
    'email',
  ],
});

export function discoveryRoutes(realm: Realm): Router {
  const router = new Router();
  for (const issuerPath of ['/oauth2/token', '/oauth2/oidcdiscovery']) {
    router.get(`${issuerPath}/.well-known/openid-configuration`, (ctx) => {
      ctx.body = metadata(realm);
    });
  }
  return router;
}
