import { expect } from '@playwright/test';
import { CALLBACK, test, type World } from './world.ts';

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const asAdmin = { ...basic('admin', 'admin'), 'content-type': 'application/json' };

test('the admin API wants credentials', async ({ world }) => {
  for (const headers of [{}, basic('admin', 'wrong'), basic('nobody', 'admin')]) {
    expect((await world.call('/api/server/v1/configs', { headers })).status).toBe(401);
  }
  const user = await world.user();
  expect((await world.call('/scim2/Users', { headers: basic(user.user, user.password) })).status).toBe(403);
});

test('applications can be found by the beginning of their name, and removed', async ({ world }) => {
  const application = await world.application({ name: 'remove-me' });
  await expect(world.application({ name: 'remove-me' })).rejects.toThrow('409');
  expect(await world.admin.findApplications('remove-')).toEqual([{ id: application.id, name: 'remove-me' }]);
  await world.admin.deleteApplication(application.id);
  expect(await world.admin.findApplications('remove-')).toEqual([]);
  expect(await world.silentResult(world.browser(), application)).toBe('page');
});

test('a timeout has to be a positive number of minutes, and a switch true or false', async ({ world }) => {
  const senseless = {
    idleSessionTimeoutPeriod: ['0', '-1', 'abc', '', '1.5', 5],
    maximumSessionTimeoutPeriod: ['0', ''],
    enableMaximumSessionTimeoutPeriod: ['maybe', '', true],
  };
  for (const [name, values] of Object.entries(senseless)) {
    for (const value of values) {
      const body = JSON.stringify([{ operation: 'REPLACE', path: `/${name}`, value }]);
      const answer = await world.call('/api/server/v1/configs', { method: 'PATCH', headers: asAdmin, body });
      expect(answer.status, `${name}: ${String(value)}`).toBe(400);
    }
  }
  expect(await world.admin.getServerSettings()).toMatchObject({
    idleSessionTimeoutPeriod: '15',
    rememberMePeriod: '20160',
    enableMaximumSessionTimeoutPeriod: 'false',
    maximumSessionTimeoutPeriod: '43200',
  });
});

test('users can be found by the beginning of their name', async ({ world }) => {
  const user = await world.admin.createUser({ user: 'Finder-1', password: 'Secret@1234' });
  expect((await world.admin.findUsers('Finder-')).map(({ id }) => id)).toEqual([user.id]);
  await expect(world.admin.createUser({ user: 'finder-1', password: 'Secret@1234' })).rejects.toThrow('409');
});

test("the sessions API lists a user's sessions under the key that the id_token has", async ({ world }) => {
  const [application, user, browser] = [await world.application(), await world.user(), world.browser()];
  const { claims } = await world.signIn(browser, application, user);
  const [session] = await world.admin.listSessions(user);
  expect(session).toMatchObject({ id: claims['isk'], applications: [{ appName: application.name }] });
});

for (const [ending, end] of [
  [
    'the sessions API',
    (world: World, user: { id: string; user: string; password: string }) => world.admin.terminateSessions(user),
  ],
  [
    'a new password',
    (world: World, user: { id: string; user: string; password: string }) =>
      world.admin.changePassword(user, 'Another@1234'),
  ],
  [
    'the deletion of the user',
    (world: World, user: { id: string; user: string; password: string }) => world.admin.deleteUser(user.id),
  ],
] as const) {
  test(`${ending} ends the user's sessions in every browser and tells the clients`, async ({ world }) => {
    const path = `/ended-by-${ending.replaceAll(' ', '-')}`;
    const application = await world.application({ backChannelLogoutUrl: world.receiver.url(path) });
    const [user, one, two, bystander] = [await world.user(), world.browser(), world.browser(), world.browser()];
    await world.signIn(one, application, user);
    await world.signIn(two, application, user);
    await world.signIn(bystander, application, await world.user());
    await end(world, user);
    expect(await world.silentResult(one, application)).toBe('login_required');
    expect(await world.silentResult(two, application)).toBe('login_required');
    expect(await world.silentResult(bystander, application)).toBe('code');
    await expect.poll(() => world.receiver.at(path).length).toBe(2);
    expect(new Set(world.receiver.at(path).map(({ claims }) => claims['sid'])).size).toBe(2);
    const state = await one.get(world.url('/oidc/checksession/state'));
    expect(JSON.parse(state.body)).toEqual({ browserState: '' });
  });
}

test('an application can be exact, and then its logout goes back to the callback only', async ({ world }) => {
  const application = await world.application({ callbackUrls: [CALLBACK] });
  const [user, browser] = [await world.user(), world.browser()];
  const { idToken } = await world.signIn(browser, application, user);
  const iframe = (query: Record<string, string>) =>
    world.call(`/oidc/checksession?${new URLSearchParams(query).toString()}`);
  expect((await iframe({ client_id: application.clientId })).body).toContain('https://rp.example');
  const answer = await world.logOut(browser, {
    id_token_hint: idToken,
    post_logout_redirect_uri: CALLBACK,
    state: 'e',
  });
  expect(answer.headers.get('location')).toBe(`${CALLBACK}?state=e`);
});

test('one session can be ended by its key, and the others live on', async ({ world }) => {
  const [application, user] = [await world.application(), await world.user()];
  const [one, other] = [world.browser(), world.browser()];
  const { claims } = await world.signIn(one, application, user);
  await world.signIn(other, application, user);
  const end = () =>
    world.call(`/api/users/v1/me/sessions/${String(claims['isk'])}`, {
      method: 'DELETE',
      headers: basic(user.user, user.password),
    });
  expect((await end()).status).toBe(204);
  expect(await world.silentResult(one, application)).toBe('login_required');
  expect(await world.silentResult(other, application)).toBe('code');
  expect((await end()).status).toBe(404);
});

test('discovery announces session management and both ways to notify, under the issuer only', async ({ world }) => {
  const { body, headers } = await world.call('/oauth2/token/.well-known/openid-configuration');
  expect(headers.get('content-type')).toContain('application/json');
  const metadata = JSON.parse(body) as Record<string, unknown>;
  expect(metadata).toMatchObject({
    issuer: world.url('/oauth2/token'),
    authorization_endpoint: world.url('/oauth2/authorize'),
    check_session_iframe: world.url('/oidc/checksession'),
    end_session_endpoint: world.url('/oidc/logout'),
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
  });
  expect(metadata).not.toHaveProperty('authorization_response_iss_parameter_supported');
  expect((await world.call('/.well-known/openid-configuration')).status).toBe(404);
});
