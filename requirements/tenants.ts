import { entriesOf, measured } from './entry.ts';

const core = entriesOf('core', 'token-signing');
const backChannel = entriesOf('backChannel', 'token-signing');
const guide = entriesOf('sessions', 'token-signing');
const logoutUrl = entriesOf('logoutUrl', 'token-signing');
const tenants = entriesOf('tenants', 'tenants');
const saas = entriesOf('saas', 'tenants');

const SIGNING = "Configure to sign the ID token with the user's tenant domain";

export const tenantRequirements = [
  core.must(
    'IS-SIGN-1',
    '10.1',
    'interoperability',
    'ID tokens are signed with a key that their issuer publishes in its key set.',
  ),
  backChannel.states(
    'IS-SIGN-2',
    '2.4',
    'believed signed out',
    'Logout tokens are signed with the keys that ID tokens are signed with: those that the issuer publishes.',
  ),
  guide.product(
    'IS-SIGN-3',
    SIGNING,
    'interoperability',
    "With sign_with_sp_key=true, which is the default, the tokens of another tenant's user are signed with the key of the application's tenant.",
  ),
  core.must(
    'IS-SIGN-4',
    '10.1',
    'interoperability',
    "With sign_with_sp_key=false, too, the ID tokens of another tenant's user are signed with a key that their issuer publishes.",
  ),
  measured(
    '7.1.0',
    logoutUrl.product(
      'IS-SIGN-5',
      'Configure to sign the ID token',
      'believed signed out',
      "With sign_with_sp_key=false the ID token of another tenant's user, whose subject names that tenant, is accepted as a hint for the logout.",
    ),
  ),
  guide.product(
    'IS-SIGN-6',
    SIGNING,
    'interoperability',
    "With sign_with_sp_key=true, which is the default, the tokens of a super-tenant user at another tenant's application are signed with that tenant's key.",
  ),
  measured(
    '7.1.0',
    tenants.product(
      'IS-TENANT-1',
      'Architecture',
      'interoperability',
      'A tenant has an issuer and keys of its own, and publishes them under its own path.',
    ),
  ),
  tenants.product(
    'IS-TENANT-2',
    'Introduction to multitenancy',
    'interoperability',
    'Sign-in, silent renewal and logout work in a tenant as they do without one.',
  ),
  measured(
    '7.1.0',
    tenants.product('IS-TENANT-3', 'Architecture', 'hygiene', 'The session cookies of a tenant are bound to its path.'),
  ),
  tenants.product(
    'IS-TENANT-4',
    'Architecture',
    'too late or too early',
    'A logout in one tenant leaves the session of another in the same browser alone.',
  ),
  measured(
    '7.1.0',
    saas.product(
      'IS-TENANT-5',
      'Enable SaaS',
      'interoperability',
      "A user of the super tenant who signs in at another tenant's application that is open to all tenants has a session that renews silently and can be logged out.",
    ),
  ),
  tenants.product(
    'IS-TENANT-6',
    'Architecture',
    'too late or too early',
    'A silent call that one tenant refuses leaves the session of another in the same browser alone.',
  ),
] as const;
