import type { RequestRecord } from '../../fixtures/recording/attachments.ts';
import type { Verdict } from '../../requirements/verdict.ts';
import type { KillTable, Report, ReportedFinding, RequirementResult, Timeline } from '../../report/schema.ts';

/** What the sample reports are made of: tests, findings, exchanges and timelines that never were. */

export const MINUTE = 60_000;

const testOf = (id: string, title: string, file: string): Report['exchanges'][number]['test'] => ({
  id,
  title,
  file,
  project: 'same-site',
});

export const boundary = testOf(
  'a1-b1',
  'IS-IDLE-2 ends the session just after its idle timeout',
  'idle-timeout/boundary.spec.ts',
);
export const keepAlive = testOf(
  'a1-b2',
  'IS-KEEPALIVE-2 keeps the session past its idle timeout by silent calls in the hidden iframe',
  'keep-alive/keep-alive.spec.ts',
);
export const foreignHint = testOf(
  'a1-b3',
  'RPLOGOUT-HINT-3 asks before a hint that names another user ends the session',
  'rp-initiated-logout/id-token-hint.spec.ts',
);
export const iframe = testOf(
  'a1-b4',
  'SESSION-IFRAME-1 says unchanged while nothing has changed',
  'session-iframe/messages.spec.ts',
);

/** A requirement as the catalogue has it, but for what a sample depends on. */
type Altered = Partial<Pick<RequirementResult['requirement'], 'level' | 'impact'>>;

export const passed = (requirement: RequirementResult['requirement']): RequirementResult => {
  const test = testOf(`p-${requirement.id}`, `${requirement.id} is kept`, `${requirement.area}/some.spec.ts`);
  return {
    requirement,
    verdict: 'PASSED',
    tests: [test],
    findings: [{ test, outcome: 'held', verdict: 'PASSED' }],
    reasons: [],
    listed: [],
  };
};

/** Turns the result of a requirement that passed into another. */
export type Change = (result: RequirementResult) => RequirementResult;

export const found =
  (
    verdict: 'FAILED' | 'WARNING' | 'KNOWN',
    requirement: Altered,
    finding: Partial<ReportedFinding> = {},
    rest: Partial<RequirementResult> = {},
  ): Change =>
  (result) => {
    const test = finding.test ?? result.tests[0] ?? boundary;
    return {
      ...result,
      requirement: { ...result.requirement, ...requirement },
      verdict,
      tests: [test],
      meaning: 'Somebody else is signed in, or signed out, than everybody believes.',
      ...rest,
      findings: [broken(test, verdict, finding)],
    };
  };

export const undecided =
  (message: string, blockedBy?: string): Change =>
  (result) => ({
    ...result,
    verdict: 'UNDECIDED',
    findings: result.tests.map((test) => ({
      test,
      outcome: 'undecided',
      verdict: 'UNDECIDED',
      message,
      ...(blockedBy === undefined ? {} : { blockedBy }),
    })),
  });

export const without =
  (verdict: 'SKIPPED' | 'NOT RUN', ...reasons: string[]): Change =>
  (result) => ({ ...result, verdict, findings: [], reasons, tests: verdict === 'SKIPPED' ? result.tests : [] });

const claims = {
  iss: 'https://localhost:9443/oauth2/token',
  sub: 'alice',
  aud: ['client-1'],
  sid: '5f0c',
  iat: 1,
  exp: 2,
};

const request = (partial: Partial<RequestRecord> & Pick<RequestRecord, 'url'>): RequestRecord => ({
  method: 'GET',
  context: 'page',
  parameters: [],
  cookies: [],
  tokens: [],
  ...partial,
});

export const logoutRequests: RequestRecord[] = [
  request({
    url: 'https://localhost:9443/oidc/logout',
    parameters: [
      { name: 'id_token_hint', value: '<id_token_hint>' },
      { name: 'post_logout_redirect_uri', value: 'https://localhost:9001/r/one/logged-out' },
      { name: 'state', value: '<script>alert("x")</script>' },
    ],
    tokens: [{ where: 'id_token_hint', header: { alg: 'RS256', kid: 'key-1' }, claims }],
    status: 302,
    redirect: { url: 'https://localhost:9001/r/one/logged-out', parameters: [{ name: 'state', value: 'x' }] },
    cookies: [{ name: 'opbs', cleared: true, attributes: ['Path=/', 'Max-Age=0', 'Secure'] }],
  }),
  request({
    method: 'POST',
    url: 'http://localhost:9002/r/one/back-channel-logout',
    context: 'back-channel',
    tokens: [{ where: 'logout_token', header: { alg: 'RS256' }, claims: { ...claims, events: {} } }],
  }),
  request({ url: 'https://localhost:9443/oauth2/authorize', context: 'iframe', failure: 'net::ERR_CONNECTION_RESET' }),
];

export const broken = (
  test: ReportedFinding['test'],
  verdict: Verdict,
  rest: Partial<ReportedFinding> = {},
): ReportedFinding => ({
  test,
  outcome: 'broken',
  verdict,
  expected: 'the session has ended: a silent call gets error=login_required',
  actual: 'code=<code>&session_state=<session_state> (in the query)',
  message: 'Expected: the session has ended: a silent call gets error=login_required\nActual:   code=<code>',
  ...rest,
});

export const timeline = (
  test: Timeline['test'],
  verdict: Verdict,
  events: [kind: Timeline['events'][number]['kind'], minute: number, label?: string][],
  durationMinutes: number,
): Timeline => ({
  test,
  verdict,
  requirements: ['IS-IDLE-2'],
  idleTimeoutMs: 15 * MINUTE,
  refreshIntervalMs: 5 * MINUTE,
  durationMs: durationMinutes * MINUTE,
  events: events.map(([kind, minute, label]) => ({
    kind,
    atMs: minute * MINUTE,
    session: 'relying party 1',
    ...(label === undefined ? {} : { label }),
  })),
});

export const killTable: KillTable = {
  seconds: 840,
  faults: [
    {
      name: 'idle-timeout-never',
      what: 'a session never ends by idleness',
      expected: ['IS-IDLE-2'],
      caught: ['IS-IDLE-2'],
      missed: [],
      surprises: [],
    },
    {
      name: 'state-dropped',
      what: 'the state is not echoed',
      expected: ['CORE-CODE-1'],
      caught: [],
      missed: ['CORE-CODE-1'],
      surprises: [],
    },
  ],
};
