import { expect } from '@playwright/test';

import { minutes, seconds, times } from '../../lib/durations.ts';
import { INTERVAL, next, outcomesSince, test } from './home.ts';
import { ALICE } from './world.ts';

test('the page makes one silent call at every interval, however fast the intervals follow', async ({
  home,
  control,
}) => {
  const start = await control.cursor('rp');
  let after = start;
  for (let calls = 0; calls < 12; calls += 1) {
    await home.clock.runFor(INTERVAL);
    after = (await next(control, 'silent-result', after)).sequence;
  }
  await expect(home.getByTestId('refresh-count')).toHaveText('12');
  await expect(home.getByTestId('refresh-result')).toHaveText('renewed');
  expect(await outcomesSince(control, start)).toEqual(Array.from({ length: 12 }, () => 'renewed'));
});

test.describe('with patience for a silent call', () => {
  test.use({ registration: { silentTimeoutMs: minutes(60) } });

  test('an interval that falls into a call under way is made up for once', async ({ home, control, issuer }) => {
    const after = await control.cursor('rp');
    issuer.holding = true;
    await home.clock.runFor(times(INTERVAL, 3));
    issuer.release();
    const first = await next(control, 'silent-result', after);
    await next(control, 'silent-result', first.sequence);
    await expect(home.getByTestId('refresh-count')).toHaveText('2');
  });
});

test('a page that was told to stop makes no more silent calls until it is told to start', async ({ home, control }) => {
  await home.getByTestId('refresh-stop').click();
  const after = await control.cursor('rp');
  await home.clock.runFor(times(INTERVAL, 3));
  await home.getByTestId('refresh-start').click();
  await home.clock.runFor(INTERVAL);
  await next(control, 'silent-result', after);
  await expect(home.getByTestId('refresh-count')).toHaveText('1');
});

test('a provider that is down costs a call, not the session', async ({ home, control, issuer }) => {
  const after = await control.cursor('rp');
  await issuer.close();
  await home.clock.runFor(INTERVAL);
  await home.clock.runFor(seconds(31));
  const lost = await next(control, 'silent-result', after);
  expect(lost.event.outcome).toBe('lost');
  await expect(home.getByTestId('message')).toContainText('The next refresh will try again.');
  await issuer.restart();
  await home.clock.runFor(INTERVAL);
  expect((await next(control, 'silent-result', lost.sequence)).event.outcome).toBe('renewed');
  await expect(home.getByTestId('message')).toBeHidden();
});

test('a page timer that runs ahead of the network does not lose the call', async ({ home, control, issuer }) => {
  const after = await control.cursor('rp');
  issuer.holding = true;
  await home.clock.runFor(INTERVAL);
  await home.clock.runFor(seconds(31));
  await expect(home.getByTestId('signed-in-as'), 'while the answer is awaited').toBeVisible();
  issuer.release();
  expect((await next(control, 'silent-result', after)).event.outcome).toBe('renewed');
});

test('a refused call shows the user that the session is over, and ends the calls', async ({
  home,
  control,
  issuer,
}) => {
  const after = await control.cursor('rp');
  issuer.user = undefined;
  await home.clock.runFor(INTERVAL);
  const refused = await next(control, 'silent-result', after);
  expect(refused.event).toMatchObject({ outcome: 'refused', error: 'login_required' });
  await expect(home.getByTestId('message')).toContainText('Your session has ended, sign in again.');
  await expect(home.getByTestId('sign-in')).toBeVisible();
  await home.clock.runFor(times(INTERVAL, 3));
  await home.getByTestId('sign-in').click();
  await next(control, 'sign-in-failed', refused.sequence);
  expect(await outcomesSince(control, refused.sequence)).toEqual([]);
});

test('the answer of a call that was lost does not come in later', async ({ home, control, issuer }) => {
  const after = await control.cursor('rp');
  issuer.holding = true;
  await home.clock.runFor(INTERVAL);
  await home.clock.runFor(seconds(31));
  const lost = await next(control, 'silent-result', after);
  expect(lost.event.outcome).toBe('lost');
  await expect(home.getByTestId('refresh-result')).toContainText('lost');
  await expect(home.locator('#refresh_iframe'), 'nothing loads any more').toHaveAttribute('src', 'about:blank');
  issuer.release();
  await home.clock.runFor(INTERVAL);
  await next(control, 'silent-result', lost.sequence);
  const types = (await control.eventsSince('rp', after)).map(({ event }) => event.type);
  expect(types).not.toContain('unexpected-callback');
});

test('a page that slept makes one silent call on waking, however many intervals it has missed', async ({
  home,
  control,
}) => {
  const after = await control.cursor('rp');
  await home.clock.fastForward(times(INTERVAL, 10));
  await next(control, 'silent-result', after);
  await home.clock.runFor(seconds(10));
  expect(await outcomesSince(control, after)).toEqual(['renewed']);
});

test('two tabs make their own silent calls, and either goes on when the other is closed', async ({
  home,
  control,
  urls,
}) => {
  const tab = await home.context().newPage();
  await tab.goto(urls.home);
  await expect(tab.getByTestId('signed-in-as')).toBeVisible();
  const both = await control.cursor('rp');
  await home.context().clock.runFor(INTERVAL);
  const first = await next(control, 'silent-result', both);
  await next(control, 'silent-result', first.sequence);
  expect(await outcomesSince(control, both)).toEqual(['renewed', 'renewed']);
  await home.close();
  const alone = await control.cursor('rp');
  await tab.context().clock.runFor(INTERVAL);
  expect((await next(control, 'silent-result', alone)).event.outcome).toBe('renewed');
  await expect(tab.getByTestId('signed-in-as')).toBeVisible();
});

test('a logout at the provider reaches the open page, which makes no call any more', async ({
  home,
  control,
  urls,
  issuer,
}) => {
  const after = await control.cursor('rp');
  const body = new URLSearchParams({ logout_token: await issuer.logoutToken(ALICE) });
  expect((await fetch(urls.backChannelLogout, { method: 'POST', body })).status).toBe(200);
  await expect(home.getByTestId('message')).toContainText('back-channel logout');
  await expect(home.getByTestId('sign-in')).toBeVisible();
  await home.goto(urls.home);
  await home.clock.runFor(times(INTERVAL, 3));
  await home.getByTestId('sign-in').click();
  await next(control, 'signed-in', after);
  expect(await outcomesSince(control, after)).toEqual([]);
});
