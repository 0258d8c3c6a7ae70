import { catalogue } from '../../requirements/index.ts';
import { VERDICTS, type Verdict } from '../../requirements/verdict.ts';
import { SCHEMA_VERSION, type Report, type RequirementResult } from '../../report/schema.ts';
import {
  MINUTE,
  boundary,
  broken,
  foreignHint,
  keepAlive,
  killTable,
  logoutRequests,
  passed,
  timeline,
} from './sample-parts.ts';

/** Reports of runs that never were, with fixed data: what the pages are looked at with. */

function withCounts(report: Report): Report {
  const count = (verdict: Verdict): number => report.requirements.filter((each) => each.verdict === verdict).length;
  return {
    ...report,
    counts: Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) as Report['counts'],
  };
}

/** The product, and all is well. */
export const clean: Report = withCounts({
  schemaVersion: SCHEMA_VERSION,
  exitCode: 0,
  status: 'passed',
  startedAt: '2026-01-02T03:04:05.000Z',
  wallTimeMs: 185_000,
  serverTimeMs: 31 * 24 * 60 * MINUTE,
  obstacles: [],
  target: {
    kind: 'container',
    product: { name: 'WSO2 Identity Server', version: '7.1.0', standIn: false },
    baseUrl: 'https://localhost:9443',
    clock: { kind: 'movable' },
    details: {
      image: 'docker.io/wso2/wso2is:7.1.0',
      'image digest': `sha256:${'0f1e2d3c'.repeat(8)}`,
      'changed in deployment.toml': '[server] offset = 12, [server] hostname = "localhost"',
    },
  },
  environment: {
    browsers: [{ name: 'chromium', version: '150.0.1' }],
    cookiePolicies: [
      {
        project: 'same-site',
        policy: 'default',
        proof: 'no proof is needed: relying party and provider are the same site',
      },
      {
        project: 'cross-site, third-party cookies blocked',
        policy: 'blocked',
        proof: 'a framed page of another site was not sent its cookie',
      },
    ],
    timings: { idleTimeoutMs: 15 * MINUTE, refreshIntervalMs: 5 * MINUTE },
    suite: { version: '0.1.0', commit: '0123456789abcdef0123456789abcdef01234567', modified: false },
    system: 'Linux 6.1 x64, Node.js 20.19.0',
  },
  changedSettings: [
    { setting: 'idleSessionTimeoutPeriod', from: '15', to: '2', why: 'within a test of this setting' },
    { setting: 'rememberMePeriod', from: '20160', to: '5', why: 'within a test of this setting' },
  ],
  judgesKnownDeviations: true,
  tests: { passed: 180, failed: 0, skipped: 0, 'not run': 0 },
  counts: { FAILED: 0, STALE: 0, KNOWN: 0, WARNING: 0, PASSED: 0, SKIPPED: 0, 'NOT RUN': 0 },
  requirements: catalogue.map((requirement) => passed({ ...requirement })),
  exchanges: [],
  testTimes: [],
  timelines: [
    timeline(
      boundary,
      'PASSED',
      [
        ['signed-in', 0],
        ['alive', 0.1],
        ['ended', 15.4],
      ],
      15.5,
    ),
    timeline(
      keepAlive,
      'PASSED',
      [
        ['signed-in', 0],
        ...Array.from({ length: 15 }, (_, call): ['silent-call-renewed', number] => [
          'silent-call-renewed',
          5 * (call + 1),
        ]),
        ['ended', 90.3],
      ],
      91,
    ),
  ],
  facts: {
    cookies: [
      { name: 'commonAuthId', host: 'provider', attributes: ['HttpOnly', 'Path=/', 'SameSite=None', 'Secure'] },
    ],
    tokens: [
      {
        kind: 'id_token',
        header: { alg: 'RS256', kid: 'present' },
        claims: ['aud', 'exp', 'iat', 'iss', 'sid', 'sub'],
      },
    ],
    discovery: { issuer: 'https://localhost:9443/oauth2/token' },
  },
});

const changes: Readonly<Record<string, (result: RequirementResult) => RequirementResult>> = {
  'IS-IDLE-2': (result) => ({
    ...result,
    verdict: 'FAILED',
    tests: [boundary],
    findings: [
      broken(boundary, 'FAILED', { exchange: boundary.id, requests: 2, trace: 'test-results/some/trace.zip' }),
    ],
  }),
  'RPLOGOUT-HINT-3': (result) => ({
    ...result,
    verdict: 'KNOWN',
    tests: [foreignHint],
    deviation: {
      id: 'D4',
      observed: 'A hint that names another user ends the session.',
      link: 'https://example.com/4',
    },
    findings: [
      broken(foreignHint, 'KNOWN', {
        deviation: 'D4',
        exchange: foreignHint.id,
        requests: 1,
        actual: 'relying party: "<img src=x onerror=alert(1)>"',
      }),
    ],
  }),
  'CORE-HINT-5': (result) => ({
    ...result,
    verdict: 'STALE',
    deviation: { id: 'D11', observed: 'The error for a bad hint repeats the whole token in error_description.' },
  }),
  'BACK-TOKEN-3': (result) => ({ ...result, verdict: 'WARNING', findings: [broken(foreignHint, 'WARNING')] }),
  'IS-REMEMBER-1': (result) => ({
    ...result,
    verdict: 'SKIPPED',
    findings: [],
    reasons: ['needs the server’s clock to move by 14 d, and it is real'],
  }),
};

/** The product, with one of each verdict. */
export const failing: Report = withCounts({
  ...clean,
  exitCode: 1,
  status: 'failed',
  tests: { passed: 176, failed: 3, skipped: 1, 'not run': 0 },
  requirements: clean.requirements.map((result) => changes[result.requirement.id]?.(result) ?? result),
  exchanges: [
    { id: boundary.id, test: boundary, requests: logoutRequests },
    { id: foreignHint.id, test: foreignHint, requests: logoutRequests.slice(0, 2) },
  ],
  timelines: [
    timeline(
      boundary,
      'FAILED',
      [
        ['signed-in', 0],
        ['silent-call-lost', 5],
        ['activity', 10, 'userinfo request'],
        ['alive', 15.4],
      ],
      15.5,
    ),
    ...clean.timelines.slice(1),
  ],
  killTable,
});

/** The same suite on the stand-in. */
export const standIn: Report = {
  ...clean,
  target: {
    kind: 'reference',
    product: { name: 'Reference provider', version: '7.1.0', standIn: true },
    baseUrl: 'https://localhost:36923',
    clock: { kind: 'movable' },
    details: {},
  },
};

/** Ctrl-C after a quarter of the tests. */
export const interrupted: Report = withCounts({
  ...failing,
  exitCode: 2,
  status: 'interrupted',
  obstacles: [
    {
      problem: 'The run was interrupted.',
      remedy: 'start it again; what was verified before the interruption stands below.',
    },
  ],
  tests: { passed: 40, failed: 1, skipped: 0, 'not run': 139 },
  requirements: failing.requirements.map((result, index) =>
    index % 4 === 0 || result.verdict === 'FAILED'
      ? result
      : { requirement: result.requirement, verdict: 'NOT RUN', tests: [], findings: [], reasons: [] },
  ),
});

/** Nothing was reached. */
export const couldNotRun: Report = withCounts({
  ...clean,
  exitCode: 2,
  status: 'failed',
  obstacles: [
    {
      problem: 'No Docker engine can be used: connect ENOENT /var/run/docker.sock',
      remedy: 'start Docker; `docker info` must work for the user that runs the suite.',
    },
  ],
  environment: { browsers: [], cookiePolicies: [], suite: clean.environment.suite },
  target: undefined,
  changedSettings: [],
  tests: { passed: 0, failed: 0, skipped: 0, 'not run': 180 },
  requirements: clean.requirements.map(({ requirement }) => ({
    requirement,
    verdict: 'NOT RUN',
    tests: [],
    findings: [],
    reasons: [],
  })),
  timelines: [],
  facts: { cookies: [], tokens: [] },
});
