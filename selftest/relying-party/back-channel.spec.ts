import { expect } from '@playwright/test';
import { fetch } from 'undici';

import { seconds } from '../../lib/durations.ts';
import type { RelyingPartyControl } from '../../containers/relying-party/client.ts';
import { test } from './world.ts';

const FORM = 'application/x-www-form-urlencoded';

const post = (url: string, body: string, contentType = FORM) =>
  fetch(url, { method: 'POST', redirect: 'manual', headers: { 'content-type': contentType }, body });

const received = async (control: RelyingPartyControl, after = 0) =>
  (await control.waitForEvent('rp', { type: 'logout-token', after, timeout: seconds(5), what: 'a logout token' }))
    .event;

test('a valid logout token is answered with 200 and must not be cached', async ({ control, urls, issuer }) => {
  const token = await issuer.logoutToken({ sub: 'alice' });
  const response = await post(`${urls.backChannelLogout}?tenant=one`, `logout_token=${token}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const request = { contentType: FORM, query: [['tenant', 'one']], parameters: [['logout_token', token]] };
  expect(await received(control)).toEqual({ type: 'logout-token', ...request, token, valid: true });
});

test('the same logout token a second time finds nobody to sign out, which is a success', async ({
  control,
  urls,
  issuer,
}) => {
  const body = `logout_token=${await issuer.logoutToken({ sub: 'alice' })}`;
  expect((await post(urls.backChannelLogout, body)).status).toBe(200);
  expect((await post(urls.backChannelLogout, body)).status).toBe(200);
  expect(await received(control, 1), 'both are recorded').toMatchObject({ valid: true });
});

test('values that nobody knows are ignored', async ({ urls, issuer }) => {
  const body = `extra=1&logout_token=${await issuer.logoutToken({ sub: 'alice' })}`;
  expect((await post(urls.backChannelLogout, body)).status).toBe(200);
});

const MALFORMED: readonly (readonly [
  what: string,
  contentType: string,
  name: string,
  times: number,
  reason: RegExp,
])[] = [
  ['as JSON', 'application/json', 'logout_token', 1, /content type/],
  ['in a field of another name', FORM, 'token', 1, /no field logout_token/],
  ['twice', FORM, 'logout_token', 2, /several fields/],
];

for (const [what, contentType, name, times, reason] of MALFORMED) {
  test(`a logout token that is posted ${what} is recorded and refused`, async ({ control, urls, issuer }) => {
    const field = `${name}=${await issuer.logoutToken({ sub: 'alice' })}`;
    const response = await post(
      urls.backChannelLogout,
      Array.from({ length: times }, () => field).join('&'),
      contentType,
    );
    expect(response.status).toBe(400);
    expect(await received(control)).toMatchObject({ valid: false, problem: expect.stringMatching(reason) });
  });
}

test('a logout token that cannot be verified because the issuer is down is not valid', async ({
  control,
  urls,
  issuer,
}) => {
  const token = await issuer.logoutToken({ sub: 'alice' });
  await issuer.close();
  await post(urls.backChannelLogout, `logout_token=${token}`);
  expect((await received(control)).problem).toContain('could not be fetched');
});

test('a receiver can be told to fail, to redirect and to be slow', async ({ control, register, urls, issuer }) => {
  const send = async () => post(urls.backChannelLogout, `logout_token=${await issuer.logoutToken({ sub: 'alice' })}`);
  await register({ backChannel: { status: 500 } });
  expect((await send()).status).toBe(500);
  await register({ backChannel: { status: 302, redirectTo: 'https://elsewhere.example/' } });
  const redirect = await send();
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);

  const after = await control.cursor('rp');
  await register({ backChannel: { delayMs: 60_000 } });
  const slow = send().catch(() => 'cut off');
  expect(await received(control, after), 'the token is recorded long before the answer').toMatchObject({ valid: true });
  await register({ backChannel: {} });
  expect((await send()).status, 'other answers do not wait for the slow one').toBe(200);
  expect(await Promise.race([slow, Promise.resolve('pending')])).toBe('pending');
});

test('a relying party that is not registered answers 404', async ({ server }) => {
  expect((await post(`${server.backChannelOrigin}/r/nobody/back-channel-logout`, 'logout_token=x')).status).toBe(404);
});
