import type { Advice } from './types.ts';

const KEY =
  '`[oauth.oidc.id_token] sign_with_sp_key` is true by default: tokens are signed with the key of the tenant of the application.';
const QUALIFIED =
  '`[tenant_context] enable_tenant_qualified_urls` and `enable_tenanted_sessions` are true by default from 7.0 on, false in 6.x.';

export const tokenSigning = {
  'IS-SIGN-1': {
    meaning: 'Applications reject the sign-in of the users concerned.',
    setting: `${KEY} Look also for keystores that differ between the nodes of a cluster.`,
  },
  'IS-SIGN-2': {
    meaning: 'Applications reject the logout token: the user stays signed in there.',
    setting: KEY,
  },
  'IS-SIGN-3': {
    meaning: 'Applications that serve several tenants cannot verify the tokens of some users.',
    setting: KEY,
  },
  'IS-SIGN-4': {
    meaning: 'Users of another tenant cannot sign in to applications that verify signatures.',
    setting: `${KEY} Leave it so.`,
    workaround: "With false, fetch the key set of the user's tenant, `/t/TENANT/oauth2/jwks`, as well.",
  },
  'IS-SIGN-5': {
    meaning: 'Users of another tenant cannot log out of these applications.',
    setting: `${KEY} Leave it so; with false the application has to have the tenant domain in its subject (\`claimConfiguration.subject.includeTenantDomain\`), by which the key is found.`,
    workaround: 'Send `client_id` in place of the hint.',
  },
  'IS-SIGN-6': {
    meaning: "Applications of a tenant cannot verify the tokens of the super tenant's users.",
    setting: `${KEY} Leave it so.`,
  },
} as const satisfies Readonly<Record<string, Advice>>;

export const tenants = {
  'IS-TENANT-1': {
    meaning: 'Tokens of one tenant can be taken for those of another.',
    setting: QUALIFIED,
  },
  'IS-TENANT-2': {
    meaning: 'What works in the super tenant fails for the users of this tenant.',
    setting: `${QUALIFIED} A tenant has an idle timeout and a remember-me period of its own: \`/t/TENANT/api/server/v1/configs\`.`,
  },
  'IS-TENANT-3': {
    meaning: 'Sessions of two tenants in one browser overwrite each other.',
    setting: QUALIFIED,
  },
  'IS-TENANT-4': {
    meaning: 'Logging out of one organisation signs the user out of another.',
    setting: QUALIFIED,
  },
  'IS-TENANT-6': {
    meaning:
      'An application of one tenant that asks silently whether its user is signed in ends the session of another.',
    setting: QUALIFIED,
    workaround: 'Give tenants host names of their own, so that no cookie of one is sent to another.',
  },
  'IS-TENANT-5': {
    meaning: "Users of the super tenant cannot use a tenant's applications, or stay signed in there after a logout.",
    setting: 'The application has to be open to all tenants (`advancedConfigurations.saas`).',
  },
} as const satisfies Readonly<Record<string, Advice>>;
