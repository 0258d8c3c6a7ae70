import { expect, test as base } from '@playwright/test';
import { startReference } from '../../containers/reference-provider/target.ts';
import { compareProbe, describeDifferences } from './compare.ts';
import { judge, readExpectedDifferences } from './expected.ts';
import { probes } from './probes/index.ts';
import { readRecording, recordedVersions, recordingFile } from './recording.ts';
import { replay } from './replay.ts';
import { createWorld, type World } from './world.ts';

const RECORDED_VERSION = '7.1.0';
const recorded = readRecording(recordingFile(RECORDED_VERSION));
const expected = readExpectedDifferences();

const test = base.extend<object, { world: World }>({
  world: [
    async ({}, use) => {
      const target = await startReference({ progress: () => undefined });
      const world = await createWorld(target, 'parity-');
      await use(world);
      await world.close();
      await target.stop();
    },
    { scope: 'worker' },
  ],
});

for (const probe of probes) {
  test(`the reference provider answers as the product did: ${probe.name}`, async ({ world }) => {
    const [replayed] = await replay(world, [probe], () => undefined);
    if (replayed?.kind !== 'replayed') throw new Error(`the probe was not replayed: ${replayed?.reason ?? ''}`);
    const before = recorded.probes.find(({ name }) => name === probe.name);
    if (before === undefined) throw new Error(`${RECORDED_VERSION} has no recording of this probe`);
    const { unexpected, stale } = judge(probe.name, compareProbe(before, replayed.probe), expected);
    expect(describeDifferences(unexpected), 'differences that expected-differences.json does not list').toBe('');
    expect(stale, 'differences that expected-differences.json lists, and that did not occur').toEqual([]);
  });
}

test('every recorded probe can be replayed, and every probe is recorded once', () => {
  const names = probes.map(({ name }) => name).sort();
  expect(recorded.probes.map(({ name }) => name).sort()).toEqual(names);
  expect(new Set(names).size).toBe(names.length);
});

test('expected differences are of probes that exist', () => {
  const names = new Set(probes.map(({ name }) => name));
  expect(expected.flatMap((entry) => entry.probes).filter((name) => !names.has(name))).toEqual([]);
});

test('no recording holds a token, a password or the value of a cookie', () => {
  for (const version of recordedVersions()) {
    const { probes: all } = readRecording(recordingFile(version));
    const exchanges = all.flatMap((probe) => probe.exchanges);
    const values = exchanges.flatMap(({ cookies }) => cookies.map((line) => /=([^;]*)/.exec(line)?.[1]));
    expect([...new Set(values)].filter((value) => !/^<(value|uuid)>(-v\d+)?$/.test(value ?? ''))).toEqual([]);
    const text = JSON.stringify(all);
    expect(text).not.toMatch(/eyJ[\w-]{10}/);
    expect(text).not.toMatch(/password=(?!…)/);
    expect(text).not.toMatch(/(?:[?&]|body:)(?:code|session_state|refresh_token|access_token)=(?!<)/);
  }
});
