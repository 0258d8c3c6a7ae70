import { expect } from '@playwright/test';
import { days, minutes } from '../../lib/durations.ts';
import { answered, LOGGED_OUT, test } from './world.ts';

test('remember-me lasts 14 days, which every call begins anew, and so does its cookie', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const submitted = await world.submitLogin(browser, application, user, { chkRemember: 'on' });
  const kept = /^commonAuthId=[^;]+; Max-Age=1209600; Expires=[^;]+ GMT; Path=\/; Secure; HttpOnly; SameSite=None$/;
  expect(submitted.setCookies.find((cookie) => cookie.startsWith('commonAuthId='))).toMatch(kept);
  await browser.get(submitted.headers.get('location') ?? '');
  await world.advance(days(13));
  const silent = await world.silent(browser, application);
  expect(answered(silent).query.has('code')).toBe(true);
  expect(silent.setCookies.find((cookie) => cookie.startsWith('commonAuthId='))).toMatch(kept);
  await world.advance(days(13));
  expect(await world.silentResult(browser, application)).toBe('code');
  await world.advance(days(14.1));
  expect(await world.silentResult(browser, application)).toBe('login_required');
});

test('a maximum lifetime ends a session whatever is called', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.admin.changeServerSettings({
    enableMaximumSessionTimeoutPeriod: 'true',
    maximumSessionTimeoutPeriod: '20',
  });
  await world.signIn(browser, application, user);
  await world.advance(minutes(10));
  expect(await world.silentResult(browser, application)).toBe('code');
  await world.advance(minutes(9));
  expect(await world.silentResult(browser, application)).toBe('code');
  await world.advance(minutes(2));
  expect(await world.silentResult(browser, application)).toBe('login_required');
  await world.admin.changeServerSettings({ enableMaximumSessionTimeoutPeriod: 'false' });
});

test('only the extension and an authorization restart the idle clock', async ({ world }) => {
  const application = await world.application();
  const user = await world.user();
  const signIn = async () => {
    const browser = world.browser();
    return { browser, ...(await world.signIn(browser, application, user)) };
  };
  const [informed, refreshed, framed, refused, extended, keyed] = await Promise.all([
    signIn(),
    signIn(),
    signIn(),
    signIn(),
    signIn(),
    signIn(),
  ]);
  await world.advance(minutes(10));
  await world.call('/oauth2/userinfo', { headers: { authorization: `Bearer ${informed.accessToken}` } });
  await world.token(application, { grant_type: 'refresh_token', refresh_token: refreshed.refreshToken });
  const iframe = new URLSearchParams({ client_id: application.clientId, redirect_uri: 'https://rp.example/callback' });
  await framed.browser.get(world.url(`/oidc/checksession?${iframe.toString()}`));
  await framed.browser.get(world.url('/oidc/checksession/state'));
  expect(await world.silentResult(refused.browser, application, { redirect_uri: 'https://evil.example/' })).toBe(
    'page',
  );
  const extension = await extended.browser.get(world.url('/identity/extend-session'));
  expect([extension.status, extension.body]).toEqual([200, '']);
  const byKey = new URLSearchParams({ idpSessionKey: String(keyed.claims['isk']) });
  expect((await world.call(`/identity/extend-session?${byKey.toString()}`)).status).toBe(200);
  await world.advance(minutes(10));
  for (const { browser } of [informed, refreshed, framed, refused])
    expect(await world.silentResult(browser, application)).toBe('login_required');
  for (const { browser } of [extended, keyed]) expect(await world.silentResult(browser, application)).toBe('code');
  expect((await informed.browser.get(world.url('/identity/extend-session'))).status).toBe(400);
});

test('the browser state rotates when a further client joins, and only then', async ({ world }) => {
  const [first, second, user, browser] = [
    await world.application(),
    await world.application(),
    await world.user(),
    world.browser(),
  ];
  const { claims } = await world.signIn(browser, first, user);
  const state = browser.cookie('opbs');
  expect(state).toMatch(/^[0-9a-f-]{36}-v2$/);
  const joined = answered(await browser.get(world.authorizeUrl(second)));
  expect((await world.redeem(second, joined.query.get('code') ?? '')).claims['sid']).toBe(claims['sid']);
  const rotated = browser.cookie('opbs');
  expect(rotated).not.toBe(state);
  await world.silent(browser, first);
  await browser.get(world.authorizeUrl(second));
  expect(browser.cookie('opbs')).toBe(rotated);
});

test('after A ran out, B in the same browser gets a session of their own, and A is named to nobody', async ({
  world,
}) => {
  const [userA, userB, browser] = [await world.user(), await world.user(), world.browser()];
  const onlyA = await world.application({ backChannelLogoutUrl: world.receiver.url('/only-a') });
  const both = await world.application({ backChannelLogoutUrl: world.receiver.url('/both') });
  const a = await world.signIn(browser, onlyA, userA);
  await world.silent(browser, both);
  await world.advance(minutes(16));
  const b = await world.signIn(browser, both, userB);
  expect(b.claims['sid']).not.toBe(a.claims['sid']);
  await world.logOut(browser, { id_token_hint: b.idToken, post_logout_redirect_uri: LOGGED_OUT });
  await expect.poll(() => world.receiver.at('/both').length).toBe(1);
  expect(world.receiver.at('/both')[0]?.claims).toMatchObject({ sub: userB.id, sid: b.claims['sid'] });
  expect(world.receiver.at('/only-a')).toEqual([]);
});

test('prompt=login asks again and keeps the session of the same user', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const first = await world.signIn(browser, application, user, {}, { max_age: '1000' });
  const before = browser.cookie('commonAuthId');
  await world.advance(minutes(1));
  const again = await world.signIn(browser, application, user, {}, { prompt: 'login', max_age: '1000' });
  expect(again.claims['sid']).toBe(first.claims['sid']);
  expect(browser.cookie('commonAuthId'), 'a session cookie from before a sign-in is of no use').not.toBe(before);
  expect(Number(again.claims['auth_time'])).toBeGreaterThanOrEqual(Number(first.claims['auth_time']) + 59);
  const other = await world.signIn(browser, application, await world.user(), {}, { prompt: 'login' });
  expect(other.claims['sid']).not.toBe(first.claims['sid']);
});

test('a wrong password leads back to the form, and a form of another browser is not taken', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const failed = answered(await world.submitLogin(browser, application, { ...user, password: 'wrong' }));
  expect(failed.to).toContain('/login.do');
  expect((await browser.get(`${failed.to}?${failed.query.toString()}`)).body).toContain('login-page-error-message');
  const form = {
    username: user.user,
    password: user.password,
    sessionDataKey: failed.query.get('sessionDataKey') ?? '',
  };
  const foreign = await world.browser().post(world.url('/commonauth'), form);
  expect([foreign.status, foreign.setCookies]).toEqual([400, []]);
  expect(answered(await browser.post(world.url('/commonauth'), form)).to).toContain('/oauth2/authorize');
});

test('the refreshed id_token keeps the sid', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const { claims, refreshToken } = await world.signIn(browser, application, user);
  const refreshed = await world.token(application, { grant_type: 'refresh_token', refresh_token: refreshToken });
  expect(refreshed.claims['sid']).toBe(claims['sid']);
  expect(refreshed.claims['isk']).toBe(claims['isk']);
  expect(refreshed.refreshToken).not.toBe(refreshToken);
});
