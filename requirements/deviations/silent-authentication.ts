import type { Deviation } from '../types.ts';

export const silentAuthentication: readonly Deviation[] = [
  {
    id: 'D1',
    requirement: 'CORE-MAXAGE-1',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'max_age=1 with prompt=none more than 3 s after the sign-in returns a code.',
    matches: () => true,
  },
  {
    id: 'D2',
    requirement: 'CORE-AUTHTIME-1',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'auth_time moves forward with every silent authentication.',
    link: 'https://github.com/wso2/product-is/issues/4247',
    matches: () => true,
  },
  {
    id: 'D7',
    requirement: 'CORE-REFRESH-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The ID token of a refresh grant carries no sid.',
    link: 'https://github.com/wso2/product-is/issues/20836',
    matches: () => true,
  },
  {
    id: 'D8',
    requirement: 'CORE-PROMPT-6',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'The redirect for an impossible combination of prompts carries an unsolicited spId.',
    matches: () => true,
  },
  {
    id: 'D11',
    requirement: 'CORE-HINT-5',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The error for a bad hint repeats the whole token in error_description.',
    matches: () => true,
  },
  {
    id: 'D12',
    requirement: 'CORE-MODE-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'With response_mode=fragment errors come in the query.',
    matches: () => true,
  },
];
