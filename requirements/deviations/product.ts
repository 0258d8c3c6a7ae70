import type { Deviation } from '../types.ts';

export const product: readonly Deviation[] = [
  {
    id: 'D15',
    requirement: 'IS-SIGN-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      "With sign_with_sp_key=false the ID token of a tenant's user at an application of the super tenant is signed with a key that its issuer does not publish.",
    matches: () => true,
  },
  {
    id: 'D19',
    requirement: 'IS-TENANT-6',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      "A silent call that a tenant refuses ends the session of the super tenant, whose cookie the tenant's path is sent as well.",
    matches: () => true,
  },
];
