import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { generate } from 'selfsigned';
import type { Application } from '../../product/admin-client.ts';
import { minutes } from '../../lib/durations.ts';
import { test, type World } from './world.ts';

let server: Server;
let origin: string;

test.use({ ignoreHTTPSErrors: true });

test.beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  server = createServer({ cert, key }, (_request, response) =>
    response.setHeader('content-type', 'text/html').end('<title>RP</title>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `https://localhost:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function signIn(
  world: World,
  page: Page,
  application: Application,
  user: { user: string; password: string },
  silent = false,
): Promise<string> {
  const url = new URL(
    world.authorizeUrl(application, { redirect_uri: `${origin}/callback`, ...(silent ? { prompt: 'none' } : {}) }),
  );
  await page.goto(url.href);
  if (!silent) {
    await page.getByTestId('cookie-consent-banner-confirm-button').click();
    await page.locator('#usernameUserInput').fill(user.user);
    await page.locator('#password').fill(user.password);
    await page.getByTestId('login-page-continue-login-button').click();
  }
  await page.waitForURL(`${origin}/callback?*`);
  return new URL(page.url()).searchParams.get('session_state') ?? '';
}

/** Puts the provider's page into a frame of the relying party. */
async function openIframe(world: World, page: Page, application: Application): Promise<void> {
  const source = new URLSearchParams({ client_id: application.clientId, redirect_uri: `${origin}/callback` });
  await page.goto(`${origin}/`);
  await page.evaluate(
    (src) =>
      new Promise<void>((resolve) => {
        const iframe = document.createElement('iframe');
        iframe.src = src;
        iframe.addEventListener('load', () => {
          resolve();
        });
        document.body.append(iframe);
      }),
    world.url(`/oidc/checksession?${source.toString()}`),
  );
}

const ask = (page: Page, message: string): Promise<string> =>
  page.evaluate(
    (text) =>
      new Promise<string>((resolve) => {
        window.addEventListener(
          'message',
          (event) => {
            resolve(String(event.data));
          },
          { once: true },
        );
        document.querySelector('iframe')?.contentWindow?.postMessage(text, '*');
      }),
    message,
  );

test('the iframe tells unchanged, changed and error', async ({ world, page }) => {
  const application = await world.application({ callbackUrls: [`${origin}/callback`] });
  const state = await signIn(world, page, application, await world.user());
  await openIframe(world, page, application);
  expect(await ask(page, `${application.clientId} ${state}`)).toBe('unchanged');
  expect(await ask(page, `other ${state}`)).toBe('changed');
  expect(await ask(page, `${application.clientId} ${state} third`)).toBe('changed');
  for (const message of ['', 'word', ' ', `${application.clientId} `, ` ${state}`])
    expect(await ask(page, message), `"${message}"`).toBe('error');
});

test('the iframe knows the session_state of an error, until somebody signs in', async ({ world, page }) => {
  const application = await world.application({ callbackUrls: [`${origin}/callback`] });
  const silently = () =>
    page.goto(world.authorizeUrl(application, { redirect_uri: `${origin}/callback`, prompt: 'none' }));
  await silently();
  const state = new URL(page.url()).searchParams.get('session_state') ?? '';
  await openIframe(world, page, application);
  expect(await ask(page, `${application.clientId} ${state}`)).toBe('unchanged');
  await signIn(world, page, application, await world.user());
  await openIframe(world, page, application);
  expect(await ask(page, `${application.clientId} ${state}`)).toBe('changed');
});

test('the iframe says changed when another client joins, and unchanged for the new state', async ({ world, page }) => {
  const [first, second] = [
    await world.application({ callbackUrls: [`${origin}/callback`] }),
    await world.application({ callbackUrls: [`${origin}/callback`] }),
  ];
  const user = await world.user();
  const state = await signIn(world, page, first, user);
  await signIn(world, page, second, user, true);
  await openIframe(world, page, first);
  expect(await ask(page, `${first.clientId} ${state}`)).toBe('changed');
  const fresh = await signIn(world, page, first, user, true);
  await openIframe(world, page, first);
  expect(await ask(page, `${first.clientId} ${fresh}`)).toBe('unchanged');
});

test('the iframe says changed once the session ran out, and asking does not keep it alive', async ({ world, page }) => {
  const application = await world.application({ callbackUrls: [`${origin}/callback`] });
  const state = await signIn(world, page, application, await world.user());
  await openIframe(world, page, application);
  await world.advance(minutes(10));
  expect(await ask(page, `${application.clientId} ${state}`)).toBe('unchanged');
  await world.advance(minutes(6));
  expect(await ask(page, `${application.clientId} ${state}`)).toBe('changed');
  expect((await page.context().cookies(world.url('/'))).map(({ name }) => name)).toContain('opbs');
});

test('the iframe says changed once the session was ended by the sessions API', async ({ world, page }) => {
  const application = await world.application({ callbackUrls: [`${origin}/callback`] });
  const user = await world.user();
  const state = await signIn(world, page, application, user);
  await openIframe(world, page, application);
  expect(await ask(page, `${application.clientId} ${state}`)).toBe('unchanged');
  await world.admin.terminateSessions(user);
  expect(await ask(page, `${application.clientId} ${state}`)).toBe('changed');
});

test('the page is refused to unknown clients and without the redirect_uri that a pattern needs', async ({ world }) => {
  const application = await world.application();
  for (const query of [
    '',
    '?client_id=nope',
    `?client_id=${application.clientId}`,
    `?client_id=${application.clientId}&redirect_uri=https://evil.example/`,
  ]) {
    const answer = await world.call(`/oidc/checksession${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('postMessage');
  }
});
