import { expect } from '@playwright/test';
import { minutes, seconds } from '../../lib/durations.ts';
import { answered, CALLBACK, LOGGED_OUT, test } from './world.ts';

test('a sign-in gives a code, a session_state and tokens with the claims of the session', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const submitted = await world.submitLogin(browser, application, user);
  expect(submitted.status).toBe(303);
  const answer = await browser.get(submitted.headers.get('location') ?? '');
  const { to, names, query } = answered(answer);
  expect(to).toBe(CALLBACK);
  expect(names.toSorted()).toEqual(['code', 'session_state', 'state']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.setCookies.map((cookie) => cookie.replace(/=[^;]*/, ''))).toEqual([
    'opbs; Path=/; Secure; SameSite=None',
  ]);
  const { claims, refreshToken } = await world.redeem(application, query.get('code') ?? '');
  expect(claims).toMatchObject({ sub: user.id, nonce: 'n1', aud: application.clientId });
  for (const name of ['isk', 'sid', 'at_hash']) expect(claims, name).toHaveProperty(name);
  expect(refreshToken).not.toBe('');
});

test('a silent call with a session gives a code; without one login_required, a session_state and the state', async ({
  world,
}) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const [refused, again] = [
    answered(await world.silent(browser, application)),
    answered(await world.silent(browser, application)),
  ];
  expect(refused.names.toSorted()).toEqual(['error', 'error_description', 'session_state', 'state']);
  expect(Object.fromEntries(refused.query)).toMatchObject({ error: 'login_required', state: 's1' });
  expect(refused.query.get('session_state')).toMatch(/^[\w.-]+$/);
  expect(refused.query.get('session_state')).not.toBe(again.query.get('session_state'));
  const { claims } = await world.signIn(browser, application, user);
  const browserState = browser.cookie('opbs');
  const silent = answered(await world.silent(browser, application));
  expect(silent.names.toSorted()).toEqual(['code', 'session_state', 'state']);
  const tokens = await world.redeem(application, silent.query.get('code') ?? '');
  expect(tokens.claims['sid']).toBe(claims['sid']);
  expect(browser.cookie('opbs')).toBe(browserState);
});

test('pages for people cannot be framed, and the check-session iframe can', async ({ world }) => {
  const [application, browser] = [await world.application(), world.browser()];
  const login = await browser.follow(world.authorizeUrl(application));
  expect(login.body).toContain('id="loginForm"');
  expect(login.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
  const query = new URLSearchParams({ client_id: application.clientId, redirect_uri: CALLBACK });
  const iframe = await browser.get(world.url(`/oidc/checksession?${query.toString()}`));
  for (const name of ['x-frame-options', 'content-security-policy']) expect(iframe.headers.get(name)).toBeNull();
});

test('token answers may not be cached, and no other origin reads an answer with cookies', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  const code = answered(await world.silent(browser, application)).query.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
  const answer = await world.askForTokens(application, form);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('pragma')).toBe('no-cache');
  const foreign = await world.askForTokens(application, form, { origin: 'https://evil.example' });
  expect(foreign.status).toBe(400);
  for (const name of ['origin', 'credentials'])
    expect(foreign.headers.get(`access-control-allow-${name}`), name).toBeNull();
});

test('the idle timeout is exact, and a silent call restarts it', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  for (let call = 0; call < 3; call += 1) {
    await world.advance(seconds(14 * 60 + 50));
    expect(await world.silentResult(browser, application)).toBe('code');
  }
  await world.advance(seconds(15 * 60 + 10));
  expect(await world.silentResult(browser, application)).toBe('login_required');
  expect(browser.cookie('commonAuthId')).toBeDefined();
});

test('logout ends the session, clears the cookies, echoes the state and tells each client once', async ({ world }) => {
  const user = await world.user();
  const first = await world.application({ backChannelLogoutUrl: world.receiver.url('/logout-first') });
  const second = await world.application({ backChannelLogoutUrl: world.receiver.url('/logout-second') });
  const browser = world.browser();
  const { idToken, claims } = await world.signIn(browser, first, user);
  expect(await world.silentResult(browser, second)).toBe('code');
  const answer = await world.logOut(browser, {
    id_token_hint: idToken,
    post_logout_redirect_uri: LOGGED_OUT,
    state: 'st 42&é',
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe(`${LOGGED_OUT}?state=st+42%26%C3%A9`);
  expect(browser.cookie('commonAuthId')).toBeUndefined();
  expect(browser.cookie('opbs')).toBeUndefined();
  expect(await world.silentResult(browser, first)).toBe('login_required');
  await expect
    .poll(() => world.receiver.at('/logout-first').length + world.receiver.at('/logout-second').length)
    .toBe(2);
  const [token] = world.receiver.at('/logout-first');
  expect(token?.header).toMatchObject({ alg: 'RS256', typ: 'logout+jwt' });
  expect(token?.claims).toMatchObject({
    sub: user.id,
    sid: claims['sid'],
    aud: first.clientId,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
  expect((token?.claims.exp ?? 0) - (token?.claims.iat ?? 0)).toBe(120);
});

test('a changed idle timeout is in force at once', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  await world.advance(minutes(2));
  await world.admin.changeServerSettings({ idleSessionTimeoutPeriod: '1' });
  expect(await world.silentResult(browser, application)).toBe('login_required');
  await world.admin.changeServerSettings({ idleSessionTimeoutPeriod: '15' });
});

test('an authorization request may come as a form', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  const { origin, pathname, searchParams } = new URL(world.authorizeUrl(application, { prompt: 'none' }));
  const answer = await browser.post(`${origin}${pathname}`, Object.fromEntries(searchParams));
  expect(answered(answer).names).toContain('code');
});

test('a login page that was left open too long is refused politely', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const login = answered(await browser.get(world.authorizeUrl(application)));
  await world.advance(minutes(81));
  const form = {
    username: user.user,
    password: user.password,
    sessionDataKey: login.query.get('sessionDataKey') ?? '',
  };
  const answer = await browser.post(world.url('/commonauth'), form);
  expect([answer.status, answer.setCookies]).toEqual([400, []]);
});

test('a code is good for one exchange, by the client and at the uri that it was made for', async ({ world }) => {
  const [application, other, user, browser] = [
    await world.application(),
    await world.application(),
    await world.user(),
    world.browser(),
  ];
  await world.signIn(browser, application, user);
  const code = async () => answered(await world.silent(browser, application)).query.get('code') ?? '';
  await expect(world.redeem(other, await code())).rejects.toThrow('invalid_grant');
  const elsewhere = { grant_type: 'authorization_code', code: await code(), redirect_uri: LOGGED_OUT };
  await expect(world.token(application, elsewhere)).rejects.toThrow('invalid_grant');
  const used = await code();
  await world.redeem(application, used);
  await expect(world.redeem(application, used)).rejects.toThrow('invalid_grant');
});
