import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FAULT_NAMES as SWITCHES } from '../../stand-in/faults/index.ts';
import { FAULT_NAMES, FAULTS, mutationOf } from '../../faults/index.ts';
import { catalogue } from '../../requirements/index.ts';
import { deviations } from '../../requirements/deviations/index.ts';
import { AREAS } from '../../requirements/types.ts';

const STAND_IN = new URL('../../stand-in/', import.meta.url);

const NOT_IMITATED = 'the stand-in has no sign_with_sp_key';

/** The requirements that no planted fault violates, and why. */
const WITHOUT_FAULT: Readonly<Record<string, string>> = {
  'IS-SIGN-4': NOT_IMITATED,
  'IS-SIGN-5': NOT_IMITATED,
};

const violated = new Set<string>(FAULT_NAMES.flatMap((name) => [...FAULTS[name].violates]));

test('every fault of the stand-in itself has one switch in its code, and every switch is such a fault', () => {
  const switches = readdirSync(STAND_IN)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(new URL(file, STAND_IN), 'utf8').matchAll(/'([a-z0-9-]+)'/g)])
    .map(([, name = '']) => name)
    .filter((name) => SWITCHES.some((each) => each === name));
  expect(switches.toSorted()).toEqual(SWITCHES.toSorted());
});

test('a fault is made in one place: in front of the server, or in the stand-in', () => {
  expect(SWITCHES.filter((name) => mutationOf(name) !== undefined)).toEqual([]);
});

test('a fault violates requirements of the catalogue, and says in one sentence what is wrong', () => {
  const ids = new Set<string>(catalogue.map(({ id }) => id));
  const named = FAULT_NAMES.flatMap((name) => [...FAULTS[name].violates, ...(FAULTS[name].blocks ?? [])]);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
  expect(FAULT_NAMES.filter((name) => !/^[A-Z\w].+[^.]\.$/.test(FAULTS[name].what))).toEqual([]);
});

test('every requirement is violated by some fault, or it is said why it cannot be', () => {
  const others = catalogue.map(({ id }) => id).filter((id) => !violated.has(id));
  expect(others.toSorted()).toEqual(Object.keys(WITHOUT_FAULT).toSorted());
});

test('there are faults in every area, and the known deviations of the product are among them', () => {
  const areas = new Set(catalogue.filter(({ id }) => violated.has(id)).map(({ area }) => area));
  expect(AREAS.filter((area) => !areas.has(area))).toEqual([]);
  const sentences = FAULT_NAMES.map((name) => FAULTS[name].what).join('\n');
  const ids = [...new Set(deviations.map(({ id }) => id))];
  // D15 is one of sign_with_sp_key.
  expect(ids.filter((id) => !sentences.includes(`(${id})`))).toEqual(['D15']);
});
