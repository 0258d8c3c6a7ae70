import { expect, test } from '@playwright/test';
import { deviations } from '../../requirements/deviations/index.ts';
import type { RequirementId } from '../../requirements/index.ts';
import { appliesTo } from '../../requirements/verdict.ts';
import { conclude, finding, finishedTest, verdictOf } from './runs.ts';

const A: RequirementId = 'IS-IDLE-2';
const B: RequirementId = 'SESSION-IFRAME-1';
const held = finishedTest({ names: [A], findings: [finding(A)] });

/** One that is listed for the version of the sample, and shows every time. */
const listed = deviations.find((each) => each.intermittent !== true && appliesTo(each, '7.1.0'));
if (listed === undefined) throw new Error('no deviation is listed for 7.1.0');
const deviant = listed.requirement as RequirementId;

test('a test that failed before it could tell leaves what it names undecided, and the run without a verdict', () => {
  const crashed = finishedTest({ names: [A, B], status: 'failed', errors: ['worker process exited unexpectedly'] });
  const report = conclude([crashed]);
  expect(report.expectation.undecided).toEqual(expect.arrayContaining([A, B]));
  expect(report).toMatchObject({ exitCode: 2, obstacles: [] });
});

test('a test that was interrupted decided nothing', () => {
  const report = conclude([held, finishedTest({ names: [B], status: 'interrupted' })], { status: 'interrupted' });
  expect(verdictOf(report, B)).toBe('NOT RUN');
  expect(report.obstacles).toMatchObject([{ problem: 'The run was interrupted.' }]);
  expect(report.exitCode).toBe(2);
});

test('a test that failed after everything was decided is a remark, and fails nothing', () => {
  const ended = finishedTest({ names: [A], status: 'failed', findings: [finding(A)], errors: ['page.close: crashed'] });
  const report = conclude([ended]);
  expect(report.exitCode).toBe(0);
  expect(report.remarks).toMatchObject([{ kind: 'test failed' }]);
  expect(report.remarks[0]?.text).toContain('page.close: crashed');
});

test('a test whose failure a verdict shows is no remark', () => {
  const broken = finding(A, { outcome: 'broken', verdict: 'FAILED', message: 'x' });
  const open = finding(B, { outcome: 'undecided', verdict: 'UNDECIDED', message: 'y' });
  const report = conclude([
    finishedTest({ names: [A], status: 'failed', findings: [broken], errors: ['x'] }),
    finishedTest({ names: [B], status: 'failed', findings: [open], errors: ['y'] }),
  ]);
  expect(report).toMatchObject({ exitCode: 1, remarks: [] });
});

test('what one test could not decide of a requirement that another found broken, as known, is a remark', () => {
  const known = finding(A, { outcome: 'broken', verdict: 'KNOWN', deviation: 'D1', message: 'x' });
  const open = finding(A, { outcome: 'undecided', verdict: 'UNDECIDED', message: 'timed out' });
  const report = conclude([
    finishedTest({ names: [A], findings: [known] }),
    finishedTest({ names: [A], status: 'failed', findings: [open], errors: ['timed out'] }),
  ]);
  expect(verdictOf(report, A)).toBe('KNOWN');
  expect(report).toMatchObject({ exitCode: 0, remarks: [{ kind: 'test failed' }] });
});

test('an error outside of any test that kept nothing from being decided is a remark', () => {
  const errors = ['Error: read ECONNRESET\n    at somewhere'];
  const report = conclude([held], { errors, status: 'failed' });
  expect(report).toMatchObject({ exitCode: 0, obstacles: [], remarks: [{ kind: 'error' }] });
  expect(report.remarks[0]?.text).toContain('read ECONNRESET');
  const broken = finding(A, { outcome: 'broken', verdict: 'FAILED', message: 'x' });
  const failed = finishedTest({ names: [A], status: 'failed', findings: [broken] });
  expect(conclude([failed], { errors, status: 'failed' }).exitCode).toBe(1);
});

test('an error that kept tests from running, or says what to do, leaves the run without a verdict', () => {
  const errors = ['Error: the file cannot be loaded'];
  expect(conclude([], { errors, planned: 0, status: 'failed' })).toMatchObject({
    exitCode: 2,
    headline: 'Could not run',
    obstacles: [{ problem: 'the file cannot be loaded' }],
  });
  expect(conclude([held], { errors, planned: 2, status: 'failed' }).exitCode).toBe(2);
  const withRemedy = [
    'Error: The server could not be restored to its original state\n  What to do: remove what is left.',
  ];
  expect(conclude([held], { errors: withRemedy })).toMatchObject({
    exitCode: 2,
    obstacles: [{ remedy: 'remove what is left.' }],
  });
});

test('a listed deviation that no longer occurs is a remark, and fails only a strict run', () => {
  const patched = finishedTest({ names: [deviant], findings: [finding(deviant)] });
  const report = conclude([patched]);
  expect(report.remarks).toMatchObject([{ kind: 'deviation gone', requirement: deviant, deviation: listed.id }]);
  expect(report.exitCode).toBe(0);
  const strict = conclude([patched], { deviations: 'strict' });
  expect(strict).toMatchObject({ exitCode: 1, expectation: { gone: [deviant] } });
});

test('it is not called gone where a test of it was skipped, a part was run, or a stand-in was tested', () => {
  const patched = finishedTest({ names: [deviant], findings: [finding(deviant)] });
  const skipped = finishedTest({ names: [deviant], status: 'skipped', skipped: 'needs a clock' });
  const onStandIn = finishedTest({ names: [deviant], findings: [finding(deviant)], onStandIn: true });
  for (const report of [
    conclude([patched, skipped]),
    conclude([patched], { partial: 'only same-site' }),
    conclude([patched], { deviations: 'none' }),
    conclude([onStandIn]),
  ])
    expect(report.remarks).toEqual([]);
});

test('a run that was stopped after its first failures is of a part of the suite', () => {
  const broken = finding(A, { outcome: 'broken', verdict: 'FAILED', message: 'x' });
  const failed = finishedTest({ names: [A], status: 'failed', findings: [broken] });
  const report = conclude([failed], { planned: 3, status: 'failed' });
  expect(report).toMatchObject({ exitCode: 1, partial: '2 tests did not run' });
});

test('of a requirement that is broken the report has what people notice, its clause and its page', () => {
  const broken = finding(A, { outcome: 'broken', verdict: 'FAILED', message: 'x' });
  const { requirements } = conclude([finishedTest({ names: [A], findings: [broken] })]);
  const result = requirements.find(({ requirement }) => requirement.id === A);
  expect(result?.meaning).toMatch(/\.$/);
  expect(result?.requirement.url).toMatch(/^https:/);
});
