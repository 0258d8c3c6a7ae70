import { z } from 'zod';
import {
  changedSetting,
  decision,
  describedTarget,
  endingFact,
  environment,
  observedFacts,
  preflight,
  requestRecord,
  sessionTimeline,
} from '../fixtures/recording/attachments.ts';
import { AREAS, IMPACTS, LEVELS } from '../requirements/types.ts';
import { VERDICTS } from '../requirements/verdict.ts';
import { answers } from './answers/schema.ts';

/**
 * The format of `report.json`. The first number changes when a reader of the old format would misread the new one, the
 * second when something is added. `report.schema.json` is the same as JSON Schema.
 */
export const SCHEMA_VERSION = '2.3';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

const requirement = z.object({
  id: z.string(),
  specification: z.string().meta({ description: 'Title of the specification or of the page of documentation.' }),
  clause: z.string(),
  level: z.enum(LEVELS),
  impact: z.enum(IMPACTS).meta({ description: 'What breaking it does to people.' }),
  area: z.enum(AREAS),
  text: z.string(),
  url: z.string().meta({ description: 'The official page, with the anchor of the clause.' }),
  measured: z.string().optional().meta({ description: 'Where no page says it: the servers that it was measured on.' }),
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

const finding = decision
  .omit({ requirement: true })
  .extend({
    test: testReference,
    verdict,
    exchange: z.string().optional().meta({ description: 'Id in exchanges.' }),
    trace: z.string().optional().meta({ description: 'Redacted trace archive, relative to the report.' }),
  })
  .meta({ id: 'finding' });

const listedDeviation = z.object({
  id: z.string(),
  observed: z.string().meta({ description: 'What was seen on the versions for which it is listed.' }),
  intermittent: z.boolean(),
  link: z.string().optional(),
});

const requirementResult = z.object({
  requirement,
  verdict,
  tests: z.array(testReference).meta({ description: 'All tests of this run that name the requirement.' }),
  findings: z.array(finding),
  reasons: z.array(z.string()).meta({ description: 'Why tests were skipped.' }),
  listed: z.array(listedDeviation).meta({ description: 'Deviations that are listed for this version of the product.' }),
  explainedBy: z.string().optional().meta({
    description: 'Of an undecided requirement: the broken requirement that all of it is blocked by, in the end.',
  }),
  meaning: z.string().optional().meta({ description: 'Of a broken requirement: what people notice.' }),
});

const exchange = z.object({ id: z.string(), test: testReference, requests: z.array(requestRecord) });

const timeline = sessionTimeline.extend({ test: testReference, requirements: z.array(z.string()), verdict });

/** What a self-test with planted faults found out; written by it, read by the report if it is there. */
export const killTable = z.object({
  seconds: milliseconds.optional(),
  server: z.string().optional().meta({ description: 'In front of which the faults were planted, with its version.' }),
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

/** What a run found out; the answers follow from it. */
const runFacts = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  status: z.enum(['passed', 'failed', 'timedout', 'interrupted']).meta({ description: 'How the runner ended.' }),
  startedAt: z.iso.datetime().meta({ description: 'UTC.' }),
  wallTimeMs: milliseconds,
  serverTimeMs: milliseconds.meta({ description: 'Server time that the tests let pass, all together.' }),
  obstacles: z
    .array(z.object({ problem: z.string(), remedy: z.string().optional() }))
    .meta({ description: 'Why the run could not happen, or could not go on; empty where it could.' }),
  partial: z.string().optional().meta({ description: 'Why this was not the whole suite; absent where it was.' }),
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
  preflight: preflight.optional().meta({ description: 'What could be judged, as it looked before the first test.' }),
  deviations: z.enum(['known', 'strict', 'none']).meta({ description: 'How listed deviations were judged.' }),
  tests: z.object({ passed: count, failed: count, skipped: count, 'not run': count }),
  requirements: z.array(requirementResult).meta({ description: 'In the order of the catalogue.' }),
  remarks: z
    .array(
      z.object({
        kind: z.enum(['deviation gone', 'test failed', 'error']),
        text: z.string(),
        requirement: z.string().optional(),
        deviation: z.string().optional(),
      }),
    )
    .meta({ description: 'What somebody should know, though no verdict depends on it.' }),
  exchanges: z.array(exchange).meta({ description: 'Of the tests in which something did not hold.' }),
  timelines: z.array(timeline),
  testTimes: z
    .array(z.object({ test: testReference, wallTimeMs: milliseconds }))
    .meta({ description: 'How long each test took that ran.' }),
  facts: observedFacts.extend({
    endings: z.array(endingFact),
    discovery: z.record(z.string(), z.unknown()).optional().meta({ description: 'The discovery document.' }),
  }),
  killTable: killTable.optional(),
});

export const report = runFacts.extend(answers.shape).meta({
  id: 'report',
  title: 'Conformance report',
  description: `What report.json of the session and logout conformance suite holds, version ${SCHEMA_VERSION}.`,
});

export type RunFacts = z.infer<typeof runFacts>;
export type Report = z.infer<typeof report>;
export type RequirementResult = Report['requirements'][number];
export type ReportedFinding = RequirementResult['findings'][number];
export type TestReference = ReportedFinding['test'];
export type Remark = Report['remarks'][number];
export type Exchange = Report['exchanges'][number];
export type Timeline = Report['timelines'][number];
export type KillTable = z.infer<typeof killTable>;

/** The same as JSON Schema (draft 2020-12), as `npm run schema` publishes it. */
export const reportJsonSchema = (): object => z.toJSONSchema(report, { io: 'input' });
