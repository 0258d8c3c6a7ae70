import { expect, test } from '@playwright/test';
import { FAULT_NAMES, FAULTS } from '../../containers/reference-provider/faults/index.ts';
import type { Report } from '../../report/schema.ts';
import { clean, couldNotRun } from '../report/samples.ts';
import { judgeKill, type Kill } from './kill-table.ts';

const fault = FAULT_NAMES.find((name) => FAULTS[name].consequences !== undefined);
if (fault === undefined) throw new Error('no fault has consequences');
const { breaks, consequences = [] } = FAULTS[fault];
const stranger =
  clean.requirements
    .map(({ requirement }) => requirement.id)
    .find((id) => ![...breaks, ...consequences].includes(id)) ?? '';

/** A run in which these requirements were found broken, and no others. */
const runWith = (broken: readonly string[]): Report => ({
  ...clean,
  requirements: clean.requirements.map((result) => ({
    ...result,
    verdict: broken.includes(result.requirement.id) ? 'FAILED' : 'PASSED',
  })),
});

const judge = (broken: readonly string[], complete: boolean): Kill =>
  judgeKill(fault, runWith(broken), { complete, milliseconds: 1 });

test('a fault is caught when what it breaks is found, with or without its consequences', () => {
  const { result, caught, missed } = judge(breaks, false);
  expect({ result, caught: new Set(caught), missed }).toEqual({
    result: 'caught',
    caught: new Set(breaks),
    missed: [],
  });
  expect(judge([...breaks, ...consequences.slice(0, 1)], false).result).toBe('caught');
});

test('where every test has run the consequences must be found as well', () => {
  expect(judge(breaks, true)).toMatchObject({ result: 'missed', missed: consequences });
  expect(judge([...breaks, ...consequences], true).result).toBe('caught');
});

test('a requirement that was not found broken is a miss, and one that nobody expected is a surprise', () => {
  expect(judge(breaks.slice(1), false)).toMatchObject({ result: 'missed', missed: breaks.slice(0, 1) });
  expect(judge([...breaks, stranger], false)).toMatchObject({
    result: 'surprise',
    surprises: [{ requirement: stranger }],
  });
});

test('a run that could not happen catches nothing', () => {
  const { result } = judgeKill(fault, couldNotRun, { complete: false, milliseconds: 1 });
  expect(result).toBe('could not run');
});
