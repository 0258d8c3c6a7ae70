import { expect, test } from '@playwright/test';
import type { Deviation } from '../../requirements/types.ts';
import { appliesTo, combine, compareVersions, isBinding, judge } from '../../requirements/verdict.ts';

const deviation: Deviation = {
  id: 'D1',
  requirement: 'X',
  seen: { from: '7.0.0', to: '7.2.0' },
  observed: 'something',
  matches: () => true,
};

test('a requirement that held passes, listed deviation or not', () => {
  expect(judge('held', 'MUST', undefined)).toBe('PASSED');
  expect(judge('held', 'MUST', deviation)).toBe('PASSED');
});

test('a broken requirement fails or warns by the level of its requirement', () => {
  expect(judge('broken', 'MUST', undefined)).toBe('FAILED');
  expect(judge('broken', 'PRODUCT', undefined)).toBe('FAILED');
  expect(judge('broken', 'SHOULD', undefined)).toBe('WARNING');
  expect(judge('broken', 'STATES', undefined)).toBe('WARNING');
  expect(judge('broken', 'ADVICE', undefined)).toBe('WARNING');
});

test('a MUST and a requirement of the product are binding, and nothing else', () => {
  expect((['MUST', 'SHOULD', 'STATES', 'PRODUCT', 'ADVICE'] as const).filter(isBinding)).toEqual(['MUST', 'PRODUCT']);
});

test('a broken requirement that is a listed deviation is known, whatever its level', () => {
  expect(judge('broken', 'MUST', deviation)).toBe('KNOWN');
  expect(judge('broken', 'SHOULD', deviation)).toBe('KNOWN');
});

test('what could not be decided is undecided, listed deviation or not', () => {
  expect(judge('undecided', 'MUST', undefined)).toBe('UNDECIDED');
  expect(judge('undecided', 'ADVICE', deviation)).toBe('UNDECIDED');
});

test('the verdict on a requirement is the worst of its findings', () => {
  expect(combine(['PASSED', 'FAILED', 'WARNING'])).toBe('FAILED');
  expect(combine(['PASSED', 'KNOWN', 'UNDECIDED'])).toBe('KNOWN');
  expect(combine(['PASSED', 'UNDECIDED'])).toBe('UNDECIDED');
  expect(combine(['PASSED', 'SKIPPED'])).toBe('PASSED');
  expect(combine(['SKIPPED'])).toBe('SKIPPED');
  expect(combine([])).toBe('NOT RUN');
});

test('a range holds the versions that a deviation was seen on, their updates, and those between them', () => {
  expect(compareVersions('7.10.0', '7.9.9')).toBeGreaterThan(0);
  expect(compareVersions('7.1.0', '7.1')).toBe(0);
  expect(compareVersions('7.1.0-alpha', '7.1.0')).toBe(0);
  const versions = ['6.1.0', '7.0.0', '7.1.0', '7.2.0', '7.2.0.3', '7.2.1', '7.3.0'];
  expect(versions.filter((version) => appliesTo(deviation, version))).toEqual(['7.0.0', '7.1.0', '7.2.0', '7.2.0.3']);
});
