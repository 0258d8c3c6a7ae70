import { expect } from '@playwright/test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { hours, minutes } from '../../containers/durations.ts';
import { signedIn } from './signed-in.ts';
import { answered, LOGGED_OUT, test } from './world.ts';

test('the redirect carries the state if there was one, and nothing else', async ({ world }) => {
  const first = await signedIn(world);
  const bare = await world.logOut(first.browser, {
    id_token_hint: first.idToken,
    post_logout_redirect_uri: LOGGED_OUT,
  });
  expect(bare.headers.get('location')).toBe(LOGGED_OUT);
  const second = await signedIn(world);
  const byClient = { client_id: second.application.clientId, post_logout_redirect_uri: LOGGED_OUT, state: 'cid' };
  expect((await world.logOut(second.browser, byClient)).headers.get('location')).toBe(`${LOGGED_OUT}?state=cid`);
  const third = await signedIn(world);
  const posted = await third.browser.post(world.url('/oidc/logout'), {
    id_token_hint: third.idToken,
    post_logout_redirect_uri: LOGGED_OUT,
    state: 'post',
  });
  expect(posted.headers.get('location')).toBe(`${LOGGED_OUT}?state=post`);
  const fourth = await signedIn(world);
  const without = await world.logOut(fourth.browser, { id_token_hint: fourth.idToken });
  expect(without.headers.get('location')).toBe(world.url('/authenticationendpoint/oauth2_logout.do'));
  expect((await fourth.browser.get(without.headers.get('location') ?? '')).body).toContain(
    'You have successfully logged out.',
  );
});

test("the cookies are taken back in the product's words", async ({ world }) => {
  const { browser, idToken } = await signedIn(world);
  const { setCookies } = await world.logOut(browser, { id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT });
  expect(setCookies.map((cookie) => cookie.replace(/=[^;]*/, '=…'))).toEqual([
    'opbs=…; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/; Secure; SameSite=None',
    'commonAuthId=…; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/; Secure; HttpOnly; SameSite=None',
  ]);
});

test('an expired hint is accepted', async ({ world }) => {
  const { application, browser, idToken } = await signedIn(world);
  for (let quarter = 0; quarter < 12; quarter += 1) {
    await world.advance(hours(0.2));
    expect(await world.silentResult(browser, application)).toBe('code');
  }
  const answer = await world.logOut(browser, {
    id_token_hint: idToken,
    post_logout_redirect_uri: LOGGED_OUT,
    state: 'exp',
  });
  expect(answer.headers.get('location')).toBe(`${LOGGED_OUT}?state=exp`);
  expect(await world.silentResult(browser, application)).toBe('login_required');
});

test('bad requests get a readable page; the session lives and nobody is told', async ({ world }) => {
  const { application, browser, idToken, claims, path } = await signedIn(world);
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const foreign = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: (await exportJWK(privateKey)).n ?? '' })
    .sign(privateKey);
  const [, payload = ''] = idToken.split('.');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  const other = await world.application();
  const requests: Record<string, string>[] = [
    { id_token_hint: idToken, post_logout_redirect_uri: 'https://evil.example/' },
    { id_token_hint: idToken, post_logout_redirect_uri: `${LOGGED_OUT}?x=1` },
    { id_token_hint: 'garbage', post_logout_redirect_uri: LOGGED_OUT },
    { id_token_hint: foreign, post_logout_redirect_uri: LOGGED_OUT },
    { id_token_hint: unsigned, post_logout_redirect_uri: LOGGED_OUT },
    { client_id: 'nope', post_logout_redirect_uri: LOGGED_OUT },
    { client_id: other.clientId, id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT },
    { consent: 'approve' },
    { consent: 'approve', logoutKey: 'guessed' },
  ];
  for (const request of requests) {
    const { to, query } = answered(await world.logOut(browser, { ...request, state: 'x' }));
    expect(to, JSON.stringify(request)).toBe(world.url('/authenticationendpoint/oauth2_error.do'));
    expect(query.get('oauthErrorCode')).toBe('access_denied');
    const page = await browser.get(`${to}?${query.toString()}`);
    expect(page.body).toContain(query.get('oauthErrorMsg') ?? 'no message');
    expect(await world.silentResult(browser, application)).toBe('code');
  }
  expect(world.receiver.at(path)).toEqual([]);
});

test('without a session the browser goes straight to the uri, or to the success page', async ({ world }) => {
  const { browser, idToken, application } = await signedIn(world);
  await world.logOut(browser, { id_token_hint: idToken });
  const again = { post_logout_redirect_uri: LOGGED_OUT, state: 'again' };
  expect((await world.logOut(browser, { id_token_hint: idToken, ...again })).headers.get('location')).toBe(
    `${LOGGED_OUT}?state=again`,
  );
  expect((await world.logOut(browser, { client_id: application.clientId, ...again })).headers.get('location')).toBe(
    `${LOGGED_OUT}?state=again`,
  );
  const nothing = answered(await world.logOut(browser, {}));
  expect(nothing.to).toBe(world.url('/authenticationendpoint/oauth2_logout.do'));
  expect(nothing.names).toEqual(['crId']);
  const foreign = answered(
    await world.logOut(browser, { id_token_hint: idToken, post_logout_redirect_uri: 'https://evil.example/' }),
  );
  expect(foreign.to).toContain('oauth2_error.do');
});

test('a browser that lost one of its session cookies is logged out all the same', async ({ world }) => {
  for (const lost of ['opbs', 'commonAuthId']) {
    const { browser, application, idToken, path } = await signedIn(world);
    const kept = { ...browser.cookies.get('commonAuthId') };
    browser.cookies.delete(lost);
    const answer = await world.logOut(browser, {
      id_token_hint: idToken,
      post_logout_redirect_uri: LOGGED_OUT,
      state: 'x',
    });
    expect(answer.headers.get('location')).toBe(`${LOGGED_OUT}?state=x`);
    browser.cookies.set('commonAuthId', { name: 'commonAuthId', value: kept.value ?? '', path: '/' });
    expect(await world.silentResult(browser, application)).toBe('login_required');
    await expect.poll(() => world.receiver.at(path).length).toBe(1);
  }
});

test('a receiver that hangs delays neither the user nor the other clients', async ({ world }) => {
  world.receiver.slowMs = 5_000;
  const slow = await world.application({ backChannelLogoutUrl: world.receiver.url('/slow') });
  const { application, browser, idToken, path } = await signedIn(world);
  expect(await world.silentResult(browser, slow)).toBe('code');
  const began = performance.now();
  await world.logOut(browser, { id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT });
  expect(performance.now() - began).toBeLessThan(1_000);
  await expect.poll(() => world.receiver.at(path).length, { timeout: 1_000 }).toBe(1);
  expect(world.receiver.at(path)[0]?.claims.aud).toBe(application.clientId);
});

test('the tokens of a session end with a logout, but not by idleness', async ({ world }) => {
  const { application, browser, idToken, accessToken, refreshToken } = await signedIn(world);
  const info = () => world.call('/oauth2/userinfo', { headers: { authorization: `Bearer ${accessToken}` } });
  const refresh = (token: string) => world.token(application, { grant_type: 'refresh_token', refresh_token: token });
  await world.advance(minutes(16));
  expect((await info()).status).toBe(200);
  const refreshed = await refresh(refreshToken);
  expect(await world.silentResult(browser, application)).toBe('login_required');
  expect((await info()).status).toBe(200);
  const other = await signedIn(world);
  await world.logOut(other.browser, { id_token_hint: other.idToken });
  expect(
    (await world.call('/oauth2/userinfo', { headers: { authorization: `Bearer ${other.accessToken}` } })).status,
  ).toBe(401);
  await expect(
    world.token(other.application, { grant_type: 'refresh_token', refresh_token: other.refreshToken }),
  ).rejects.toThrow('invalid_grant');
  await world.logOut(browser, { id_token_hint: idToken });
  expect((await refresh(refreshed.refreshToken)).claims.sub).toBe(refreshed.claims.sub);
});
