import { z } from 'zod';
import {
  changedSetting,
  describedTarget,
  environment,
  observedFacts,
  requestRecord,
  sessionTimeline,
} from '../fixtures/attachments.ts';
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

const exchange = z.object({ id: z.string(), test: testReference, requests: z.array(requestRecord) });

const timeline = sessionTimeline.extend({ test: testReference, requirements: z.array(z.string()), verdict });

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
    target: describedTarget.optional(),
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
    testTimes: z
      .array(z.object({ test: testReference, wallTimeMs: milliseconds }))
      .meta({ description: 'How long each test took that ran.' }),
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
export type Timeline = Report['timelines'][number];
export type KillTable = z.infer<typeof killTable>;

/** The same as JSON Schema (draft 2020-12), as `npm run schema` publishes it. */
export const reportJsonSchema = (): object => z.toJSONSchema(report, { io: 'input' });
