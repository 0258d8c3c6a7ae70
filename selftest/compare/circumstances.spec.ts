import { expect, test } from '@playwright/test';
import { compareReports } from '../../report/comparison/comparison.ts';
import type { Report, RunFacts } from '../../report/schema.ts';
import { reportOf, targetOf } from './reports.ts';

const plain = reportOf();
const { commit = '' } = plain.environment.suite;
const environment = (changes: Partial<Report['environment']>): Partial<RunFacts> => ({
  environment: { ...plain.environment, ...changes },
});

const UNFAIR: readonly { readonly what: string; readonly changes: Partial<RunFacts>; readonly says: string }[] = [
  {
    what: 'another commit of the suite',
    changes: environment({ suite: { version: '0.1.0', commit: 'bbbb222', modified: false } }),
    says: `suite (0.1.0, ${commit}; 0.1.0, bbbb222)`,
  },
  {
    what: 'a suite that was modified',
    changes: environment({ suite: { version: '0.1.0', commit, modified: true } }),
    says: `${commit}, modified`,
  },
  {
    what: 'another clock',
    changes: { target: { ...targetOf('7.1.0'), clock: { kind: 'real', reason: 'not our own' } } },
    says: 'clock (movable; real)',
  },
  {
    what: 'another browser',
    changes: environment({ browsers: [{ name: 'chromium', version: '141.0.0' }] }),
    says: 'chromium 141.0.0',
  },
  {
    what: 'another cookie policy',
    changes: environment({ cookiePolicies: [{ project: 'same-site', policy: 'blocked', proof: 'a probe page' }] }),
    says: 'blocked (same-site)',
  },
  {
    what: 'another idle timeout',
    changes: environment({ timings: { idleTimeoutMs: 60_000, refreshIntervalMs: 300_000 } }),
    says: 'idle timeout (15 min; 1 min)',
  },
  { what: 'fewer tests', changes: { tests: { ...plain.tests, passed: 3 } }, says: 'tests (180; 3)' },
  { what: 'known deviations that count', changes: { deviations: 'none' }, says: 'known deviations' },
  { what: 'a part of the suite', changes: { partial: 'only same-site' }, says: 'of a part of the suite only' },
  {
    what: 'a changed setting',
    changes: {
      changedSettings: [{ setting: 'idleSessionTimeoutPeriod', from: '15', to: '1', why: 'the clock is real' }],
    },
    says: 'idleSessionTimeoutPeriod: 15 → 1',
  },
];

for (const { what, changes, says } of UNFAIR) {
  test(`${what} makes the comparison unfair, and that is said`, () => {
    const comparison = compareReports(plain, reportOf({}, changes));
    expect(comparison.answer).toBe('with care');
    expect(comparison.reservations.join('\n')).toContain(says);
  });
}

test('two runs of the same part of the suite are no reason for a yes', () => {
  const part = reportOf({}, { partial: '2 of 41 files of tests' });
  const comparison = compareReports(part, part);
  expect(comparison.answer).toBe('with care');
  expect(comparison.reservations).toEqual([
    'The run before was of a part of the suite only: 2 of 41 files of tests.',
    'The run after was of a part of the suite only: 2 of 41 files of tests.',
  ]);
});

test('what an upgrade changes, version, image and address, is shown and not unfair', () => {
  const comparison = compareReports(plain, reportOf({}, { target: targetOf('7.2.0', 'https://localhost:9999') }));
  expect(comparison).toMatchObject({ answer: 'yes', reservations: [] });
  expect(comparison.conditions).toContainEqual({
    name: 'server',
    before: 'WSO2 Identity Server 7.1.0',
    after: 'WSO2 Identity Server 7.2.0',
  });
  expect(comparison.conditions).toContainEqual({
    name: 'image',
    before: 'wso2/wso2is:7.1.0',
    after: 'wso2/wso2is:7.2.0',
  });
});
