import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FAULT_NAMES, FAULTS } from '../../containers/reference-provider/faults/index.ts';
import { catalogue } from '../../requirements/index.ts';
import { AREAS } from '../../requirements/types.ts';

const PROVIDER = new URL('../../containers/reference-provider/', import.meta.url);
const FEWEST = 60;

/** The deviations of the real product that a stand-in can show: all that were measured and can be planted. */
const DEVIATIONS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11', 'D12', 'D13', 'D16', 'D17'];

const switches = readdirSync(PROVIDER)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(new URL(file, PROVIDER), 'utf8').matchAll(/faults\s*\.has\(\s*'([^']+)'/g)])
  .map(([, name]) => name ?? '');

test('every planted fault has one switch in the code, and every switch is a planted fault', () => {
  expect(switches.toSorted()).toEqual(FAULT_NAMES.toSorted());
});

test('a fault breaks requirements of the catalogue, and says in one sentence what is wrong', () => {
  const ids = new Set(catalogue.map(({ id }) => id));
  const unknown = FAULT_NAMES.flatMap((name) => FAULTS[name].breaks.filter((id) => !ids.has(id)));
  expect(unknown).toEqual([]);
  expect(FAULT_NAMES.filter((name) => !/^[A-Z\w].+[^.]\.$/.test(FAULTS[name].what))).toEqual([]);
});

test('there are faults enough, in every area, and the product’s own deviations are among them', () => {
  expect(FAULT_NAMES.length).toBeGreaterThanOrEqual(FEWEST);
  const broken = new Set<string>(FAULT_NAMES.flatMap((name) => FAULTS[name].breaks));
  const areas = new Set(catalogue.filter(({ id }) => broken.has(id)).map(({ area }) => area));
  // The imitated version has no front-channel logout.
  expect(AREAS.filter((area) => !areas.has(area))).toEqual(['front-channel-logout']);
  const sentences = FAULT_NAMES.map((name) => FAULTS[name].what).join('\n');
  expect(DEVIATIONS.filter((id) => !new RegExp(`\\(${id}\\)`).test(sentences))).toEqual([]);
});
