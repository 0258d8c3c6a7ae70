import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { deviations } from '../../requirements/deviations/index.ts';
import { catalogue, deviationsOf } from '../../requirements/index.ts';
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

const release = fc.array(fc.nat({ max: 30 }), { minLength: 3, maxLength: 3 }).map((parts) => parts.join('.'));

test('a range holds both its ends, and everything between them', () => {
  fc.assert(
    fc.property(release, release, release, (one, other, asked) => {
      const [from = '', to = ''] = [one, other].sort(compareVersions);
      const range = { id: 'D1', requirement: 'X', seen: { from, to }, observed: 'something', matches: () => true };
      const isInside = compareVersions(asked, from) >= 0 && compareVersions(asked, to) <= 0;
      expect(appliesTo(range, asked)).toBe(isInside);
      expect(appliesTo(range, from) && appliesTo(range, to)).toBe(true);
      expect(appliesTo(range, `${to}.7`), 'an update of its end').toBe(true);
    }),
  );
});

test('a requirement has the deviations that are listed for a version, and no others', () => {
  for (const asked of ['7.0.0', '7.1.0', '7.2.0', '7.3.0'])
    for (const { id } of catalogue)
      expect(deviationsOf(id, asked)).toEqual(
        deviations.filter((each) => each.requirement === id && appliesTo(each, asked)),
      );
});

test('a range does not end before it begins', () => {
  for (const { id, seen } of deviations)
    expect(compareVersions(seen.from, seen.to), `${id}: ${seen.from} to ${seen.to}`).toBeLessThanOrEqual(0);
});
