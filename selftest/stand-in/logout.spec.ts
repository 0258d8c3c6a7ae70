import { expect } from '@playwright/test';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { hours, minutes } from '../../lib/durations.ts';
import { signedIn } from './signed-in.ts';
import { answered, ERROR_PAGE, LOGGED_OUT, test } from './world.ts';

test('the redirect carries the state if there was one, and nothing else', async ({ world }) => {
  const first = await signedIn(world);
  const bare = await world.logOut(first.browser, {
    id_token_hint: first.idToken,
    post_logout_redirect_uri: LOGGED_OUT,
  });
  expect([bare.status, bare.headers.get('location')]).toEqual([303, LOGGED_OUT]);
  const second = await signedIn(world);
  const posted = await second.browser.post(world.url('/oidc/logout'), {
    id_token_hint: second.idToken,
    client_id: second.application.clientId,
    post_logout_redirect_uri: LOGGED_OUT,
    state: 'post',
  });
  expect(posted.headers.get('location')).toBe(`${LOGGED_OUT}?state=post`);
  const third = await signedIn(world);
  const without = await world.logOut(third.browser, { id_token_hint: third.idToken });
  expect((await third.browser.get(without.headers.get('location') ?? '')).body).toContain(
    'You have successfully logged out.',
  );
  for (const name of ['opbs', 'commonAuthId']) expect(third.browser.cookie(name), name).toBeUndefined();
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
  const former = await signedIn(world);
  await world.logOut(former.browser, { id_token_hint: former.idToken });
  const logoutToken = world.receiver.at(former.path)[0]?.token ?? 'none came';
  const requests: Record<string, string>[] = [
    { id_token_hint: idToken, post_logout_redirect_uri: 'https://evil.example/' },
    { id_token_hint: idToken, post_logout_redirect_uri: `${LOGGED_OUT}?x=1` },
    { id_token_hint: 'garbage', post_logout_redirect_uri: LOGGED_OUT },
    { id_token_hint: foreign, post_logout_redirect_uri: LOGGED_OUT },
    { id_token_hint: unsigned, post_logout_redirect_uri: LOGGED_OUT },
    { id_token_hint: logoutToken, post_logout_redirect_uri: LOGGED_OUT },
    { client_id: 'nope', post_logout_redirect_uri: LOGGED_OUT },
    { client_id: other.clientId, id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT },
    { consent: 'approve' },
    { consent: 'approve', logoutKey: 'guessed' },
  ];
  for (const request of requests) {
    const refused = await world.logOut(browser, { ...request, state: 'x' });
    expect(answered(refused).to, JSON.stringify(request)).toBe(world.url(ERROR_PAGE));
    expect((await browser.get(refused.headers.get('location') ?? '')).body).toContain('Something went wrong');
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
  expect([nothing.to, nothing.names]).toEqual([world.url('/authenticationendpoint/oauth2_logout.do'), []]);
  const foreign = { id_token_hint: idToken, post_logout_redirect_uri: 'https://evil.example/' };
  expect(answered(await world.logOut(browser, foreign)).to).toBe(world.url(ERROR_PAGE));
});

test('a browser that lost its browser state is logged out all the same', async ({ world }) => {
  const { browser, application, idToken, path } = await signedIn(world);
  const session = browser.cookies.get('commonAuthId');
  browser.cookies.delete('opbs');
  const answer = await world.logOut(browser, { id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT });
  expect(answer.headers.get('location')).toBe(LOGGED_OUT);
  if (session !== undefined) browser.cookies.set('commonAuthId', session);
  expect(await world.silentResult(browser, application)).toBe('login_required');
  expect(world.receiver.at(path)).toHaveLength(1);
});

test('the user comes back when the clients have been told, and waits six seconds for one that hangs', async ({
  world,
}) => {
  world.receiver.slowMs = 20_000;
  const slow = await world.application({ backChannelLogoutUrl: world.receiver.url('/slow') });
  const { browser, idToken, path } = await signedIn(world);
  expect(await world.silentResult(browser, slow)).toBe('code');
  const began = performance.now();
  await world.logOut(browser, { id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT });
  expect(performance.now() - began).toBeGreaterThan(5_900);
  expect(performance.now() - began).toBeLessThan(9_000);
  expect(world.receiver.at(path)).toHaveLength(1);
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

test('clients are called in frames with the query of their url, iss and sid, and then the browser goes on', async ({
  world,
}) => {
  const application = await world.application({ frontChannelLogoutUrl: 'https://rp.example/front?tenant=a%20b' });
  const [user, browser] = [await world.user(), world.browser()];
  const { idToken, claims } = await world.signIn(browser, application, user);
  const page = await world.logOut(browser, { id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT });
  const [, source = ''] = /<iframe hidden src="([^"]+)">/.exec(page.body) ?? [];
  const called = new URL(source.replaceAll('&amp;', '&')).searchParams;
  expect(Object.fromEntries(called)).toEqual({ tenant: 'a b', iss: world.url('/oauth2/token'), sid: claims['sid'] });
  expect(page.body).toContain(`const target = "${LOGGED_OUT}"`);
  expect(await world.silentResult(browser, application)).toBe('login_required');
});

test('a refresh token that was issued with offline_access outlives the logout', async ({ world }) => {
  const { application, browser, idToken } = await signedIn(world);
  const answer = await world.silent(browser, application, { scope: 'openid offline_access' });
  const { refreshToken } = await world.redeem(application, answered(answer).query.get('code') ?? '');
  await world.logOut(browser, { id_token_hint: idToken });
  const refreshed = await world.token(application, { grant_type: 'refresh_token', refresh_token: refreshToken });
  expect(refreshed.claims.sub).toBe(decodeJwt(idToken).sub);
});
