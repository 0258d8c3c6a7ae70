import type { TestCase, TestError, TestResult } from '@playwright/test/reporter';
import type { Attachment, AttachmentName, Finding } from '../../fixtures/recording/attachments.ts';
import { REQUIREMENT_ANNOTATION } from '../../fixtures/verifies.ts';
import type { FinishedTest } from '../../report/attached.ts';
import { concludeRun, type Circumstances } from '../../report/results.ts';
import type { Report } from '../../report/schema.ts';
import type { RequirementId } from '../../requirements/index.ts';
import { known, standIn } from './samples.ts';

/** Results of tests as the runner hands them to a reporter, of tests that never were. */

interface Outline {
  readonly names: readonly RequirementId[];
  readonly status?: TestResult['status'];
  /** Absent: the test had no time to tell. */
  readonly findings?: readonly Finding[];
  readonly errors?: readonly string[];
  readonly skipped?: string;
  readonly onStandIn?: boolean;
}

export const finding = (requirement: RequirementId, rest: Partial<Finding> = {}): Finding => ({
  requirement,
  outcome: 'held',
  verdict: 'PASSED',
  ...rest,
});

let created = 0;

export function finishedTest({
  names,
  status = 'passed',
  findings,
  errors = [],
  skipped,
  onStandIn,
}: Outline): FinishedTest {
  created += 1;
  const id = `test-${created}`;
  const { target } = onStandIn === true ? standIn : known;
  const attach = <Name extends AttachmentName>(name: Name, content: Attachment<Name>) => ({
    name,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(content)),
  });
  const test: Partial<TestCase> = {
    id,
    title: `${names[0] ?? ''} is kept (${id})`,
    annotations: names.map((description) => ({ type: REQUIREMENT_ANNOTATION, description })),
    location: { file: '', line: created, column: 1 },
    titlePath: () => ['', 'same-site', 'some/file.spec.ts', id],
  };
  const result: Partial<TestResult> = {
    status,
    duration: 1,
    errors: errors.map((message): TestError => ({ message })),
    annotations: skipped === undefined ? [] : [{ type: 'skip', description: skipped }],
    attachments: [
      ...(target === undefined ? [] : [attach('target', target)]),
      ...(findings === undefined ? [] : [attach('findings', [...findings])]),
    ],
  };
  return { test: test as TestCase, result: result as TestResult };
}

/** The report of a run of these tests. */
export const conclude = (finished: readonly FinishedTest[], rest: Partial<Circumstances> = {}): Report =>
  concludeRun({
    finished,
    planned: finished.length,
    status: 'passed',
    startedAt: new Date(0),
    wallTimeMs: 1,
    errors: [],
    deviations: 'known',
    suite: { version: '0', modified: false },
    ...rest,
  });

export const verdictOf = ({ requirements }: Report, id: RequirementId): string =>
  requirements.find(({ requirement }) => requirement.id === id)?.verdict ?? 'not in the catalogue';
