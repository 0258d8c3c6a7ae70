import { expect, test } from '@playwright/test';
import { FAULT_NAMES, FAULTS } from '../../faults/index.ts';
import type { Report, RequirementResult } from '../../report/schema.ts';
import { clean, couldNotRun } from '../report/samples.ts';
import { judgeKill, type Kill } from './kill-table.ts';

const [fault] = FAULT_NAMES.filter((name) => FAULTS[name].violates.length > 1);
if (fault === undefined) throw new Error('no fault violates two requirements');
const violates: readonly string[] = FAULTS[fault].violates;
const [stranger = ''] = clean.requirements
  .map(({ requirement }) => requirement.id)
  .filter((id) => !violates.includes(id) && FAULTS[fault].blocks?.some((each) => each === id) !== true);

/** A run in which these requirements were found broken, or left undecided for that reason, and all others held. */
const judge = (
  broken: readonly string[],
  undecided: Readonly<Record<string, string | undefined>> = {},
  tookEffect = true,
): Kill => {
  const requirements = clean.requirements.map((result): RequirementResult => {
    const { id } = result.requirement;
    if (!(id in undecided)) return { ...result, verdict: broken.includes(id) ? 'FAILED' : 'PASSED' };
    const explainedBy = undecided[id];
    return { ...result, verdict: 'UNDECIDED', ...(explainedBy === undefined ? {} : { explainedBy }) };
  });
  return judgeKill(fault, { ...clean, requirements } satisfies Report, { milliseconds: 1, tookEffect });
};

test('a fault is caught when exactly what it violates was found broken', () => {
  const { result, caught, missed } = judge(violates);
  expect({ result, caught: new Set(caught), missed }).toEqual({
    result: 'caught',
    caught: new Set(violates),
    missed: [],
  });
});

test('what one of the violated requirements blocks may be undecided', () => {
  expect(judge(violates, { [stranger]: violates[0] })).toMatchObject({ result: 'caught', blocked: [stranger] });
});

test('what was not found broken is missed, and so is what was left undecided', () => {
  const [first = '', ...others] = violates;
  expect(judge(others)).toMatchObject({ result: 'missed', missed: [first] });
  expect(judge(others, { [first]: undefined })).toMatchObject({ result: 'missed', missed: [first], surprises: [] });
});

test('another requirement that is broken, or undecided for no reason of the fault, is a surprise', () => {
  expect(judge([...violates, stranger])).toMatchObject({
    result: 'surprise',
    surprises: [{ requirement: stranger, outcome: 'broken' }],
  });
  for (const reason of [undefined, stranger]) {
    expect(judge(violates, { [stranger]: reason })).toMatchObject({
      result: 'surprise',
      surprises: [{ requirement: stranger, outcome: 'undecided' }],
    });
  }
});

test('a run that could not happen catches nothing', () => {
  expect(judgeKill(fault, couldNotRun, { milliseconds: 1, tookEffect: true }).result).toBe('could not run');
});

test('where there was nothing to change, nothing is missed, unless something is found all the same', () => {
  expect(judge([], {}, false).result).toBe('without effect');
  expect(judge([stranger], {}, false)).toMatchObject({ result: 'missed', surprises: [{ requirement: stranger }] });
});
