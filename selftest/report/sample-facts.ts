import { published } from '../../report/requirement-results.ts';
import { SCHEMA_VERSION, type RunFacts } from '../../report/schema.ts';
import { catalogue } from '../../requirements/index.ts';
import { boundary, keepAlive, MINUTE, passed, timeline } from './sample-parts.ts';

/** A run of the whole suite against the product, in which all passed. */
export const facts: RunFacts = {
  schemaVersion: SCHEMA_VERSION,
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
  deviations: 'known',
  tests: { passed: 180, failed: 0, skipped: 0, 'not run': 0 },
  requirements: catalogue.map((requirement) => passed(published(requirement))),
  remarks: [],
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
    endpoints: [
      { endpoint: '/oauth2/authorize', status: 302, headers: ['cache-control: no-store', 'x-frame-options: DENY'] },
    ],
    endings: [{ ending: 'a logout', observed: 'access token active: no' }],
    discovery: { issuer: 'https://localhost:9443/oauth2/token' },
  },
};
