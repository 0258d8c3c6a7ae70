import { entriesOf } from './entry.ts';

const signing = entriesOf('signing', 'token-signing');
const tenants = entriesOf('tenants', 'tenants');

export const tenantRequirements = [
  signing.product(
    'IS-SIGN-1',
    'sign_with_sp_key',
    'interoperability',
    'ID tokens verify against the published keys of the issuer that they name.',
  ),
  signing.product(
    'IS-SIGN-2',
    'sign_with_sp_key',
    'interoperability',
    'Logout tokens verify against the published keys of the issuer that they name.',
  ),
  signing.product(
    'IS-SIGN-3',
    'sign_with_sp_key',
    'interoperability',
    "With sign_with_sp_key=true the tokens of another tenant's user are signed with the key of the application's tenant, and no other.",
  ),
  signing.product(
    'IS-SIGN-4',
    'sign_with_sp_key',
    'interoperability',
    "With sign_with_sp_key=false the tokens of another tenant's user can still be verified with the keys of the issuer that they name.",
  ),
  signing.product(
    'IS-SIGN-5',
    'sign_with_sp_key',
    'interoperability',
    "With sign_with_sp_key=false the ID token of another tenant's user, whose subject names that tenant, is accepted as a hint for the logout.",
  ),
  signing.product(
    'IS-SIGN-6',
    'sign_with_sp_key',
    'interoperability',
    "With sign_with_sp_key=true the tokens of a super-tenant user at another tenant's application are signed with that tenant's key, and no other.",
  ),
  tenants.product(
    'IS-TENANT-1',
    'Tenant-qualified urls',
    'interoperability',
    'A tenant has an issuer and keys of its own, and publishes them under its own path.',
  ),
  tenants.product(
    'IS-TENANT-2',
    'Tenant-qualified urls',
    'interoperability',
    'Sign-in, silent renewal and logout work in a tenant as they do without one.',
  ),
  tenants.product(
    'IS-TENANT-3',
    'Tenant-qualified sessions',
    'interoperability',
    'The session cookies of a tenant are bound to its path.',
  ),
  tenants.should(
    'IS-TENANT-4',
    'Tenant-qualified sessions',
    'interoperability',
    'A logout in one tenant leaves the session of another in the same browser alone.',
  ),
  tenants.product(
    'IS-TENANT-5',
    'Applications open to all tenants',
    'interoperability',
    "A user of the super tenant who signs in at another tenant's application has a session that renews silently and can be logged out.",
  ),
  tenants.should(
    'IS-TENANT-6',
    'Tenant-qualified sessions',
    'interoperability',
    'A silent call that one tenant refuses leaves the session of another in the same browser alone.',
  ),
] as const;
