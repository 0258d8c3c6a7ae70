import type { Deviation } from '../types.ts';
import { equals, hasCode, is } from './observed.ts';

/** The value in the query of the redirect_uri, as it came back. */
const purposeOf = (actual: unknown): string =>
  String((actual as { purpose?: readonly unknown[] } | undefined)?.purpose?.[0]);

export const signIn: readonly Deviation[] = [
  {
    id: 'D7',
    requirement: 'CORE-REFRESH-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The ID token of a refresh grant carries no sid.',
    link: 'https://github.com/wso2/product-is/issues/20836',
    matches: ({ actual, expected }) => actual === undefined && typeof expected === 'string',
  },
  {
    id: 'D35',
    requirement: 'CORE-CSRF-1',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed:
      'The login form of another browser, filled in with a right password, signs this browser in, though it has none of the cookies that came with the form.',
    matches: hasCode,
  },
  {
    id: 'D36',
    requirement: 'CORE-MAXAGE-3',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'With max_age=0 the ID token carries no auth_time.',
    matches: equals({ maxAge: '0' }),
  },
  {
    id: 'D37',
    requirement: 'CORE-MAXAGE-5',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'With max_age=0 a user with a live session is not asked again.',
    matches: is('home'),
  },
  {
    id: 'D38',
    requirement: 'CORE-CLIENT-4',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed:
      'An error about an id_token_hint is added to the redirect_uri with a question mark although there is one already: its name is lost in the value before it.',
    matches: ({ actual }) => purposeOf(actual).startsWith('silent?error='),
  },
  {
    id: 'D39',
    requirement: 'CORE-PKCE-2',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'A code that was requested without a code_challenge brings tokens together with any code_verifier.',
    matches: is('tokens'),
  },
];
