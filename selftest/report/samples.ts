import { answer } from '../../report/answers/index.ts';
import { skipReason } from '../../fixtures/preflight/announced.ts';
import type { Report, RunFacts } from '../../report/schema.ts';
import { facts } from './sample-facts.ts';
import {
  boundary,
  foreignHint,
  found,
  iframe,
  killTable,
  logoutRequests,
  timeline,
  undecided,
  without,
  type Change,
} from './sample-parts.ts';

/** Reports of runs that never were, with fixed data: what the pages are looked at with. */

type Changes = Readonly<Record<string, Change>>;

/** The report of the same run with other facts, and other results of these requirements. */
const reportWith = (changes: Changes, other: Partial<RunFacts> = {}): Report =>
  answer({
    ...facts,
    requirements: facts.requirements.map((result) => changes[result.requirement.id]?.(result) ?? result),
    ...other,
  });

/** The product, and all is well. */
export const clean = reportWith({});

const listedD4 = {
  id: 'D4',
  observed: 'A hint that names another user ends the session.',
  intermittent: false,
  link: 'https://example.com/4',
};

const KNOWN: Changes = {
  'RPLOGOUT-HINT-3': found(
    'KNOWN',
    { level: 'MUST', impact: 'signed out without consent' },
    {
      test: foreignHint,
      deviation: 'D4',
      exchange: foreignHint.id,
      requests: 1,
      actual: 'relying party: "<img src=x onerror=alert(1)>"',
    },
    { listed: [listedD4] },
  ),
  'IS-REMEMBER-1': without('SKIPPED', 'needs the server’s clock to move by 14 d, and it is real'),
  'FRONT-IFRAME-1': without('SKIPPED', 'does not apply: the discovery document does not announce it'),
};

const noToken = {
  check: 'logout token',
  state: 'missing',
  detail: 'is.example.com is another machine, and has no way to http://localhost:8080: nobody has connected',
  remedy: 'run the suite on the machine of the server',
} as const;

/** A server elsewhere, which can send nothing to this machine. */
export const elsewhere = reportWith(
  {
    'BACK-DELIVERY-1': without('SKIPPED', skipReason(noToken)),
    'BACK-TOKEN-1': without('SKIPPED', skipReason(noToken)),
  },
  {
    tests: { passed: 178, failed: 0, skipped: 2, 'not run': 0 },
    preflight: {
      tookMs: 9_000,
      rows: [
        { check: 'sign-in', state: 'available', detail: 'through the login page in chromium 150.0.1, 1 s' },
        { check: 'silent call', state: 'open', detail: 'a hidden iframe gets error=login_required' },
        noToken,
      ],
    },
  },
);

/** The product with a listed deviation, and nothing new. */
export const known = reportWith(KNOWN, {
  tests: { passed: 178, failed: 0, skipped: 2, 'not run': 0 },
  exchanges: [{ id: foreignHint.id, test: foreignHint, requests: logoutRequests.slice(0, 2) }],
  remarks: [
    {
      kind: 'deviation gone',
      requirement: 'CORE-HINT-5',
      deviation: 'D11',
      text: 'D11 no longer occurs: CORE-HINT-5 held.',
    },
  ],
});

const BLOCKED = ['SESSION-IFRAME-2', 'SESSION-IFRAME-3', 'SESSION-IFRAME-4'];

/** The product with one of each verdict: the iframe that says nothing blocks others. */
export const failing = reportWith(
  {
    ...KNOWN,
    'IS-IDLE-2': found(
      'FAILED',
      { level: 'PRODUCT', impact: 'too late or too early' },
      { test: boundary, exchange: boundary.id, requests: 2, trace: 'test-results/some/trace.zip' },
    ),
    'SESSION-IFRAME-1': found('FAILED', { level: 'MUST', impact: 'interoperability' }, { test: iframe }),
    'BACK-TOKEN-3': found('WARNING', { level: 'SHOULD', impact: 'hygiene' }),
    ...Object.fromEntries(
      BLOCKED.map((id) => [id, undecided('the iframe does not say "unchanged"', 'SESSION-IFRAME-1')]),
    ),
    'BACK-DELIVERY-4': undecided('the relying party could not be asked: read ECONNRESET'),
  },
  {
    status: 'failed',
    tests: { passed: 173, failed: 5, skipped: 2, 'not run': 0 },
    exchanges: [
      { id: boundary.id, test: boundary, requests: logoutRequests },
      { id: foreignHint.id, test: foreignHint, requests: logoutRequests.slice(0, 2) },
    ],
    remarks: known.remarks,
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
      ...facts.timelines.slice(1),
    ],
    killTable,
  },
);

/** A part of the suite, and nothing wrong in it. */
export const partial = answer({
  ...facts,
  partial: '2 of 41 files of tests',
  tests: { passed: 12, failed: 0, skipped: 0, 'not run': 0 },
  requirements: facts.requirements.map((result, index) => (index < 12 ? result : without('NOT RUN')(result))),
});

/** The same suite on the stand-in. */
export const standIn = reportWith(
  {},
  {
    target: {
      kind: 'reference',
      product: { name: 'Reference provider', version: '7.1.0', standIn: true },
      baseUrl: 'https://localhost:36923',
      clock: { kind: 'movable' },
      details: {},
    },
  },
);

/** Ctrl-C after a quarter of the tests. */
export const interrupted = answer({
  ...failing,
  status: 'interrupted',
  remarks: [],
  obstacles: [
    {
      problem: 'The run was interrupted.',
      remedy: 'start it again; what was verified before that is shown below.',
    },
  ],
  tests: { passed: 40, failed: 1, skipped: 0, 'not run': 139 },
  requirements: failing.requirements.map((result, index) =>
    index % 4 === 0 || result.verdict === 'FAILED' ? result : without('NOT RUN')(result),
  ),
});

/** Nothing was reached. */
export const couldNotRun = answer({
  ...facts,
  status: 'failed',
  obstacles: [
    {
      problem: 'No Docker engine can be used: connect ENOENT /var/run/docker.sock',
      remedy: 'start Docker; `docker info` must work for the user that runs the suite.',
    },
  ],
  environment: { browsers: [], cookiePolicies: [], suite: facts.environment.suite },
  target: undefined,
  changedSettings: [],
  tests: { passed: 0, failed: 0, skipped: 0, 'not run': 180 },
  requirements: facts.requirements.map(without('NOT RUN')),
  timelines: [],
  facts: { cookies: [], tokens: [], endpoints: [], endings: [] },
});
