import { expect, type Page } from '@playwright/test';

import { minutes, seconds, times } from '../../lib/durations.ts';
import { INTERVAL, next, outcomesSince, test } from './home.ts';
import { ALICE } from './world.ts';

/** Lets the page ask the iframe three times. */
async function letPoll(page: Page, homeUrl: string): Promise<void> {
  for (let polls = 0; polls < 3; polls += 1) {
    const poll = page.waitForResponse(`${homeUrl}session`);
    await page.clock.runFor(seconds(2));
    await poll;
  }
}

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

test('"changed" makes the page call once and go on with the new session_state', async ({
  home,
  control,
  urls,
  issuer,
}) => {
  await home.getByTestId('refresh-stop').click();
  issuer.statuses = ['unchanged', 'changed'];
  const after = await control.cursor('rp');
  await home.goto(urls.home);
  const changed = await control.waitForEvent('rp', {
    type: 'session-status',
    after,
    timeout: seconds(15),
    where: ({ status }) => status === 'changed',
    what: 'the iframe to say changed',
  });
  issuer.statuses = ['unchanged', 'unchanged'];
  await next(control, 'silent-result', changed.sequence);
  const settled = await next(control, 'session-status', changed.sequence);
  expect(settled.event.status).toBe('unchanged');
  expect(await outcomesSince(control, after)).toEqual(['renewed']);
  await expect(home.getByTestId('signed-in-as')).toBeVisible();
});

test('where refreshing was stopped "changed" is shown, and the page stays silent', async ({
  home,
  control,
  urls,
  issuer,
}) => {
  await home.getByTestId('refresh-stop').click();
  const after = await control.cursor('rp');
  issuer.statuses = ['changed', 'changed'];
  await letPoll(home, urls.home);
  await expect(home.getByTestId('session-status')).toHaveText('changed');
  expect(await outcomesSince(control, after)).toEqual([]);
});

test('a session_state that has changed is not asked about again', async ({ home, urls, issuer }) => {
  issuer.statuses = ['changed', 'changed'];
  issuer.holding = true;
  await home.goto(urls.home);
  await expect(home.getByTestId('session-status')).toHaveText('changed');
  const asked = issuer.questions.at(-1);
  await letPoll(home, urls.home);
  expect(issuer.questions.filter((question) => question === asked)).toHaveLength(1);
});

test('a provider that calls every session_state changed does not get endless silent calls', async ({
  home,
  control,
  urls,
  issuer,
}) => {
  await home.getByTestId('refresh-stop').click();
  const after = await control.cursor('rp');
  issuer.statuses = ['changed', 'changed'];
  await home.goto(urls.home);
  let last = after;
  for (let calls = 0; calls < 3; calls += 1) last = (await next(control, 'silent-result', last)).sequence;
  await letPoll(home, urls.home);
  expect(await outcomesSince(control, after)).toEqual(['renewed', 'renewed', 'renewed']);
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

test('an iframe that never answers is shown as such and ends nothing', async ({ home, urls, issuer }) => {
  issuer.statuses = ['silence', 'silence'];
  await home.goto(urls.home);
  await expect(home.getByTestId('session-status')).toHaveText('no answer', { timeout: 15_000 });
  await expect(home.getByTestId('signed-in-as')).toBeVisible();
});

test('a logout at the provider reaches the open page', async ({ home, urls, issuer }) => {
  const body = new URLSearchParams({ logout_token: await issuer.logoutToken(ALICE) });
  expect((await fetch(urls.backChannelLogout, { method: 'POST', body })).status).toBe(200);
  await expect(home.getByTestId('message')).toContainText('back-channel logout');
  await expect(home.getByTestId('sign-in')).toBeVisible();
});
