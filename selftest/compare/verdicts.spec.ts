import { expect, test } from '@playwright/test';
import { compareReports, type Comparison } from '../../report/comparison/comparison.ts';
import type { Difference } from '../../report/comparison/outline.ts';
import type { Verdict } from '../../requirements/verdict.ts';
import { reportOf, targetOf } from './reports.ts';

const ID = 'IS-IDLE-2';

const differencesOf = ({ sections }: Comparison, title: string): readonly Difference[] =>
  sections.find((section) => section.title === title)?.differences ?? [];

const titlesWith = ({ sections }: Comparison, id: string): string[] =>
  sections.filter(({ differences }) => differences.some(({ subject }) => subject === id)).map(({ title }) => title);

const KINDS: readonly (readonly [Verdict, Verdict, string | undefined])[] = [
  ['PASSED', 'FAILED', 'newly failing'],
  ['WARNING', 'FAILED', 'newly failing'],
  ['KNOWN', 'FAILED', 'newly failing'],
  ['SKIPPED', 'FAILED', 'newly failing'],
  ['NOT RUN', 'FAILED', 'newly failing'],
  ['FAILED', 'FAILED', 'still failing'],
  ['FAILED', 'PASSED', 'newly passing'],
  ['WARNING', 'PASSED', 'newly passing'],
  ['KNOWN', 'PASSED', 'changed known deviations'],
  ['PASSED', 'KNOWN', 'changed known deviations'],
  ['FAILED', 'KNOWN', 'changed known deviations'],
  ['PASSED', 'WARNING', 'changed warnings'],
  ['FAILED', 'WARNING', 'changed warnings'],
  ['PASSED', 'SKIPPED', 'no longer judged'],
  ['FAILED', 'NOT RUN', 'no longer judged'],
  ['KNOWN', 'SKIPPED', 'no longer judged'],
  ['SKIPPED', 'PASSED', 'newly judged'],
  ['PASSED', 'UNDECIDED', 'hard to compare'],
  ['FAILED', 'UNDECIDED', 'hard to compare'],
  ['UNDECIDED', 'PASSED', 'hard to compare'],
  ['UNDECIDED', 'FAILED', 'hard to compare'],
  ['PASSED', 'PASSED', undefined],
  ['KNOWN', 'KNOWN', undefined],
  ['UNDECIDED', 'UNDECIDED', undefined],
  ['WARNING', 'WARNING', undefined],
  ['SKIPPED', 'NOT RUN', undefined],
];

for (const [before, after, kind] of KINDS) {
  test(`${before} before and ${after} after is ${kind ?? 'no change'}`, () => {
    const comparison = compareReports(reportOf({ [ID]: before }), reportOf({ [ID]: after }));
    expect(titlesWith(comparison, ID)).toEqual(kind === undefined ? [] : [kind]);
    expect(comparison.exitCode).toBe(kind === 'newly failing' ? 3 : 0);
  });
}

test('nothing has changed: yes', () => {
  const comparison = compareReports(reportOf(), reportOf());
  expect(comparison).toMatchObject({ answer: 'yes', sentence: 'Yes: nothing newly fails.', reservations: [] });
  expect(comparison.sections.flatMap(({ differences }) => differences)).toEqual([]);
});

test('what newly fails is a no, comes first, and shows what was expected and what happened', () => {
  const comparison = compareReports(
    reportOf({ 'CORE-CODE-1': 'FAILED' }),
    reportOf({ [ID]: 'FAILED', 'IS-IDLE-1': 'FAILED' }),
  );
  expect(comparison).toMatchObject({ answer: 'no', sentence: 'No: 2 requirements newly fail.', exitCode: 3 });
  expect(comparison.sections[0]).toMatchObject({ title: 'newly failing', tone: 'bad' });
  expect(differencesOf(comparison, 'newly failing')).toContainEqual(
    expect.objectContaining({
      subject: ID,
      before: 'PASSED',
      after: 'FAILED',
      evidence: [
        {
          where: `after, in "the test of ${ID}" (same-site)`,
          expected: `what ${ID} requires`,
          actual: `something else than ${ID} requires`,
        },
      ],
    }),
  );
});

test('what fails in both runs is no reason against the upgrade, but is said', () => {
  const comparison = compareReports(reportOf({ [ID]: 'FAILED' }), reportOf({ [ID]: 'FAILED' }));
  expect(comparison).toMatchObject({
    answer: 'yes',
    sentence: 'Yes: nothing newly fails (1 requirement fails in both).',
  });
});

test('what is not judged any more makes a yes a "with care", and the reason is shown', () => {
  const reasons = ['the clock of this server cannot be moved'];
  const comparison = compareReports(reportOf(), reportOf({ [ID]: { verdict: 'SKIPPED', reasons } }));
  expect(comparison).toMatchObject({ answer: 'with care', exitCode: 0 });
  expect(comparison.sentence).toContain('1 requirement was no longer judged');
  expect(differencesOf(comparison, 'no longer judged')[0]?.details).toEqual([`skipped: ${reasons[0]}`]);
});

test('what is undecided in one of the runs makes a yes a "with care", and its reason is shown', () => {
  const comparison = compareReports(reportOf(), reportOf({ [ID]: 'UNDECIDED' }));
  expect(comparison).toMatchObject({ answer: 'with care', exitCode: 0 });
  expect(comparison.sentence).toContain('1 requirement was undecided in one of the runs');
  expect(differencesOf(comparison, 'hard to compare')[0]?.evidence).toMatchObject([
    { actual: 'the browser was closed' },
  ]);
});

test('a known deviation that the new version brings makes a yes a "with care"', () => {
  const deviation = { id: 'D14', observed: 'the state is lost' };
  const comparison = compareReports(reportOf(), reportOf({ [ID]: { verdict: 'KNOWN', deviation } }));
  expect(comparison).toMatchObject({ answer: 'with care', exitCode: 0 });
  expect(comparison.sentence).toContain('1 requirement deviates in a way that is listed for the new version');
});

test('a known deviation that now shows in another test may be another fault, and is shown', () => {
  const deviation = { id: 'D1', observed: 'the session lives on' };
  const before = reportOf({ [ID]: { verdict: 'KNOWN', test: 'one test', deviation } });
  const same = compareReports(before, reportOf({ [ID]: { verdict: 'KNOWN', test: 'one test', deviation } }));
  const moved = compareReports(before, reportOf({ [ID]: { verdict: 'KNOWN', test: 'another test', deviation } }));
  expect(titlesWith(same, ID)).toEqual([]);
  expect(titlesWith(moved, ID)).toEqual(['changed known deviations']);
});

test('a deviation that is listed for the new version and no longer occurs is good news, with what to do about the list', () => {
  const deviation = { id: 'D14', observed: 'the state is lost' };
  const comparison = compareReports(
    reportOf({ [ID]: { verdict: 'KNOWN', deviation } }),
    reportOf({ [ID]: { verdict: 'PASSED', deviation } }),
  );
  expect(comparison.answer).toBe('yes');
  expect(differencesOf(comparison, 'changed known deviations')[0]?.details).toEqual([
    'listed for both versions as D14: the state is lost',
    'It did not occur: end its range in requirements/deviations/.',
  ]);
});

test('a deviation that is not listed for the new version any more fails newly, and the list is named as the reason', () => {
  const deviation = { id: 'D14', observed: 'the state is lost' };
  const comparison = compareReports(reportOf({ [ID]: { verdict: 'KNOWN', deviation } }), reportOf({ [ID]: 'FAILED' }));
  expect(differencesOf(comparison, 'newly failing')[0]?.details).toEqual(
    expect.arrayContaining(['listed as D14 for the version before, and not for the version after: the state is lost']),
  );
});

test('requirements that only one suite knew are new or removed, and fail nothing', () => {
  const without = (id: string): ReturnType<typeof reportOf> => {
    const report = reportOf({ [ID]: 'FAILED' });
    return { ...report, requirements: report.requirements.filter(({ requirement }) => requirement.id !== id) };
  };
  const added = compareReports(without(ID), reportOf({ [ID]: 'FAILED' }));
  expect(titlesWith(added, ID)).toEqual(['new requirements']);
  expect(added.exitCode).toBe(0);
  expect(titlesWith(compareReports(reportOf(), without(ID)), ID)).toEqual(['removed requirements']);
});

test('a run that did not get to its end leaves the answer open, whatever the other requirements say', () => {
  const obstacles = [{ problem: 'The server no longer answers.' }];
  const cut = reportOf({ [ID]: 'FAILED' }, { obstacles });
  for (const comparison of [compareReports(reportOf(), cut), compareReports(cut, reportOf())]) {
    expect(comparison).toMatchObject({ answer: 'not known', exitCode: 2 });
    expect(comparison.sentence).toContain('The server no longer answers.');
  }
});

test('a stand-in never leads to a yes', () => {
  const standIn = reportOf(
    {},
    {
      target: {
        ...targetOf('7.1.0'),
        kind: 'reference',
        product: { name: 'stand-in', version: '7.1.0', standIn: true },
      },
    },
  );
  const comparison = compareReports(standIn, standIn);
  expect(comparison).toMatchObject({ answer: 'not known', exitCode: 0 });
  expect(comparison.sentence).toContain('stand-in');
});
