import { z } from 'zod';
import { TARGET_KINDS } from '../containers/target.ts';
import { AREAS, LEVELS } from '../requirements/types.ts';
import { VERDICTS } from '../requirements/verdict.ts';

/**
 * The format of `report.json`. The first number changes when a reader of the old format would misread the new one, the
 * second when something is added. `report.schema.json` is the same as JSON Schema.
 */
export const SCHEMA_VERSION = '1.0';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

const requirement = z.object({
  id: z.string(),
  specification: z.string(),
  clause: z.string(),
  level: z.enum(LEVELS),
  area: z.enum(AREAS),
  text: z.string(),
});

const verdict = z.enum(VERDICTS).meta({ id: 'verdict' });

const testReference = z
  .object({
    id: z.string().meta({ description: "The runner's own id: the same test has the same id in every run." }),
    title: z.string(),
    file: z.string().meta({ description: 'Below the folder tests, e.g. idle-timeout/boundary.spec.ts.' }),
    project: z.string().meta({ description: 'The cookie topology, e.g. same-site.' }),
  })
  .meta({ id: 'test' });

const finding = z
  .object({
    test: testReference,
    outcome: z.enum(['held', 'broken']),
    verdict,
    deviation: z.string().optional().meta({ description: 'Id of the known deviation that explains a broken promise.' }),
    expected: z.string().optional(),
    actual: z.string().optional(),
    message: z.string().optional().meta({ description: 'The failed assertion in its own words.' }),
    exchange: z.string().optional().meta({ description: 'Id in exchanges.' }),
    requests: count
      .optional()
      .meta({ description: 'How many requests of the exchange had been sent when this was decided.' }),
    trace: z.string().optional().meta({ description: 'Redacted trace archive, relative to the report.' }),
  })
  .meta({ id: 'finding' });

const requirementResult = z.object({
  requirement,
  verdict,
  tests: z.array(testReference).meta({ description: 'All tests of this run that name the requirement.' }),
  findings: z.array(finding),
  reasons: z.array(z.string()).meta({ description: 'Why tests were skipped.' }),
  deviation: z
    .object({ id: z.string(), observed: z.string(), link: z.string().optional() })
    .optional()
    .meta({ description: 'The deviation that is listed for this version of the product.' }),
});

const parameter = z.object({ name: z.string(), value: z.string() });

const cookie = z
  .object({
    name: z.string(),
    cleared: z.boolean(),
    attributes: z.array(z.string()).meta({ description: 'In the order of the header, e.g. Path=/, Secure.' }),
  })
  .meta({ id: 'cookie' });

const decodedToken = z
  .object({
    where: z.string().meta({ description: 'The parameter that carried it, e.g. id_token_hint.' }),
    header: z.record(z.string(), z.unknown()),
    claims: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'token', description: 'A decoded token; the signature is not kept.' });

const request = z
  .object({
    method: z.string(),
    url: z.string().meta({ description: 'Without query and fragment.' }),
    context: z.enum(['page', 'iframe', 'script', 'back-channel']),
    parameters: z.array(parameter).meta({ description: 'Of query, fragment and form, decoded; secrets by name.' }),
    status: count.optional(),
    failure: z.string().optional().meta({ description: 'Why there was no answer.' }),
    redirect: z.object({ url: z.string(), parameters: z.array(parameter) }).optional(),
    cookies: z.array(cookie),
    tokens: z.array(decodedToken),
  })
  .meta({ id: 'request' });

const exchange = z.object({ id: z.string(), test: testReference, requests: z.array(request) });

export const TIMELINE_EVENTS = [
  'signed-in',
  'silent-call-renewed',
  'silent-call-refused',
  'silent-call-lost',
  'alive',
  'ended',
  'activity',
  'logged-out',
] as const;

const timelineEvent = z.object({
  atMs: milliseconds.meta({ description: 'Server time since the beginning of the test.' }),
  kind: z.enum(TIMELINE_EVENTS),
  session: z.string().meta({ description: 'The relying party whose session it concerns.' }),
  label: z.string().optional(),
});

const timeline = z.object({
  test: testReference,
  requirements: z.array(z.string()),
  verdict,
  idleTimeoutMs: milliseconds,
  refreshIntervalMs: milliseconds,
  durationMs: milliseconds.meta({ description: 'Server time from the beginning to the end of the test.' }),
  events: z.array(timelineEvent),
});

const target = z.object({
  kind: z.enum(TARGET_KINDS),
  product: z.object({
    name: z.string(),
    version: z.string().meta({ description: 'As the server itself reports it.' }),
    standIn: z.boolean().meta({ description: 'True: not the product; the results say nothing about it.' }),
  }),
  baseUrl: z.string(),
  clock: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('movable') }),
    z.object({ kind: z.literal('real'), reason: z.string() }),
  ]),
  details: z.record(z.string(), z.string()).meta({ description: 'E.g. the image digest, the Java version.' }),
});

/** What one worker of the run knows about its surroundings; attached to the first test of every worker. */
export const environment = z.object({
  browser: z.object({ name: z.string(), version: z.string() }),
  cookiePolicy: z.object({
    project: z.string(),
    policy: z.enum(['default', 'allowed', 'blocked']),
    proof: z.string().meta({ description: 'How it was established that the browser obeys it.' }),
  }),
  timings: z.object({ idleTimeoutMs: milliseconds, refreshIntervalMs: milliseconds }),
  suite: z.object({ version: z.string(), commit: z.string().optional(), modified: z.boolean() }),
  system: z.string().meta({ description: 'Of the machine that ran the tests.' }),
});

const changedSetting = z.object({ setting: z.string(), from: z.string(), to: z.string(), why: z.string() });

const cookieFact = z.object({
  name: z.string(),
  host: z.enum(['provider', 'relying party']),
  attributes: z.array(z.string()).meta({ description: 'Sorted; times of life as "Expires", without the time.' }),
});

const tokenFact = z.object({
  kind: z.string().meta({ description: 'id_token, logout_token, access_token, …' }),
  header: z.record(z.string(), z.string()).meta({ description: 'alg and typ with their values, others by name.' }),
  claims: z.array(z.string()),
});

/** What a test saw of the provider's surface, whatever it was about. */
export const observedFacts = z.object({ cookies: z.array(cookieFact), tokens: z.array(tokenFact) });

/** What a self-test with planted faults found out; written by it, read by the report if it is there. */
export const killTable = z.object({
  seconds: milliseconds.optional(),
  faults: z.array(
    z.object({
      name: z.string(),
      what: z.string().default(''),
      expected: z.array(z.string()).default([]),
      caught: z.array(z.string()).default([]),
      surprises: z.array(z.string()).default([]),
      missed: z.array(z.string()).default([]),
    }),
  ),
});

export const report = z
  .object({
    schemaVersion: z.literal(SCHEMA_VERSION),
    exitCode: z
      .union([z.literal(0), z.literal(1), z.literal(2)])
      .meta({ description: '0 conformant, 1 not conformant, 2 could not run.' }),
    status: z.enum(['passed', 'failed', 'timedout', 'interrupted']).meta({ description: 'How the runner ended.' }),
    startedAt: z.iso.datetime().meta({ description: 'UTC.' }),
    wallTimeMs: milliseconds,
    serverTimeMs: milliseconds.meta({ description: 'Server time that the tests let pass, all together.' }),
    obstacles: z
      .array(z.object({ problem: z.string(), remedy: z.string().optional() }))
      .meta({ description: 'Why the run could not happen, or could not go on; empty where it could.' }),
    target: target.optional(),
    environment: z
      .object({
        browsers: z.array(environment.shape.browser),
        cookiePolicies: z.array(environment.shape.cookiePolicy),
        timings: environment.shape.timings.optional(),
        suite: environment.shape.suite,
        system: z.string().optional(),
      })
      .meta({ description: 'What the tests ran with.' }),
    changedSettings: z.array(changedSetting),
    judgesKnownDeviations: z.boolean(),
    tests: z.object({ passed: count, failed: count, skipped: count, 'not run': count }),
    counts: z.record(z.enum(VERDICTS), count).meta({ description: 'Requirements per verdict.' }),
    requirements: z.array(requirementResult).meta({ description: 'In the order of the catalogue.' }),
    exchanges: z.array(exchange).meta({ description: 'Of the tests that found a promise broken.' }),
    timelines: z.array(timeline),
    facts: observedFacts.extend({
      discovery: z.record(z.string(), z.unknown()).optional().meta({ description: 'The discovery document.' }),
    }),
    killTable: killTable.optional(),
  })
  .meta({
    id: 'report',
    title: 'Conformance report',
    description: `What report.json of the session and logout conformance suite holds, version ${SCHEMA_VERSION}.`,
  });

export type Report = z.infer<typeof report>;
export type RequirementResult = Report['requirements'][number];
export type ReportedFinding = RequirementResult['findings'][number];
export type TestReference = ReportedFinding['test'];
export type Exchange = Report['exchanges'][number];
export type RequestRecord = Exchange['requests'][number];
export type DecodedToken = RequestRecord['tokens'][number];
export type CookieRecord = RequestRecord['cookies'][number];
export type Timeline = Report['timelines'][number];
export type TimelineEvent = Timeline['events'][number];
export type Environment = z.infer<typeof environment>;
export type ChangedSetting = Report['changedSettings'][number];
export type ObservedFacts = z.infer<typeof observedFacts>;
export type KillTable = z.infer<typeof killTable>;

/** The same as JSON Schema (draft 2020-12), as `npm run schema` publishes it. */
export const reportJsonSchema = (): object => z.toJSONSchema(report, { io: 'input' });
