import { expect } from '@playwright/test';

import { seconds, times } from '../../lib/durations.ts';
import { INTERVAL, next, outcomesSince, test } from './home.ts';

test('while the answer to a silent call is awaited the user stays signed in', async ({ home, control, issuer }) => {
  const after = await control.cursor('rp');
  issuer.holding = true;
  const asked = home.waitForRequest(/\/authorize\?/);
  await home.clock.runFor(INTERVAL);
  await asked;
  await expect(home.getByTestId('signed-in-as')).toBeVisible();
  issuer.release();
  expect((await next(control, 'silent-result', after)).event.outcome).toBe('renewed');
  await expect(home.getByTestId('signed-in-as')).toBeVisible();
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

test('a page that wakes when the session is over tells its user', async ({ home, control, issuer }) => {
  const after = await control.cursor('rp');
  issuer.user = undefined;
  await home.clock.fastForward(times(INTERVAL, 10));
  expect((await next(control, 'silent-result', after)).event.outcome).toBe('refused');
  await expect(home.getByTestId('message')).toContainText(/ended/i);
  await expect(home.getByTestId('sign-in')).toBeVisible();
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

test('after a logout the page makes no silent call', async ({ home, control, urls, issuer }) => {
  await home.clock.runFor(INTERVAL);
  await next(control, 'silent-result', 0);
  await home.getByTestId('log-out').click();
  await home.waitForURL(`${issuer.issuer}/logout?*`);
  const asked: string[] = [];
  home.on('request', (request) => {
    if (request.url().startsWith(`${issuer.issuer}/authorize`)) asked.push(request.url());
  });
  await home.goto(urls.home);
  await expect(home.getByTestId('sign-in')).toBeVisible();
  await home.clock.runFor(times(INTERVAL, 3));
  expect(asked).toEqual([]);
});
