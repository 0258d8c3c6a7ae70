import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FAULT_NAMES, FAULTS } from '../../containers/reference-provider/faults/index.ts';
import { catalogue } from '../../requirements/index.ts';
import { AREAS } from '../../requirements/types.ts';

const PROVIDER = new URL('../../containers/reference-provider/', import.meta.url);
const FEWEST = 60;

/** The deviations of the real product that a stand-in can show: all that were measured and can be planted. */
const DEVIATIONS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11', 'D12', 'D13', 'D16', 'D17'];

const EVERYTHING = 'where it is broken no test gets as far as its claim';
const RELYING_PARTY = 'it is kept by the relying party, whose own tests see it broken';
const NOT_IMITATED = 'the stand-in imitates a version without it';

/** The requirements that no planted fault breaks, and why. */
const UNBROKEN: Readonly<Record<string, string>> = {
  'DISCOVERY-1': EVERYTHING,
  'SESSION-DISCOVERY-1': EVERYTHING,
  'RPLOGOUT-DISCOVERY-1': EVERYTHING,
  'CORE-CODE-1': EVERYTHING,
  'CORE-PROMPT-1': EVERYTHING,
  'IS-KEEPALIVE-7': RELYING_PARTY,
  'IS-DURABLE-5': RELYING_PARTY,
  'IS-MAXIMUM-1': NOT_IMITATED,
  'FRONT-DISCOVERY-1': NOT_IMITATED,
  'FRONT-IFRAME-1': NOT_IMITATED,
  'FRONT-IFRAME-2': NOT_IMITATED,
  'FRONT-IFRAME-3': NOT_IMITATED,
  'IS-SIGN-4': NOT_IMITATED,
  'IS-SIGN-5': NOT_IMITATED,
};

const switches = readdirSync(PROVIDER)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(new URL(file, PROVIDER), 'utf8').matchAll(/faults\s*\.has\(\s*'([^']+)'/g)])
  .map(([, name]) => name ?? '');

test('every planted fault has one switch in the code, and every switch is a planted fault', () => {
  expect(switches.toSorted()).toEqual(FAULT_NAMES.toSorted());
});

test('a fault breaks requirements of the catalogue, and says in one sentence what is wrong', () => {
  const ids = new Set(catalogue.map(({ id }) => id));
  const named = FAULT_NAMES.flatMap((name) => [...FAULTS[name].breaks, ...(FAULTS[name].consequences ?? [])]);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
  expect(FAULT_NAMES.filter((name) => !/^[A-Z\w].+[^.]\.$/.test(FAULTS[name].what))).toEqual([]);
});

test('every requirement is broken by some fault, or it is said why it cannot be', () => {
  const broken = new Set<string>(FAULT_NAMES.flatMap((name) => FAULTS[name].breaks));
  const unbroken = catalogue.map(({ id }) => id).filter((id) => !broken.has(id));
  expect(unbroken.toSorted()).toEqual(Object.keys(UNBROKEN).toSorted());
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
