import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { minutes } from '../../lib/durations.ts';
import { startReference } from '../../targets/reference/reference.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';

const silently = () => undefined;

test('a clock that is to be real refuses to be moved, and a stop may come twice', async () => {
  const target = await startReference({ progress: silently, realClock: true });
  expect(target.description.clock).toEqual({ kind: 'real', reason: 'IS_CLOCK=real' });
  await expect(target.moveClock(minutes(1))).rejects.toThrow('cannot be moved');
  await target.stop();
  await target.stop();
  await expect(fetch(target.description.baseUrl)).rejects.toThrow();
});

test('what it said when it could not start is in the error', async () => {
  const refusal = startReference({ progress: silently, faults: ['no-such-fault'] });
  await expect(refusal).rejects.toThrow(CannotRunError);
  await expect(refusal).rejects.toThrow('no-such-fault');
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
