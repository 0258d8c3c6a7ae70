import { expect } from '@playwright/test';
import { seconds } from '../../containers/durations.ts';
import { answered, CALLBACK, test } from './world.ts';

const OTHER_KEY_HINT =
  'eyJhbGciOiJSUzI1NiIsImtpZCI6Im5vbmUifQ.eyJpc3MiOiJodHRwczovL2xvY2FsaG9zdCIsInN1YiI6Im5vYm9keSIsImF1ZCI6Im5vYm9keSJ9.c2lnbmF0dXJl';

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
  expect(Object.fromEntries(refused.fragment)).toEqual({
    error: 'login_required',
    error_description: 'Authentication required',
    state: 's1',
  });
  const form = await world.silent(browser, application, { response_mode: 'form_post' });
  expect(form.status).toBe(200);
  expect(form.headers.get('x-frame-options')).toBe('DENY');
  expect(form.body).toContain('name="error" value="login_required"');
  expect(form.body).not.toContain('name="iss"');
  await world.signIn(browser, application, user);
  const code = answered(await world.silent(browser, application, { response_mode: 'fragment' }));
  expect([...code.fragment.keys()]).toEqual(['code', 'session_state', 'state']);
});

test('prompt=none beside another prompt is invalid, and does not restart the idle clock', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  await world.advance(seconds(10 * 60));
  const { names, query } = answered(await world.silent(browser, application, { prompt: 'none login' }));
  expect(names).toEqual(['error_description', 'state', 'error']);
  expect(query.get('error')).toBe('invalid_request');
  expect(query.get('error_description')).toBe(
    "Invalid prompt variable combination. The value 'none' cannot be used with others prompts. Prompt: ",
  );
  await world.advance(seconds(10 * 60));
  expect(await world.silentResult(browser, application)).toBe('login_required');
});

test('unknown prompts pass beside known ones only', async ({ world }) => {
  const [application, browser] = [await world.application(), world.browser()];
  expect(answered(await world.silent(browser, application, { prompt: 'login later' })).to).toContain('/login.do');
  expect(answered(await world.silent(browser, application, { prompt: 'select_account' })).to).toContain('/login.do');
  expect(answered(await world.silent(browser, application, { prompt: 'later' })).query.get('error')).toBe(
    'invalid_request',
  );
});

/** As the product answers: with the state of the session that the hint left alone. */
const HINT_ERROR = ['error', 'error_description', 'session_state', 'state'];

test('errors for a bad hint name no token', async ({ world }) => {
  const application = await world.application();
  const [browser, otherBrowser] = [world.browser(), world.browser()];
  const other = await world.signIn(otherBrowser, application, await world.user());
  const own = await world.signIn(browser, application, await world.user());
  expect(await world.silentResult(browser, application, { id_token_hint: own.idToken })).toBe('code');
  const foreign = answered(await world.silent(browser, application, { id_token_hint: other.idToken }));
  expect(foreign.names).toEqual(HINT_ERROR);
  expect(foreign.query.get('error')).toBe('login_required');
  expect(foreign.query.toString()).not.toContain(other.idToken.slice(0, 20));
  for (const hint of [OTHER_KEY_HINT, 'garbage']) {
    const { query, names } = answered(await world.silent(browser, application, { id_token_hint: hint }));
    expect(names).toEqual(HINT_ERROR);
    expect(query.get('error')).toBe('access_denied');
    expect(query.toString()).not.toContain(hint);
  }
});

test('a hint is read in silent calls only', async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  await world.signIn(browser, application, user);
  const answer = answered(await browser.get(world.authorizeUrl(application, { id_token_hint: 'garbage' })));
  expect(answer.names).toEqual(['code', 'session_state', 'state']);
});

test('an unknown client and an unregistered uri end on the error page', async ({ world }) => {
  const [application, browser] = [await world.application(), world.browser()];
  const unknown = answered(await browser.get(world.authorizeUrl({ ...application, clientId: 'nope' })));
  expect(unknown.to).toBe(world.url('/authenticationendpoint/oauth2_error.do'));
  expect(unknown.names).toEqual(['oauthErrorCode', 'oauthErrorMsg', 'crId']);
  expect(unknown.query.get('oauthErrorMsg')).toBe('application.not.found');
  const unregistered = answered(await world.silent(browser, application, { redirect_uri: 'https://evil.example/cb' }));
  expect(unregistered.names).toEqual(['oauthErrorCode', 'oauthErrorMsg', 'crId', 'spId']);
  expect(unregistered.query.get('oauthErrorCode')).toBe('invalid_callback');
  for (const nearly of [`${CALLBACK}/more`, `x${CALLBACK}`, `${CALLBACK}?x=1`]) {
    expect(await world.silentResult(browser, application, { redirect_uri: nearly })).toBe('page');
  }
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

test('consent is asked for where the application does not skip it, and "always" is remembered', async ({ world }) => {
  const application = await world.application({ skipLoginConsent: false });
  const [user, browser] = [await world.user(), world.browser()];
  const submitted = await world.submitLogin(browser, application, user, {}, { scope: 'openid orders' });
  const asked = answered(await browser.get(submitted.headers.get('location') ?? ''));
  expect(asked.to).toBe(world.url('/authenticationendpoint/oauth2_consent.do'));
  const key = asked.query.get('sessionDataKeyConsent') ?? '';
  expect((await browser.get(`${asked.to}?${asked.query.toString()}`)).body).toContain(key);
  const denied = answered(
    await browser.post(world.url('/oauth2/authorize'), { sessionDataKeyConsent: key, consent: 'deny' }),
  );
  expect(denied.query.get('error')).toBe('access_denied');
  expect(await world.silentResult(browser, application)).toBe('code');
  expect(await world.silentResult(browser, application, { scope: 'openid orders' })).toBe('consent_required');
  const again = answered(await browser.get(world.authorizeUrl(application, { scope: 'openid orders' })));
  const second = again.query.get('sessionDataKeyConsent') ?? '';
  const approved = await browser.post(world.url('/oauth2/authorize'), {
    sessionDataKeyConsent: second,
    consent: 'approveAlways',
  });
  expect(answered(approved).names).toEqual(['code', 'session_state', 'state']);
  expect(await world.silentResult(browser, application, { scope: 'openid orders' })).toBe('code');
});
