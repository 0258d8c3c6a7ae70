import type { Deviation, Observation } from '../types.ts';

/** The error of the authorization answer that a matcher was given. */
function errorOf({ actual }: Observation): string | undefined {
  const { parameters } = (actual ?? {}) as { parameters?: Readonly<Record<string, string>> };
  return parameters?.['error'];
}

const isEach =
  (expected: (each: unknown) => boolean) =>
  ({ actual }: Observation): boolean =>
    Array.isArray(actual) && actual.length > 0 && actual.every(expected);

export const product: readonly Deviation[] = [
  {
    id: 'D15',
    requirement: 'IS-SIGN-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      "With sign_with_sp_key=false the ID token of a tenant's user at an application of the super tenant is signed with a key of that tenant, which its issuer does not publish.",
    matches: isEach((signer) => signer === "the user's tenant"),
  },
  {
    id: 'D19',
    requirement: 'IS-TENANT-6',
    seen: { from: '7.1.0', to: '7.2.0' },
    observed:
      "A silent call that a tenant refuses ends the session of the super tenant, whose cookie the tenant's path is sent as well.",
    matches: (observation) => errorOf(observation) === 'login_required',
  },
  {
    id: 'D25',
    requirement: 'COOKIE-10',
    seen: { from: '7.1.0', to: '7.2.0' },
    observed: 'An answer to an authentication sets the cookie pastr-… and removes it again, in two Set-Cookie fields.',
    matches: isEach((name) => name === 'pastr-…'),
  },
  {
    id: 'D26',
    requirement: 'COOKIE-3',
    seen: { from: '7.2.0', to: '7.2.0' },
    observed: 'The login page sets a cookie named null.',
    matches: isEach((name) => name === 'null'),
  },
  {
    id: 'D27',
    requirement: 'IS-REMEMBER-7',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      'A silent call renews the cookie of a remembered session, but the session ends when the period has passed since the sign-in.',
    matches: (observation) => errorOf(observation) === 'login_required',
  },
];
