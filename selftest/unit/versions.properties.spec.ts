import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { deviations } from '../../requirements/deviations/index.ts';
import { catalogue, deviationOf } from '../../requirements/index.ts';
import { appliesTo, compareVersions } from '../../requirements/verdict.ts';

const numbers = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 });
const version = numbers.map((parts) => parts.join('.'));

test('a version is neither older nor newer than itself, with or without trailing zeros or a qualifier', () => {
  fc.assert(
    fc.property(version, (each) => {
      for (const same of [each, `${each}.0`, `${each}-alpha`]) expect(compareVersions(each, same)).toBe(0);
    }),
  );
});

test('versions have one order: what is older seen from the one is newer seen from the other', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)) || 0);
      const [oldest = '', middle = '', newest = ''] = [a, b, c].sort(compareVersions);
      expect(compareVersions(oldest, middle)).toBeLessThanOrEqual(0);
      expect(compareVersions(oldest, newest)).toBeLessThanOrEqual(0);
    }),
  );
});

test('a higher number anywhere makes a version newer than all with the same beginning', () => {
  fc.assert(
    fc.property(numbers, fc.nat({ max: 20 }), numbers, numbers, (start, number, left, right) => {
      const older = [...start, number, ...left].join('.');
      const newer = [...start, number + 1, ...right].join('.');
      expect(compareVersions(older, newer)).toBeLessThan(0);
    }),
  );
});

test('a range holds its beginning and everything up to its end, and not its end', () => {
  fc.assert(
    fc.property(version, version, version, (one, other, asked) => {
      const [since = '', before = ''] = [one, other].sort(compareVersions);
      const range = { id: 'D1', requirement: 'X', since, before, observed: 'something' };
      const isInside = compareVersions(asked, since) >= 0 && compareVersions(asked, before) < 0;
      expect(appliesTo(range, asked)).toBe(isInside);
      expect(appliesTo(range, before)).toBe(false);
    }),
  );
});

test('no version has two deviations of one requirement, which would hide each other', () => {
  for (const { id } of catalogue) {
    for (const asked of ['7.0.0', '7.1.0', '7.2.0', '7.3.0']) {
      const known = deviations.filter((each) => each.requirement === id && appliesTo(each, asked));
      expect(known.length, `${id} on ${asked}: ${known.map((each) => each.id).join(', ')}`).toBeLessThanOrEqual(1);
      expect(deviationOf(id, asked)).toBe(known[0]);
    }
  }
});

test('a range ends after it begins', () => {
  for (const { id, since, before } of deviations) {
    if (before === undefined) continue;
    expect(compareVersions(since, before), `${id}: ${since} to ${before}`).toBeLessThan(0);
  }
});
