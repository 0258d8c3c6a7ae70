import { expect } from '@playwright/test';
import type { Browser } from './browser.ts';
import { signedIn } from './signed-in.ts';
import { answered, ERROR_PAGE, LOGGED_OUT, test, type World } from './world.ts';

const hiddenFields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

/** Logs out through the consent page. */
async function answerConsent(world: World, browser: Browser, consentUrl: string, consent: 'approve' | 'deny') {
  const { body } = await browser.get(consentUrl);
  expect(body).toContain('id="oidc_logout_consent_form"');
  expect(hiddenFields(body)['consent']).toBe('deny');
  return browser.post(world.url('/oidc/logout'), { ...hiddenFields(body), consent });
}

test('without a hint of this very session the user is asked, whatever the application prefers', async ({ world }) => {
  const stranger = await signedIn(world);
  const { application, browser, path, user } = await signedIn(world);
  const elsewhere = await world.signIn(world.browser(), application, user);
  const uri = { post_logout_redirect_uri: LOGGED_OUT };
  const requests: Record<string, string>[] = [
    {},
    uri,
    { ...uri, client_id: application.clientId },
    { ...uri, id_token_hint: stranger.idToken },
    { ...uri, id_token_hint: elsewhere.idToken },
  ];
  for (const request of requests) {
    const { to } = answered(await world.logOut(browser, { ...request, state: 'x' }));
    expect(to, JSON.stringify(request)).toBe(world.url('/authenticationendpoint/oauth2_logout_consent.do'));
    expect(await world.silentResult(browser, application)).toBe('code');
  }
  expect(world.receiver.at(path)).toEqual([]);
});

test('the consent page: No keeps the session, Yes ends it', async ({ world }) => {
  const { application, browser, idToken, path } = await signedIn(world, { skipLogoutConsent: false });
  const request = { id_token_hint: idToken, post_logout_redirect_uri: LOGGED_OUT, state: 'cons' };
  const asked = (await world.logOut(browser, request)).headers.get('location') ?? '';
  const no = await answerConsent(world, browser, asked, 'deny');
  expect(no.headers.get('location')).toBe(`${LOGGED_OUT}?error=access_denied&state=cons`);
  expect(await world.silentResult(browser, application)).toBe('code');
  expect(world.receiver.at(path)).toEqual([]);
  await world.logOut(browser, request);
  const yes = await answerConsent(world, browser, asked, 'approve');
  expect(yes.headers.get('location')).toBe(`${LOGGED_OUT}?state=cons`);
  expect(await world.silentResult(browser, application)).toBe('login_required');
  expect(world.receiver.at(path)).toHaveLength(1);
});

test('a request with neither hint nor client_id stays at the provider after the Yes', async ({ world }) => {
  const { browser } = await signedIn(world);
  const asked = (await world.logOut(browser, { post_logout_redirect_uri: LOGGED_OUT })).headers.get('location') ?? '';
  const yes = await answerConsent(world, browser, asked, 'approve');
  expect(yes.headers.get('location')).toBe(world.url('/authenticationendpoint/oauth2_logout.do'));
});

test('the answer of another browser does not count', async ({ world }) => {
  const { browser } = await signedIn(world);
  const victim = await signedIn(world);
  const asked = (await world.logOut(browser, {})).headers.get('location') ?? '';
  const fields = hiddenFields((await browser.get(asked)).body);
  await world.logOut(victim.browser, {});
  const answer = await victim.browser.post(world.url('/oidc/logout'), { ...fields, consent: 'approve' });
  expect(answered(answer).to).toBe(world.url(ERROR_PAGE));
  expect(await world.silentResult(victim.browser, victim.application)).toBe('code');
});
