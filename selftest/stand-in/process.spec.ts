import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { days, minutes } from '../../lib/durations.ts';
import { startReference } from '../../targets/reference/reference.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';
import { World } from './world.ts';

const silently = () => undefined;

for (const how of ['graceful', 'kill'] as const) {
  test(`nothing that was answered is lost when the provider is restarted (${how})`, async () => {
    const world = new World(await startReference({ progress: silently }));
    await world.receiver.start();
    const { baseUrl } = world.target.description;
    const application = await world.application({ backChannelLogoutUrl: world.receiver.url('/logout') });
    const [user, browser] = [await world.user(), world.browser()];
    await world.advance(days(2));
    const { idToken, refreshToken } = await world.signIn(browser, application, user);
    await world.target.halt(how);
    await world.target.resume();
    expect(world.target.description.baseUrl).toBe(baseUrl);
    const date = Date.parse((await world.call('/oauth2/jwks')).headers.get('date') ?? '');
    expect(Math.abs(date - Date.now() - days(2))).toBeLessThan(10_000);
    expect(await world.silentResult(browser, application)).toBe('code');
    await world.token(application, { grant_type: 'refresh_token', refresh_token: refreshToken });
    await world.advance(minutes(14));
    expect(await world.silentResult(browser, application, { id_token_hint: idToken })).toBe('code');
    await world.logOut(browser, { id_token_hint: idToken });
    await expect.poll(() => world.receiver.at('/logout').length).toBe(1);
    await world.close();
  });
}

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
  const first = new World(await startReference({ progress: silently, dataDirectory }));
  const user = await first.user();
  await first.target.stop();
  const second = new World(await startReference({ progress: silently, dataDirectory }));
  expect(await second.admin.findUsers(user.user)).toHaveLength(1);
  expect(second.target.description.certificate).toBe(first.target.description.certificate);
  await second.target.stop();
  rmSync(dataDirectory, { recursive: true });
});
