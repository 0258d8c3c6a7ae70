import { expect } from '@playwright/test';
import { fetch } from 'undici';

import { seconds } from '../../lib/durations.ts';
import { signIn, test } from './world.ts';

test('logging out sends hint, address and state, and drops the local sign-in', async ({ urls, visitor, issuer }) => {
  await signIn(visitor, urls, issuer);
  const request = await visitor.redirect(`${urls.logOut}?state=a%2Bb%26c`);
  expect(`${request.origin}${request.pathname}`).toBe(`${issuer.issuer}/logout`);
  expect(Object.fromEntries(request.searchParams)).toEqual({
    id_token_hint: expect.stringMatching(/^eyJ/),
    post_logout_redirect_uri: urls.loggedOut,
    state: 'a+b&c',
  });
  expect(await visitor.text(urls.home)).toContain('You are not signed in');
});

test('the state that comes back from logout is compared with the one that was sent', async ({
  control,
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  await visitor.get(`${urls.logOut}?state=s%20%C3%A9`);
  const matches = async (query: string) => {
    const after = await control.cursor('rp');
    await visitor.get(`${urls.loggedOut}${query}`);
    const wait = { after, timeout: seconds(5), what: 'the return from the provider' };
    return (await control.waitForEvent('rp', { type: 'logged-out', ...wait })).event.stateMatches;
  };
  expect(await matches('?state=s+%C3%A9')).toBe(true);
  expect(await matches('?state=other')).toBe(false);
  expect(await matches('?state=s+%C3%A9&state=s+%C3%A9')).toBe(false);
  expect(await matches('')).toBe(false);
});

test('a logout token ends the sessions of its sid and no others, and the page says so', async ({
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const send = async (claims: { sid: string }) =>
    fetch(urls.backChannelLogout, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: await issuer.logoutToken({ sub: 'alice', ...claims }) }),
    });
  await send({ sid: 'session-2' });
  expect(await (await visitor.get(`${urls.home}session`)).json()).toMatchObject({ signedIn: true });
  await send({ sid: 'session-1' });
  expect(await (await visitor.get(`${urls.home}session`)).json()).toMatchObject({ signedIn: false });
  expect(await visitor.text(urls.home)).toContain('You were signed out at the provider (back-channel logout).');
});

test('a front-channel logout is recorded, may be framed, and ends the session', async ({
  control,
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const query = new URLSearchParams({ iss: issuer.issuer, sid: 'session-1' });
  const response = await visitor.get(`${urls.frontChannelLogout}?${query.toString()}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.has('x-frame-options')).toBe(false);
  expect(response.headers.get('content-security-policy')).not.toContain('frame-ancestors');
  expect(await (await visitor.get(`${urls.home}session`)).json()).toMatchObject({ signedIn: false });
  expect((await control.eventsSince('rp', 1))[0]?.event).toEqual({
    type: 'front-channel-logout',
    parameters: [...query],
  });
});
