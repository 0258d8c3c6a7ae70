export interface ApplicationRequest {
  readonly name: string;
  /** One entry is sent as it is, several as one `regexp=(a|b)`: the product takes exactly one. */
  readonly callbackUrls: readonly string[];
  readonly backChannelLogoutUrl?: string;
  readonly frontChannelLogoutUrl?: string;
  readonly skipLoginConsent?: boolean;
  readonly skipLogoutConsent?: boolean;
  /** Users of other tenants may sign in. */
  readonly saas?: boolean;
  /** The subject names the user's tenant, which the guide asks for where `sign_with_sp_key` is false. */
  readonly tenantDomainInSubject?: boolean;
  /** Attributes of its users that it is given where they consent, as claims of the product's own dialect. */
  readonly requestedClaims?: readonly string[];
  /** Access and refresh tokens are bound to the session and revoked with it. */
  readonly tokensEndWithSession?: boolean;
  /** Of such tokens the server looks at the session each time that they are used; refreshing them takes its cookie. */
  readonly validatesTokenBinding?: boolean;
}

const boundToSession = ({ validatesTokenBinding }: ApplicationRequest) => ({
  type: 'Default',
  userAccessTokenExpiryInSeconds: 3600,
  applicationAccessTokenExpiryInSeconds: 3600,
  bindingType: 'sso-session',
  revokeTokensWhenIDPSessionTerminated: true,
  validateTokenBinding: validatesTokenBinding ?? false,
});

/** As character classes: the product does not keep a backslash in a callback pattern. */
const escapeRegexp = (text: string): string => text.replaceAll(/[.*+?${}()|]/g, '[$&]');

/** The `callbackURLs` value for one or several exact urls. */
export function callbackPattern(urls: readonly string[]): string {
  const [only] = urls;
  if (only !== undefined && urls.length === 1) return only;
  return `regexp=(${urls.map(escapeRegexp).join('|')})`;
}

/** Absent where the application is to have the product's own. */
function claimConfigurationOf({ tenantDomainInSubject, requestedClaims }: ApplicationRequest) {
  const subject = tenantDomainInSubject === true ? { subject: { includeTenantDomain: true } } : {};
  if (requestedClaims === undefined) return tenantDomainInSubject === true ? { claimConfiguration: subject } : {};
  const claims = requestedClaims.map((uri) => ({ claim: { uri }, mandatory: false }));
  return { claimConfiguration: { ...subject, dialect: 'LOCAL', requestedClaims: claims } };
}

/** The application as the product's REST interface takes it. */
export function applicationBody(request: ApplicationRequest) {
  const logout = {
    ...(request.backChannelLogoutUrl === undefined ? {} : { backChannelLogoutUrl: request.backChannelLogoutUrl }),
    ...(request.frontChannelLogoutUrl === undefined ? {} : { frontChannelLogoutUrl: request.frontChannelLogoutUrl }),
  };
  return {
    name: request.name,
    inboundProtocolConfiguration: {
      oidc: {
        grantTypes: ['authorization_code', 'refresh_token'],
        callbackURLs: [callbackPattern(request.callbackUrls)],
        allowedOrigins: [],
        publicClient: false,
        logout,
        ...(request.tokensEndWithSession === true ? { accessToken: boundToSession(request) } : {}),
      },
    },
    ...claimConfigurationOf(request),
    advancedConfigurations: {
      skipLoginConsent: request.skipLoginConsent ?? true,
      skipLogoutConsent: request.skipLogoutConsent ?? true,
      saas: request.saas ?? false,
    },
  };
}
