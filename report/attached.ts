import type { TestCase, TestResult } from '@playwright/test/reporter';
import { attachments, type Attachment, type AttachmentName } from '../fixtures/recording/attachments.ts';
import type { TestReference } from './schema.ts';

export interface FinishedTest {
  readonly test: TestCase;
  readonly result: TestResult;
}

/** What the tests attached under a name, in the order of the tests. @throws ZodError for what no test of this suite wrote. */
export const attached = <Name extends AttachmentName>(
  { attachments: all }: Pick<TestResult, 'attachments'>,
  name: Name,
): Attachment<Name>[] =>
  all.flatMap((attachment) =>
    attachment.name === name && attachment.body !== undefined
      ? [attachments[name].parse(JSON.parse(attachment.body.toString())) as Attachment<Name>]
      : [],
  );

/** Did the test, or its declaration, skip it? What the runner did not get to is skipped as well, in its own words. */
export const wasSkipped = ({ status, annotations }: TestResult): boolean =>
  status === 'skipped' && annotations.some(({ type }) => type === 'skip' || type === 'fixme');

/** Why a test was skipped. */
export const skipReason = ({ annotations }: TestResult): string =>
  annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason was given';

export function referTo(test: TestCase): TestReference {
  const [, project = '', file = ''] = test.titlePath();
  return { id: test.id, title: test.title, file: file.replaceAll('\\', '/'), project };
}

/** By file, title and project: an order that does not depend on which worker was faster. */
export function inOrder(finished: readonly FinishedTest[]): FinishedTest[] {
  const key = ({ test }: FinishedTest): string => {
    const { file, title, project } = referTo(test);
    return [file, String(test.location.line).padStart(5, '0'), title, project].join('\0');
  };
  return finished.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
