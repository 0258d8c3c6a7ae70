import { expect } from '@playwright/test';
import { seconds } from '../../lib/durations.ts';
import { answered, CALLBACK, test } from './world.ts';

const OTHER_KEY_HINT =
  'eyJhbGciOiJSUzI1NiIsImtpZCI6Im5vbmUifQ.eyJpc3MiOiJodHRwczovL2xvY2FsaG9zdCIsInN1YiI6Im5vYm9keSIsImF1ZCI6Im5vYm9keSJ9.c2lnbmF0dXJl';

const ERROR_PARAMETERS = ['error', 'error_description', 'session_state', 'state'];

test('max_age counts for silent calls, and auth_time stays what it was at the sign-in', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const first = await world.signIn(browser, application, user, {}, { max_age: '10000' });
  expect(first.claims['auth_time']).toEqual(expect.any(Number));
  await world.advance(seconds(30));
  const silent = answered(await world.silent(browser, application, { max_age: '10000' }));
  const again = await world.redeem(application, silent.query.get('code') ?? '');
  expect(again.claims['auth_time']).toBe(first.claims['auth_time']);
  expect(await world.silentResult(browser, application, { max_age: '1' })).toBe('login_required');
  expect(await world.silentResult(browser, application, { max_age: 'soon' })).toBe('invalid_request');
  const requested = { claims: JSON.stringify({ id_token: { auth_time: { essential: true } } }) };
  const byClaims = answered(await world.silent(browser, application, requested));
  const claimed = await world.redeem(application, byClaims.query.get('code') ?? '');
  expect(claimed.claims['auth_time']).toBe(first.claims['auth_time']);
});

test('response_mode is honoured for errors and for codes', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const refused = answered(await world.silent(browser, application, { response_mode: 'fragment' }));
  expect(refused.names).toEqual([]);
  expect([...refused.fragment.keys()].toSorted()).toEqual(ERROR_PARAMETERS);
  const form = await world.silent(browser, application, { response_mode: 'form_post' });
  expect(form.headers.get('cache-control')).toBe('no-store');
  expect(form.headers.get('content-security-policy')).toBeNull();
  const names = [...form.body.matchAll(/<input type="hidden" name="(\w+)"/g)].map(([, name]) => name);
  expect(names.toSorted()).toEqual(ERROR_PARAMETERS);
  await world.signIn(browser, application, user);
  const code = answered(await world.silent(browser, application, { response_mode: 'fragment' }));
  expect([...code.fragment.keys()].toSorted()).toEqual(['code', 'session_state', 'state']);
});

test('prompt=none beside another prompt is an error, and does not restart the idle clock', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  await world.advance(seconds(10 * 60));
  expect(await world.silentResult(browser, application, { prompt: 'none login' })).toBe('invalid_request');
  await world.advance(seconds(10 * 60));
  expect(await world.silentResult(browser, application)).toBe('login_required');
});

test('errors for a bad hint name no token', async ({ world }) => {
  const application = await world.application();
  const [browser, otherBrowser] = [world.browser(), world.browser()];
  const other = await world.signIn(otherBrowser, application, await world.user());
  const own = await world.signIn(browser, application, await world.user());
  expect(await world.silentResult(browser, application, { id_token_hint: own.idToken })).toBe('code');
  for (const hint of [other.idToken, OTHER_KEY_HINT, 'garbage']) {
    const { query, names } = answered(await world.silent(browser, application, { id_token_hint: hint }));
    expect(names.toSorted()).toEqual(ERROR_PARAMETERS);
    expect(query.toString()).not.toContain(hint);
  }
});

test('an unknown client and an unregistered uri get a page, and no redirect', async ({ world }) => {
  const [application, browser] = [await world.application(), world.browser()];
  const unknown = await browser.follow(world.authorizeUrl({ ...application, clientId: 'nope' }));
  expect(unknown.status).toBe(400);
  expect(unknown.body).toContain('invalid_client');
  for (const nearly of ['https://evil.example/cb', `${CALLBACK}/more`, `x${CALLBACK}`, `${CALLBACK}?x=1`])
    expect(await world.silentResult(browser, application, { redirect_uri: nearly })).toBe('page');
});

test('a request without openid gets a code but no session_state', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  const url = new URL(world.authorizeUrl(application, { scope: 'email', prompt: 'none' }));
  url.searchParams.delete('nonce');
  expect(answered(await browser.get(url.href)).names).toEqual(['code', 'state']);
});

test('every silent call has another salt, and the hash is over client, origin and browser state', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  const states = [];
  for (let call = 0; call < 2; call += 1)
    states.push(answered(await world.silent(browser, application)).query.get('session_state') ?? '');
  expect(new Set(states).size).toBe(2);
  const { createHash } = await import('node:crypto');
  for (const state of states) {
    const [hash, salt] = state.split('.');
    const text = `${application.clientId} https://rp.example ${browser.cookie('opbs') ?? ''} ${salt ?? ''}`;
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  }
});

test('consent is asked for where the application does not skip it, and is remembered', async ({ world }) => {
  const application = await world.application({ skipLoginConsent: false });
  const [user, browser] = [await world.user(), world.browser()];
  const submitted = await world.submitLogin(browser, application, user);
  const asked = answered(await browser.get(submitted.headers.get('location') ?? ''));
  expect(asked.to).toBe(world.url('/authenticationendpoint/oauth2_consent.do'));
  const sessionDataKey = asked.query.get('sessionDataKey') ?? '';
  expect((await browser.get(`${asked.to}?${asked.query.toString()}`)).body).toContain(sessionDataKey);
  const stranger = { sessionDataKey, consent: 'approve' };
  expect((await world.browser().post(world.url('/oauth2/authorize'), stranger)).status).toBe(400);
  const denied = await browser.post(world.url('/oauth2/authorize'), { sessionDataKey, consent: 'deny' });
  expect(answered(denied).query.get('error')).toBe('access_denied');
  expect(await world.silentResult(browser, application)).toBe('consent_required');
  const again = answered(await browser.get(world.authorizeUrl(application))).query.get('sessionDataKey') ?? '';
  const approval = { sessionDataKey: again, consent: 'approve' };
  const approved = await browser.post(world.url('/oauth2/authorize'), approval);
  expect(answered(approved).query.has('code')).toBe(true);
  expect(await world.silentResult(browser, application)).toBe('code');
});
