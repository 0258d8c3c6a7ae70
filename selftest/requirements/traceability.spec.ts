import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { listTests } from '../../report/traceability.ts';
import { deviations } from '../../requirements/deviations/index.ts';
import { catalogue } from '../../requirements/index.ts';
import { AREAS } from '../../requirements/types.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('every MUST has a test, and every test names requirements of the catalogue', async () => {
  const tests = await listTests(ROOT);
  const named = new Set(tests.flatMap(({ requirements }) => requirements));
  expect(tests.filter(({ requirements }) => requirements.length === 0).map(({ title }) => title)).toEqual([]);
  expect(catalogue.filter(({ id, level }) => level === 'MUST' && !named.has(id)).map(({ id }) => id)).toEqual([]);
  expect([...named].filter((id) => !catalogue.some((requirement) => requirement.id === id))).toEqual([]);
});

test('every folder of tests is an area of the catalogue, and the other way round', () => {
  const folders = readdirSync(`${ROOT}/tests`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...AREAS].sort());
});

test('ids are unique, and a promise is one sentence', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(catalogue.filter(({ text }) => !text.endsWith('.')).map(({ id }) => id)).toEqual([]);
});

test('every listed deviation belongs to a requirement of the catalogue', () => {
  const ids = new Set(catalogue.map(({ id }) => id));
  expect(deviations.filter(({ requirement }) => !ids.has(requirement)).map(({ id }) => id)).toEqual([]);
});
