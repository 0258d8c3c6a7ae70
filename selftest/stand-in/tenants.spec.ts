import { expect } from '@playwright/test';
import { AdminClient } from '../../product/admin-client.ts';
import { answered, CALLBACK, LOGGED_OUT, test, type World } from './world.ts';

const OWNER = { user: 'boss@foo.com', password: 'Boss@1234' };

/** The tenant foo.com, made once per server, and its administration. */
async function tenant(world: World): Promise<AdminClient> {
  const { baseUrl, certificate } = world.target.description;
  await world.admin.api
    .call({
      method: 'POST',
      path: '/api/server/v1/tenants',
      expect: 201,
      body: {
        domain: 'foo.com',
        owners: [
          {
            username: 'boss',
            password: OWNER.password,
            email: 'boss@foo.com',
            firstname: 'B',
            lastname: 'O',
            provisioningMethod: 'inline-password',
          },
        ],
      },
    })
    .catch((error: unknown) => {
      if (!String(error).includes('409')) throw error;
    });
  return new AdminClient({ baseUrl, credentials: OWNER, certificate, tenant: 'foo.com' });
}

test('a tenant has its own issuer, key, users, applications and cookies', async ({ world }) => {
  const admin = await tenant(world);
  const metadata = JSON.parse(
    (await world.call('/t/foo.com/oauth2/token/.well-known/openid-configuration')).body,
  ) as Record<string, string>;
  expect(metadata['issuer']).toBe(world.url('/t/foo.com/oauth2/token'));
  const [own, superior] = [await world.call('/t/foo.com/oauth2/jwks'), await world.call('/oauth2/jwks')];
  expect(own.body).not.toBe(superior.body);
  const application = await admin.createApplication({
    name: `tenant-app-${Date.now()}`,
    callbackUrls: [CALLBACK, LOGGED_OUT],
  });
  expect(await world.silentResult(world.browser(), application)).toBe('page');
  const browser = world.browser();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: application.clientId,
    redirect_uri: CALLBACK,
    scope: 'openid',
    state: 's',
  });
  const login = answered(await browser.get(`${metadata['authorization_endpoint'] ?? ''}?${query.toString()}`));
  expect(login.to).toBe(world.url('/t/foo.com/authenticationendpoint/login.do'));
  const form = {
    username: OWNER.user,
    password: OWNER.password,
    sessionDataKey: login.query.get('sessionDataKey') ?? '',
  };
  const submitted = await browser.post(world.url('/t/foo.com/commonauth'), form);
  const answer = await browser.get(submitted.headers.get('location') ?? '');
  expect(answered(answer).query.has('code')).toBe(true);
  for (const name of ['commonAuthId', 'opbs']) expect(browser.cookies.get(name)?.path, name).toBe('/t/foo.com/');
});

test('wrong realm, wrong administrator', async ({ world }) => {
  await tenant(world);
  const { baseUrl, certificate, admin: superAdmin } = world.target.description;
  const trespasser = new AdminClient({ baseUrl, credentials: superAdmin, certificate, tenant: 'foo.com' });
  await expect(trespasser.getServerSettings()).rejects.toThrow('401');
  expect((await world.call('/t/nowhere.com/oauth2/jwks')).status).toBe(404);
});

test('a tenant user signs in to an application of the super tenant only if that is open to all', async ({ world }) => {
  await tenant(world);
  const [open, closed] = [await world.application({ saas: true }), await world.application()];
  const refused = answered(await world.submitLogin(world.browser(), closed, OWNER));
  expect(refused.query.has('authFailure')).toBe(true);
  const { claims } = await world.signIn(world.browser(), open, OWNER);
  expect(claims.iss).toBe(world.url('/oauth2/token'));
});

test("timeouts are the tenant's own", async ({ world }) => {
  const admin = await tenant(world);
  await admin.changeServerSettings({ idleSessionTimeoutPeriod: '5' });
  expect((await world.admin.getServerSettings()).idleSessionTimeoutPeriod).toBe('15');
  await admin.changeServerSettings({ idleSessionTimeoutPeriod: '15' });
});
