import { expect, test } from '@playwright/test';
import { timingChanges } from '../../report/comparison/timing-changes.ts';
import type { Difference } from '../../report/comparison/outline.ts';
import { reportOf, testNamed, timelineOf } from './reports.ts';

const ofTest = (before: number, after: number): readonly Difference[] => {
  const taking = (wallTimeMs: number): ReturnType<typeof reportOf> =>
    reportOf({}, { testTimes: [{ test: testNamed('a logout notifies everybody'), wallTimeMs }] });
  return timingChanges(taking(before), taking(after)).differences;
};

const ofEvents = (before: readonly [number, number], after: readonly [number, number]): readonly Difference[] =>
  timingChanges(
    reportOf({}, { timelines: [timelineOf(...before)] }),
    reportOf({}, { timelines: [timelineOf(...after)] }),
  ).differences;

test('a short test that takes three times as long is noise', () => {
  expect(ofTest(500, 1_500)).toEqual([]);
});

test('a long test that takes a few seconds more is noise', () => {
  expect(ofTest(40_000, 47_000)).toEqual([]);
});

test('a test that takes much longer, or much shorter, is a change', () => {
  const subject = 'a logout notifies everybody';
  expect(ofTest(2_000, 20_000)).toEqual([
    { subject, about: 'wall time of the test, same-site', before: '2 s', after: '20 s', details: [] },
  ]);
  expect(ofTest(20_000, 2_000)).toHaveLength(1);
});

test('an end that moves by less than the tests themselves take is noise', () => {
  expect(ofEvents([890, 910], [899, 921])).toEqual([]);
});

test('a session that ends minutes later is a change, in server time', () => {
  expect(ofEvents([890, 910], [890, 1_210])).toEqual([
    {
      subject: 'first: first ended',
      about: 'server time in "the session ends by its idle timeout" (same-site)',
      before: '15 min 10 s',
      after: '20 min 10 s',
      details: [],
    },
  ]);
});

test('an event that is not reached any more is a change', () => {
  const { events, ...rest } = timelineOf(890, 910);
  const before = reportOf({}, { timelines: [timelineOf(890, 910)] });
  const after = reportOf({}, { timelines: [{ ...rest, events: events.filter(({ kind }) => kind !== 'ended') }] });
  expect(timingChanges(before, after).differences).toMatchObject([
    { subject: 'first: first ended', before: '15 min 10 s', after: 'never' },
  ]);
});

test('a test that only one of the runs had is no change of a time', () => {
  expect(timingChanges(reportOf(), reportOf({}, { timelines: [timelineOf(890, 910)] })).differences).toEqual([]);
});

test('a whole run counts as slower only when it is so by half and by a minute', () => {
  const lasting = (wallTimeMs: number): ReturnType<typeof reportOf> => reportOf({}, { wallTimeMs });
  expect(timingChanges(lasting(300_000), lasting(400_000)).differences).toEqual([]);
  expect(timingChanges(lasting(300_000), lasting(600_000)).differences).toMatchObject([
    { subject: 'the whole run', before: '5 min', after: '10 min' },
  ]);
});
