import type { Deviation } from '../types.ts';
import { areAll, hasCode, is, isError } from './observed.ts';

export const product: readonly Deviation[] = [
  {
    id: 'D15',
    requirement: 'IS-SIGN-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      "With sign_with_sp_key=false the ID token of a tenant's user at an application of the super tenant is signed with a key of that tenant, which its issuer does not publish.",
    matches: is("the user's tenant"),
  },
  {
    id: 'D19',
    requirement: 'IS-TENANT-6',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      "A silent call that a tenant refuses ends the session of the super tenant, whose cookie the tenant's path is sent as well.",
    matches: isError('login_required'),
  },
  {
    id: 'D25',
    requirement: 'COOKIE-10',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'An answer to an authentication sets the cookie pastr-… and removes it again, in two Set-Cookie fields.',
    matches: areAll('pastr-…'),
  },
  {
    id: 'D26',
    requirement: 'COOKIE-3',
    seen: { from: '7.2.0', to: '7.2.0' },
    observed: 'The login page sets a cookie named null.',
    matches: areAll('null'),
  },
  {
    id: 'D27',
    requirement: 'IS-REMEMBER-7',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed:
      'A silent call renews the cookie of a remembered session, but the session ends when the period has passed since the sign-in.',
    matches: isError('login_required'),
  },
  ...(['INPUT-1', 'INPUT-2', 'INPUT-3'] as const).map((requirement) => ({
    id: 'D40',
    requirement,
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'A parameter with an invalid percent-escape is answered 500.',
    matches: areAll('an invalid percent-escape: 500'),
  })),
  {
    id: 'D41',
    requirement: 'IS-IDLE-7',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'A silent call that is refused because its hint names another user restarts the idle clock.',
    matches: hasCode,
  },
  {
    id: 'D42',
    requirement: 'INPUT-4',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'The login page repeats login_hint without escaping it: markup in it runs as script.',
    matches: areAll('login_hint'),
  },
  {
    id: 'D43',
    requirement: 'IS-IDLE-12',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'Access tokens that are bound to the session stay active after its idle timeout.',
    matches: is(true),
    link: 'https://www.cve.org/CVERecord?id=CVE-2025-13173',
  },
  {
    id: 'D43',
    requirement: 'IS-IDLE-13',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'Refresh tokens that are bound to the session bring new tokens after its idle timeout.',
    matches: is(true),
    link: 'https://www.cve.org/CVERecord?id=CVE-2025-13173',
  },
  {
    id: 'D48',
    requirement: 'DISCOVERY-8',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: '/.well-known/openid-configuration at the root of the server redirects to a login page.',
    matches: areAll('/.well-known/openid-configuration: a page'),
  },
];
