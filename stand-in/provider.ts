import { Provider, type Configuration, type FindAccount, type KoaContextWithOIDC } from 'oidc-provider';
import { createAdapter } from './adapter.ts';
import { callbackMatches } from './applications.ts';
import { completeAnswer, noteError, renderError } from './authorization-answer.ts';
import { grantFor, policy } from './consent.ts';
import { LIBRARY_COOKIES } from './cookies.ts';
import { interactionPage, LOGIN_LIFETIME_S } from './login.ts';
import type { Realm } from './realm.ts';
import { sessionKey } from './sessions.ts';
import type { User } from './users.ts';

const CLAIMS: NonNullable<Configuration['claims']> = {
  // `isk` is the product's: the key by which the session-extension endpoint finds the session.
  openid: ['sub', 'isk', 'at_hash'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'updated_at'],
  email: ['email'],
  amr: null,
  acr: null,
  auth_time: null,
  iss: null,
  sid: null,
};

const HOUR_S = 3_600;
const DAY_S = 86_400;
const TEN_YEARS_S = 3_650 * DAY_S;

const userClaims = (user: User) => ({
  sub: user.id,
  name: `${user.givenName} ${user.familyName}`.trim(),
  given_name: user.givenName,
  family_name: user.familyName,
  preferred_username: user.userName,
  updated_at: Math.floor(user.updatedAt / 1000),
  ...(user.email === undefined ? {} : { email: user.email }),
});

function accounts(realm: Realm): FindAccount {
  return (ctx, accountId, token) => {
    const user = realm.findUser(accountId);
    if (user === undefined) return undefined;
    const wronglyExtends =
      (realm.faults.has('userinfo-extends') && ctx.oidc.route === 'userinfo') ||
      (realm.faults.has('token-refresh-extends') && ctx.oidc.params?.['grant_type'] === 'refresh_token');
    if (wronglyExtends) for (const session of realm.sessions.ofUser(user.id)) realm.sessions.touch(session);
    const sessionId = token !== undefined && 'sessionUid' in token ? token.sessionUid : ctx.oidc.session?.uid;
    const isk = sessionId === undefined ? undefined : sessionKey(sessionId);
    // The library makes the hash of the access token, which does not exist yet.
    const idTokenExtras = () => ({ isk, at_hash: ctx.oidc.entities.AccessToken?.jti });
    return {
      accountId,
      claims: (use: string) => ({ ...userClaims(user), ...(use === 'id_token' ? idTokenExtras() : {}) }),
    };
  };
}

/** The library wants a name for what it calls; no request has such a parameter. */
const NO_PARAMETER = 'offline-access';

/** The library drops offline_access without prompt=consent; where an administrator has consented for all, it is granted (Core 1.0, 11). */
function keepOfflineAccess({ applications }: Realm, { oidc, querystring }: KoaContextWithOIDC): void {
  const asked = new URLSearchParams(querystring).get('scope')?.split(' ') ?? [];
  const scope = oidc.params?.['scope'];
  const isAgreed = applications.byClientId(oidc.client?.clientId)?.skipLoginConsent === true;
  if (oidc.params !== undefined && isAgreed && asked.includes('offline_access') && typeof scope === 'string')
    oidc.params['scope'] = [...new Set([...scope.split(' '), 'offline_access'])].join(' ');
}

function configuration(realm: Realm): Configuration {
  return {
    adapter: createAdapter(realm),
    jwks: { keys: [realm.key] },
    claims: CLAIMS,
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    // Called for every request, once its scopes have been looked at.
    extraParams: {
      [NO_PARAMETER]: (ctx) => {
        keepOfflineAccess(realm, ctx);
      },
    },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    allowOmittingSingleRegisteredRedirectUri: false,
    cookies: { names: LIBRARY_COOKIES },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      userinfo: '/oauth2/userinfo',
      jwks: '/oauth2/jwks',
      revocation: '/oauth2/revoke',
      pushed_authorization_request: '/oauth2/par',
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      claimsParameter: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    },
    pkce: { required: () => false },
    interactions: { policy: policy(realm), url: (ctx, interaction) => interactionPage(realm, ctx, interaction) },
    findAccount: accounts(realm),
    loadExistingGrant: (ctx) => grantFor(realm, ctx),
    // The product gives a refresh token with every code, and lets tokens outlive a session that ran out unless the application says otherwise.
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') && source.kind === 'AuthorizationCode',
    expiresWithSession: (_ctx, source) =>
      realm.applications.byClientId(source.clientId)?.revokeTokensWithSession === true,
    rotateRefreshToken: true,
    renderError: (ctx, out) => {
      renderError(realm, ctx, out);
    },
    ttl: {
      AccessToken: HOUR_S,
      AuthorizationCode: () => (realm.faults.has('code-lives-for-an-hour') ? HOUR_S : 300),
      IdToken: HOUR_S,
      RefreshToken: DAY_S,
      Interaction: LOGIN_LIFETIME_S,
      Grant: TEN_YEARS_S,
      // When a session ends is decided by our own store.
      Session: TEN_YEARS_S,
    },
  };
}

/** The certified library with the product's paths and rules. */
export function createProvider(realm: Realm): Provider {
  const provider = new Provider(realm.issuer, configuration(realm));
  // The product's session keeps its cookie value from the login page on.
  provider.Session.prototype.resetIdentifier = () => undefined;
  // The product puts `sid` into every id_token, whether or not the client has a back-channel url.
  provider.Client.prototype.includeSid = () => true;
  provider.Client.prototype.redirectUriAllowed = function redirectUriAllowed(this: { clientId: string }, uri) {
    const application = realm.applications.byClientId(this.clientId);
    return application !== undefined && callbackMatches(application, uri);
  };
  provider.on('authorization.success', (ctx, answer) => {
    if (answer !== undefined) completeAnswer(realm, ctx, answer);
  });
  provider.on('authorization.error', noteError);
  provider.on('server_error', (_ctx, error) => {
    realm.log(`${error.name}: ${error.stack ?? error.message}`);
  });
  return provider;
}
