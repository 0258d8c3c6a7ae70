import { expect, type Page } from '@playwright/test';

import type { RelyingPartyControl } from '../../containers/relying-party/client.ts';
import { seconds } from '../../lib/durations.ts';
import { next, outcomesSince, test } from './home.ts';

/** Lets the page ask the iframe three times. */
async function letPoll(page: Page, homeUrl: string): Promise<void> {
  for (let polls = 0; polls < 3; polls += 1) {
    const poll = page.waitForResponse(`${homeUrl}session`);
    await page.clock.runFor(seconds(2));
    await poll;
  }
}

/** Lets the page make no more silent calls by itself; resolves to the sequence number of the last event before. */
async function stopRefreshing(page: Page, control: RelyingPartyControl): Promise<number> {
  await page.getByTestId('refresh-stop').click();
  return control.cursor('rp');
}

test('"changed" makes the page call once and go on with the new session_state', async ({
  home,
  control,
  urls,
  issuer,
}) => {
  const after = await stopRefreshing(home, control);
  issuer.statuses = ['unchanged', 'changed'];
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
  const after = await stopRefreshing(home, control);
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
  const after = await stopRefreshing(home, control);
  issuer.statuses = ['changed', 'changed'];
  await home.goto(urls.home);
  let last = after;
  for (let calls = 0; calls < 3; calls += 1) last = (await next(control, 'silent-result', last)).sequence;
  await letPoll(home, urls.home);
  expect(await outcomesSince(control, after)).toEqual(['renewed', 'renewed', 'renewed']);
});

test('an iframe that never answers is shown as such and ends nothing', async ({ home, urls, issuer }) => {
  issuer.statuses = ['silence', 'silence'];
  await home.goto(urls.home);
  await expect(home.getByTestId('session-status')).toHaveText('no answer', { timeout: 15_000 });
  await expect(home.getByTestId('signed-in-as')).toBeVisible();
});
