import type { Deviation } from '../types.ts';
import { equals, hasCode, is, parametersOf } from './observed.ts';

/** What comes with the error beside it, in alphabetical order. */
const EXPECTED = 'error_description,state';

export const silentAuthentication: readonly Deviation[] = [
  {
    id: 'D1',
    requirement: 'CORE-MAXAGE-1',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'max_age=1 with prompt=none more than 3 s after the sign-in returns a code.',
    matches: hasCode,
  },
  {
    id: 'D2',
    requirement: 'CORE-AUTHTIME-1',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'auth_time moves forward with every silent authentication.',
    link: 'https://github.com/wso2/product-is/issues/4247',
    matches: ({ actual, expected }) => typeof actual === 'number' && typeof expected === 'number' && actual > expected,
  },
  {
    id: 'D8',
    requirement: 'CORE-PROMPT-6',
    seen: { from: '7.1.0', to: '7.1.0' },
    observed: 'The redirect for an impossible combination of prompts carries an unsolicited spId.',
    matches: (observation) => {
      const { error, spId, ...others } = parametersOf(observation);
      return error === 'invalid_request' && spId !== undefined && Object.keys(others).sort().join() === EXPECTED;
    },
  },
  {
    id: 'D11',
    requirement: 'CORE-HINT-5',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The error for the ID token of another user repeats the whole token in error_description.',
    matches: equals(['error_description']),
  },
  {
    id: 'D12',
    requirement: 'CORE-MODE-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'With response_mode=fragment errors come in the query.',
    matches: is('query'),
  },
  {
    id: 'D21',
    requirement: 'CORE-STATE-1',
    seen: { from: '7.0.0', to: '7.0.0' },
    observed: 'A silent request whose state holds reserved characters is answered with status 500.',
    matches: equals({ status: 500 }),
  },
];
