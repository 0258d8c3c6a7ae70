import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { minutes } from '../../lib/durations.ts';
import { startReference } from '../../targets/reference/reference.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';
import { adminOf } from '../../targets/server-preparation.ts';

const silently = () => undefined;

test('stop can be called twice, and the provider is gone afterwards', async () => {
  const target = await startReference({ progress: silently });
  await target.stop();
  await target.stop();
  await expect(fetch(target.description.baseUrl)).rejects.toThrow();
});

test('a real clock says so and refuses to be moved', async () => {
  const target = await startReference({ progress: silently, realClock: true });
  expect(target.description.clock).toEqual({ kind: 'real', reason: 'IS_CLOCK=real' });
  await expect(target.moveClock(minutes(1))).rejects.toThrow('cannot be moved');
  await target.stop();
});

test('an unknown fault is an error that names it', async () => {
  await expect(startReference({ progress: silently, faults: ['no-such-fault'] })).rejects.toThrow(CannotRunError);
  await expect(startReference({ progress: silently, faults: ['no-such-fault'] })).rejects.toThrow('no-such-fault');
});

test('started by a person, it ends with exit code 2 when its settings are wrong', () => {
  const main = new URL('../../stand-in/main.ts', import.meta.url).pathname;
  for (const [name, value] of [
    ['REFERENCE_FAULTS', 'nonsense'],
    ['REFERENCE_PORT', '99999'],
  ] as const) {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main], {
      env: { ...process.env, NODE_OPTIONS: '', [name]: value },
      timeout: 20_000,
    });
    expect(status).toBe(2);
    expect(stderr.toString()).toContain(name);
  }
});

test('a folder that is given is kept, and a second life finds everything in it', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'reference-provider-test-'));
  const first = await startReference({ progress: silently, dataDirectory });
  const { user } = await adminOf(first.description).createUser({ user: 'somebody', password: 'Secret@1234' });
  await first.stop();
  const second = await startReference({ progress: silently, dataDirectory });
  expect(await adminOf(second.description).findUsers(user)).toHaveLength(1);
  expect(second.description.certificate).toBe(first.description.certificate);
  await second.stop();
  rmSync(dataDirectory, { recursive: true });
});
