import { z } from 'zod';
import type { Application, NewApplication } from './applications.ts';

export const BASE = '/api/server/v1/applications';

const url = z.string().optional();
export const oidcConfiguration = z.object({
  clientId: z.string().optional(),
  clientSecret: z.string().optional(),
  grantTypes: z.array(z.string()).default([]),
  callbackURLs: z.array(z.string()).default([]),
  publicClient: z.boolean().default(false),
  pkce: z.object({ mandatory: z.boolean().default(false) }).prefault({}),
  hybridFlow: z.object({ enable: z.boolean().default(false), responseType: z.string().default('') }).prefault({}),
  accessToken: z
    .object({
      userAccessTokenExpiryInSeconds: z.number().default(3600),
      revokeTokensWhenIDPSessionTerminated: z.boolean().default(false),
    })
    .prefault({}),
  refreshToken: z.object({ expiryInSeconds: z.number().default(86_400) }).prefault({}),
  idToken: z.object({ expiryInSeconds: z.number().default(3600) }).prefault({}),
  logout: z.object({ backChannelLogoutUrl: url, frontChannelLogoutUrl: url }).prefault({}),
});
const advanced = z.object({
  skipLoginConsent: z.boolean().optional(),
  skipLogoutConsent: z.boolean().optional(),
  saas: z.boolean().optional(),
});
/** Body of `POST`. */
export const creation = z.object({
  name: z.string().min(1),
  description: z.string().optional(),
  inboundProtocolConfiguration: z.object({ oidc: oidcConfiguration.optional() }).prefault({}),
  advancedConfigurations: advanced.prefault({}),
});
/** Body of `PATCH`. */
export const patch = z.object({
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  advancedConfigurations: advanced.prefault({}),
});

export type OidcConfiguration = z.infer<typeof oidcConfiguration>;
type OidcPart = Omit<NewApplication, 'name' | 'description' | 'skipLoginConsent' | 'skipLogoutConsent' | 'saas'>;

/** What of the protocol's configuration is kept. */
export const fromRequest = (oidc: OidcConfiguration): OidcPart => ({
  clientId: oidc.clientId,
  clientSecret: oidc.clientSecret,
  callback: oidc.callbackURLs[0] ?? '',
  grantTypes: oidc.grantTypes,
  publicClient: oidc.publicClient,
  pkceMandatory: oidc.pkce.mandatory,
  hybridResponseTypes: oidc.hybridFlow.enable
    ? oidc.hybridFlow.responseType.split(',').filter((type) => type !== '')
    : [],
  backChannelLogoutUrl: oidc.logout.backChannelLogoutUrl === '' ? undefined : oidc.logout.backChannelLogoutUrl,
  lifetimes: {
    accessToken: oidc.accessToken.userAccessTokenExpiryInSeconds,
    refreshToken: oidc.refreshToken.expiryInSeconds,
    idToken: oidc.idToken.expiryInSeconds,
  },
  revokeTokensWithSession: oidc.accessToken.revokeTokensWhenIDPSessionTerminated,
});

/** `…/inbound-protocols/oidc`. */
export const oidcView = (application: Application) => ({
  clientId: application.clientId,
  clientSecret: application.clientSecret,
  state: 'ACTIVE',
  grantTypes: application.grantTypes,
  callbackURLs: [application.callback],
  allowedOrigins: [],
  publicClient: application.publicClient,
  pkce: { mandatory: application.pkceMandatory, supportPlainTransformAlgorithm: false },
  accessToken: {
    type: 'Default',
    userAccessTokenExpiryInSeconds: application.lifetimes.accessToken,
    revokeTokensWhenIDPSessionTerminated: application.revokeTokensWithSession,
  },
  refreshToken: { expiryInSeconds: application.lifetimes.refreshToken, renewRefreshToken: true },
  idToken: { expiryInSeconds: application.lifetimes.idToken },
  logout: {
    ...(application.backChannelLogoutUrl === undefined
      ? {}
      : { backChannelLogoutUrl: application.backChannelLogoutUrl }),
  },
});

/** An entry of the list. */
export const summary = (application: Application) => ({
  id: application.id,
  name: application.name,
  clientId: application.clientId,
  access: 'WRITE',
  self: `${BASE}/${application.id}`,
  ...(application.description === undefined ? {} : { description: application.description }),
});

/** The application itself. */
export const view = (application: Application) => ({
  ...summary(application),
  advancedConfigurations: {
    saas: application.saas,
    skipLoginConsent: application.skipLoginConsent,
    skipLogoutConsent: application.skipLogoutConsent,
  },
  inboundProtocols: [{ type: 'oidc', name: 'oidc', self: `${BASE}/${application.id}/inbound-protocols/oidc` }],
});
