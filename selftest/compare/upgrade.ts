import { compareReports, type Comparison } from '../../report/comparison/comparison.ts';
import type { Report } from '../../report/schema.ts';
import { reportOf, targetOf, testNamed, timelineOf } from './reports.ts';

const D14 = { id: 'D14', observed: 'The state is lost when logging out without a session.' };
const MODES = ['query', 'fragment', 'form_post'];

const factsOf = (baseUrl: string, changes: Partial<Report['facts']>): Report['facts'] => ({
  discovery: { issuer: `${baseUrl}/oauth2/token`, response_modes_supported: MODES },
  cookies: [{ name: 'commonAuthId', host: 'provider', attributes: ['HttpOnly', 'SameSite=None', 'Secure'] }],
  tokens: [{ kind: 'id_token', header: { alg: 'RS256' }, claims: ['iss', 'sid', 'sub'] }],
  endpoints: [],
  endings: [],
  ...changes,
});

const before = reportOf(
  {
    'RPLOGOUT-STATE-3': { verdict: 'KNOWN', deviation: D14 },
    'CORE-PROMPT-6': 'WARNING',
    'BACK-TOKEN-3': 'WARNING',
    'CORE-MODE-2': 'FAILED',
  },
  {
    target: targetOf('7.0.0', 'https://localhost:9443'),
    timelines: [timelineOf(890, 910)],
    testTimes: [{ test: testNamed('a logout notifies every client within a second'), wallTimeMs: 1_800 }],
    facts: factsOf('https://localhost:9443', {}),
  },
);

const after = reportOf(
  {
    'IS-IDLE-2': 'FAILED',
    'BACK-DELIVERY-1': 'FAILED',
    'CORE-MODE-2': 'FAILED',
    'COOKIE-3': 'WARNING',
    'BACK-TOKEN-3': 'WARNING',
    'RPLOGOUT-END-1': 'UNDECIDED',
    'IS-DURABLE-2': { verdict: 'SKIPPED', reasons: ['this server may not be killed'] },
  },
  {
    target: targetOf('7.2.0', 'https://localhost:9543'),
    timelines: [timelineOf(890, 1_330)],
    testTimes: [{ test: testNamed('a logout notifies every client within a second'), wallTimeMs: 22_400 }],
    facts: factsOf('https://localhost:9543', {
      cookies: [
        { name: 'commonAuthId', host: 'provider', attributes: ['HttpOnly', 'SameSite=None', 'Secure'] },
        { name: 'null', host: 'provider', attributes: ['Path=/'] },
      ],
      tokens: [{ kind: 'id_token', header: { alg: 'RS256' }, claims: ['iss', 'org_handle', 'sid', 'sub'] }],
    }),
  },
);

/** An upgrade with something of every kind of change. */
export const eventfulUpgrade: Comparison = compareReports(before, after);

/** One after which everything is as it was, with the same server on both sides. */
export const quietUpgrade: Comparison = compareReports(before, before);
