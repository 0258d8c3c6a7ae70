import { expect, test } from '@playwright/test';
import type { Deviation } from '../../requirements/types.ts';
import { appliesTo, combine, compareVersions, exitCode, judge } from '../../requirements/verdict.ts';

const deviation: Deviation = { id: 'D1', requirement: 'X', since: '7.0.0', before: '7.2.0', observed: 'something' };

test('a kept promise passes, listed deviation or not', () => {
  expect(judge('held', 'MUST', undefined)).toBe('PASSED');
  expect(judge('held', 'MUST', deviation)).toBe('PASSED');
});

test('a broken promise fails or warns by the level of its requirement', () => {
  expect(judge('broken', 'MUST', undefined)).toBe('FAILED');
  expect(judge('broken', 'product', undefined)).toBe('FAILED');
  expect(judge('broken', 'SHOULD', undefined)).toBe('WARNING');
  expect(judge('broken', 'MAY', undefined)).toBe('WARNING');
});

test('a broken promise that is a listed deviation is known', () => {
  expect(judge('broken', 'MUST', deviation)).toBe('KNOWN');
});

test('the verdict on a requirement is the worst of its findings', () => {
  expect(combine(['PASSED', 'FAILED', 'WARNING'], undefined)).toBe('FAILED');
  expect(combine(['PASSED', 'KNOWN'], deviation)).toBe('KNOWN');
  expect(combine(['PASSED', 'SKIPPED'], undefined)).toBe('PASSED');
  expect(combine(['SKIPPED'], undefined)).toBe('SKIPPED');
  expect(combine([], undefined)).toBe('NOT RUN');
});

test('a listed deviation that did not occur is stale, but only if something was run', () => {
  expect(combine(['PASSED'], deviation)).toBe('STALE');
  expect(combine(['SKIPPED'], deviation)).toBe('SKIPPED');
  expect(combine([], deviation)).toBe('NOT RUN');
});

test('only FAILED and STALE make a run not conformant', () => {
  expect(exitCode(['PASSED', 'KNOWN', 'WARNING', 'SKIPPED', 'NOT RUN'])).toBe(0);
  expect(exitCode(['PASSED', 'FAILED'])).toBe(1);
  expect(exitCode(['STALE'])).toBe(1);
});

test('versions are compared by their numbers, and a range ends before its end', () => {
  expect(compareVersions('7.10.0', '7.9.9')).toBeGreaterThan(0);
  expect(compareVersions('7.1.0', '7.1')).toBe(0);
  expect(['6.1.0', '7.0.0', '7.1.0', '7.2.0'].map((version) => appliesTo(deviation, version))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
