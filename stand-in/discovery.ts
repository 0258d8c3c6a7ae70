import Router from '@koa/router';
import type { Realm } from './realm.ts';

/** What this server can do, at the urls of its realm, which the library does not know. */
const metadata = (realm: Realm) => ({
  issuer: realm.issuer,
  authorization_endpoint: realm.url('/oauth2/authorize'),
  token_endpoint: realm.url('/oauth2/token'),
  userinfo_endpoint: realm.url('/oauth2/userinfo'),
  jwks_uri: realm.url('/oauth2/jwks'),
  introspection_endpoint: realm.url('/oauth2/introspect'),
  revocation_endpoint: realm.url('/oauth2/revoke'),
  check_session_iframe: realm.url('/oidc/checksession'),
  end_session_endpoint: realm.url('/oidc/logout'),
  backchannel_logout_supported: true,
  backchannel_logout_session_supported: true,
  frontchannel_logout_supported: true,
  frontchannel_logout_session_supported: true,
  claims_parameter_supported: true,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  response_types_supported: ['code'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  code_challenge_methods_supported: ['S256'],
  claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'preferred_username', 'updated_at', 'email'],
});

export function discoveryRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/oauth2/token/.well-known/openid-configuration', (ctx) => {
    ctx.body = metadata(realm);
  });
  // Where the library has it, for an issuer that is not ours.
  router.get('/.well-known/openid-configuration', (ctx) => {
    ctx.status = 404;
  });
  return router;
}
