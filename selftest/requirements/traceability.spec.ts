import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { listTests } from '../../report/traceability.ts';
import { certification } from '../../requirements/certification.ts';
import { deviations } from '../../requirements/deviations/index.ts';
import { catalogue } from '../../requirements/index.ts';
import { AREAS } from '../../requirements/types.ts';
import { compareVersions } from '../../requirements/verdict.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ids = new Set<string>(catalogue.map(({ id }) => id));

test('every requirement is named by a test, and every test names requirements, of which its title begins with one', async () => {
  const tests = await listTests(ROOT);
  const named = new Set(tests.flatMap(({ requirements }) => requirements));
  expect(
    [...ids].filter((id) => !named.has(id)),
    'requirements without a test',
  ).toEqual([]);
  expect(
    [...named].filter((id) => !ids.has(id)),
    'names that are in no catalogue',
  ).toEqual([]);
  expect(
    tests
      .filter(({ title, requirements }) => !requirements.some((id) => title.startsWith(`${id} `)))
      .map(({ file, title }) => `${file}: ${title}`),
    'titles that do not begin with an id that the test names',
  ).toEqual([]);
});

test('every folder of tests is an area of the catalogue, and the other way round', () => {
  const folders = readdirSync(`${ROOT}/tests`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...AREAS].sort());
});

test('every listed deviation, and every module of a certification, is about requirements of the catalogue', () => {
  expect(deviations.filter(({ requirement }) => !ids.has(requirement)).map(({ id }) => id)).toEqual([]);
  const unknown = certification.flatMap(({ module, requirements }) =>
    requirements.filter((id) => !ids.has(id)).map((id) => `${module}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test('a deviation is listed once for each requirement, and says what was seen in words', () => {
  const keys = deviations.map(({ id, requirement }) => `${id} ${requirement}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect(deviations.filter(({ observed }) => !/\S\.$/.test(observed)).map(({ id }) => id)).toEqual([]);
});

test('a range does not end before it begins', () => {
  for (const { id, seen } of deviations)
    expect(compareVersions(seen.from, seen.to), `${id}: ${seen.from} to ${seen.to}`).toBeLessThanOrEqual(0);
});

test('a deviation excuses no answer that nobody knows', () => {
  const nothing = { message: '' };
  const other = { actual: { status: 418 }, expected: 'a teapot', message: 'Expected: a teapot\nActual: 418' };
  const careless = deviations.filter(({ matches }) => matches(nothing) || matches(other));
  expect(careless.map(({ id, requirement }) => `${id} ${requirement}`)).toEqual([]);
});
