import { randomUUID } from 'node:crypto';
import {
  Provider,
  type AdapterPayload,
  type Configuration,
  type FindAccount,
  type JWK,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { createAdapter, tokensEndWithSession } from './adapter.ts';
import { callbackMatches } from './applications.ts';
import { completeAnswer, noteError, renderError } from './authorization-answer.ts';
import { grantFor, policy, REQUESTED_SCOPES } from './consent.ts';
import { LIBRARY_COOKIES } from './cookies.ts';
import { issuedIdToken } from './misissued-tokens.ts';
import { interactionPage } from './login.ts';
import type { Realm } from './realm.ts';
import { ATTEMPT_LIFETIME_S } from './attempt.ts';
import { sessionKey } from './sessions.ts';
import type { User } from './users.ts';

/** What the library asked to be kept. */
export interface StoredModel {
  readonly payload: AdapterPayload;
  /** Milliseconds of the moved clock. */
  readonly expiresAt?: number | undefined;
}

const CLAIMS: NonNullable<Configuration['claims']> = {
  // The product puts all of these into every id_token.
  openid: ['sub', 'amr', 'nbf', 'azp', 'jti', 'isk', 'at_hash', 'c_hash', 'org_id', 'org_name'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'updated_at'],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
  roles: ['roles'],
  groups: ['groups'],
  acr: null,
  auth_time: null,
  iss: null,
  sid: null,
};

const RESPONSE_TYPES = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
  'none',
] as const;
const TEN_YEARS_S = 315_360_000;

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
    return {
      accountId,
      claims: (use: string) =>
        use === 'id_token' ? { ...userClaims(user), ...idTokenExtras(realm, ctx, sessionId) } : userClaims(user),
    };
  };
}

/** `at_hash` and `c_hash` are handed over as the values; the library hashes them. */
const idTokenExtras = (realm: Realm, { oidc }: KoaContextWithOIDC, sessionId: string | undefined) => ({
  nbf: Math.floor(Date.now() / 1000),
  azp: oidc.client?.clientId,
  jti: randomUUID(),
  isk: sessionId === undefined ? undefined : sessionKey(sessionId),
  at_hash: oidc.entities.AccessToken?.jti,
  c_hash: oidc.entities.AuthorizationCode?.jti,
  org_id: realm.organizationId,
  org_name: realm.prefix === '' ? 'Super' : realm.domain,
});

function configuration(realm: Realm, key: JWK): Configuration {
  const lifetimes = (clientId: string | undefined) =>
    realm.applications.byClientId(clientId)?.lifetimes ?? { accessToken: 3600, refreshToken: 86_400, idToken: 3600 };
  return {
    adapter: createAdapter(realm),
    jwks: { keys: [key] },
    claims: CLAIMS,
    extraParams: [REQUESTED_SCOPES],
    scopes: ['openid', 'profile', 'email', 'address', 'phone', 'roles', 'groups'],
    responseTypes: RESPONSE_TYPES,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
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
    pkce: { required: (_ctx, client) => realm.applications.byClientId(client.clientId)?.pkceMandatory ?? false },
    clientBasedCORS: (_ctx, origin, client) => {
      const application = realm.applications.byClientId(client.clientId);
      return application?.callback.includes(origin) ?? false;
    },
    interactions: { policy: policy(realm), url: (ctx, interaction) => interactionPage(realm, ctx, interaction) },
    findAccount: accounts(realm),
    loadExistingGrant: (ctx) => grantFor(realm, ctx),
    // The product gives a refresh token with every code, and lets tokens outlive a session that ran out unless the application says otherwise.
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') && source.kind === 'AuthorizationCode',
    expiresWithSession: (_ctx, source) => tokensEndWithSession(realm, source.clientId),
    rotateRefreshToken: true,
    renderError: (ctx, out) => {
      renderError(realm, ctx, out);
    },
    ttl: {
      AccessToken: (_ctx, token) => lifetimes(token.clientId).accessToken,
      AuthorizationCode: 300,
      IdToken: (_ctx, _token, client) => lifetimes(client.clientId).idToken,
      RefreshToken: (_ctx, token) => lifetimes(token.clientId).refreshToken,
      Interaction: ATTEMPT_LIFETIME_S,
      Grant: TEN_YEARS_S,
      // When a session ends is decided by our own store.
      Session: TEN_YEARS_S,
    },
  };
}

/** ID tokens go out through the place where faults can be planted. */
function issueIdTokens(realm: Realm, provider: Provider): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the token again, below
  const { issue } = provider.IdToken.prototype;
  provider.IdToken.prototype.issue = async function issueIdToken(options) {
    const token = await issue.call(this, options);
    const isRefresh = Provider.ctx?.oidc.params?.['grant_type'] === 'refresh_token';
    return options.use === 'idtoken' ? issuedIdToken(realm, token, isRefresh) : token;
  };
}

/** The certified library with the product's paths and rules. */
export function createProvider(realm: Realm, key: JWK): Provider {
  const provider = new Provider(realm.issuer, configuration(realm, key));
  // The product's session keeps its cookie value from the login page on.
  provider.Session.prototype.resetIdentifier = () => undefined;
  // The product puts `sid` into every id_token, whether or not the client has a back-channel url.
  provider.Client.prototype.includeSid = () => true;
  issueIdTokens(realm, provider);
  provider.Client.prototype.redirectUriAllowed = function redirectUriAllowed(this: { clientId: string }, uri) {
    const application = realm.applications.byClientId(this.clientId);
    return application !== undefined && callbackMatches(application, uri, realm.faults);
  };
  provider.on('authorization.success', (ctx, answer) => {
    if (answer !== undefined) completeAnswer(realm, ctx, answer);
  });
  provider.on('authorization.error', (ctx, error) => {
    noteError(realm, ctx, error);
  });
  provider.on('server_error', (_ctx, error) => {
    realm.log(`${error.name}: ${error.stack ?? error.message}`);
  });
  return provider;
}
