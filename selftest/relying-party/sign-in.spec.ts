import { expect } from '@playwright/test';

import { answer } from './stub-issuer.ts';
import { ALICE, signIn, test, Visitor } from './world.ts';

test('a sign-in asks with PKCE, state and nonce, and hands on only what it may', async ({ urls, visitor }) => {
  const request = await visitor.redirect(
    `${urls.signIn}?max_age=10&prompt=login&redirect_uri=https://evil.example&scope=openid%20email`,
  );
  expect(Object.fromEntries(request.searchParams)).toEqual({
    client_id: 'client',
    response_type: 'code',
    redirect_uri: urls.callback,
    scope: 'openid email',
    max_age: '10',
    prompt: 'login',
    state: expect.stringMatching(/.{20}/),
    nonce: expect.stringMatching(/.{20}/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  });
  expect(visitor.cookie).toMatch(/^rp_session=[\w-]{43}; Path=\/r\/rp; HttpOnly; Secure; SameSite=Lax$/);
});

test('a sign-in ends on the home page, which escapes what it shows and allows no inline script', async ({
  control,
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const [recorded] = await control.eventsSince('rp', 0);
  expect(recorded?.event).toMatchObject({ type: 'signed-in', claims: ALICE, accessToken: 'access' });
  const home = await visitor.get(urls.home);
  const page = await home.text();
  expect(page).toContain('Shop &amp; &lt;Sons&gt;');
  expect(page).toMatch(/data-testid="signed-in-as">alice</);
  const policy = home.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`frame-src 'self' ${new URL(issuer.issuer).origin};`);
});

test('a sign-in that the provider refuses is shown to the user', async ({ control, urls, visitor }) => {
  const request = await visitor.redirect(urls.signIn);
  await visitor.get(answer(request, { error: 'access_denied', error_description: 'not today' }));
  expect(await visitor.text(urls.home)).toContain('Sign-in failed: access_denied (not today)');
  const [recorded] = await control.eventsSince('rp', 0);
  expect(recorded?.event).toMatchObject({ type: 'sign-in-failed', error: 'access_denied', description: 'not today' });
});

test('an ID token with another nonce signs nobody in', async ({ control, urls, visitor, issuer }) => {
  const request = await visitor.redirect(urls.signIn);
  await visitor.get(await issuer.approve(request, { ...ALICE, nonce: 'other' }));
  const [recorded] = await control.eventsSince('rp', 0);
  expect(recorded?.event).toMatchObject({
    type: 'sign-in-failed',
    description: expect.stringContaining('nonce'),
  });
});

test('a callback counts once, and only in the browser that asked', async ({
  control,
  server,
  urls,
  visitor,
  issuer,
}) => {
  const callback = await issuer.approve(await visitor.redirect(urls.signIn), ALICE);
  const stranger = new Visitor(server.certificate);
  await stranger.get(urls.signIn);
  expect((await stranger.get(callback)).status, 'a browser with a session of its own').toBe(400);
  expect((await visitor.get(callback)).status).toBe(303);
  expect((await visitor.get(callback)).status, 'the same answer again').toBe(400);
  const types = (await control.eventsSince('rp', 0)).map(({ event }) => event.type);
  expect(types).toEqual(['unexpected-callback', 'signed-in', 'unexpected-callback']);
});
