import { expect } from '@playwright/test';
import { fetch } from 'undici';

import { milliseconds, seconds } from '../../lib/durations.ts';
import { test } from './world.ts';

const REGISTRATION = { title: 'T', issuer: 'https://op.example', clientId: 'c', clientSecret: 's' };

test('the control API answers only who has its token, and says why', async ({ server }) => {
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${server.controlUrl}/health`, { headers });
    return { status: response.status, body: await response.json() };
  };
  expect(await ask({})).toMatchObject({ status: 401, body: { error: expect.stringContaining('missing') } });
  expect(await ask({ authorization: 'Bearer wrong' })).toMatchObject({
    status: 401,
    body: { error: expect.stringContaining('not the one') },
  });
  expect(await ask({ authorization: 'Basic abc' })).toMatchObject({ status: 400 });
  expect(await ask({ authorization: `Bearer ${server.controlToken}` })).toMatchObject({ status: 200 });
});

test('the pages of the https port know nothing of the control API', async ({ server, visitor }) => {
  const headers = { authorization: `Bearer ${server.controlToken}` };
  expect((await visitor.get(`${String(server.origins[0])}/control/health`, { headers })).status).toBe(404);
});

test('a relying party can be registered before its issuer is up, and changed', async ({ control, visitor, server }) => {
  await control.register('rp', { ...REGISTRATION, issuer: 'https://localhost:1/op' });
  await control.register('rp', { ...REGISTRATION, issuer: 'https://localhost:1/op', title: 'Renamed' });
  const home = `${String(server.origins[0])}/r/rp/`;
  expect(await visitor.text(home)).toContain('Renamed');
  await visitor.get(`${home}sign-in`);
  const { event } = await control.waitForEvent('rp', {
    type: 'sign-in-failed',
    after: 0,
    timeout: seconds(5),
    what: 'the failure',
  });
  expect(event.error).toBe('provider_unreachable');
});

test('an event that comes while a reader waits is answered at once', async ({ control, urls, visitor }) => {
  const after = await control.cursor('rp');
  const waiting = control.waitForEvent('rp', { type: 'logged-out', after, timeout: seconds(20), what: 'a visit' });
  await visitor.get(`${urls.loggedOut}?state=a%20b&x=1&x=2`);
  const { event } = await waiting;
  expect(event).toEqual({
    type: 'logged-out',
    stateMatches: false,
    parameters: [
      ['state', 'a b'],
      ['x', '1'],
      ['x', '2'],
    ],
  });
});

test('a wait in vain tells what it waited for and what happened instead, without tokens', async ({
  control,
  urls,
  visitor,
}) => {
  const token = `${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`;
  await visitor.get(`${urls.callback}?error=${token}&code=secret-code`);
  const wait = { after: 0, timeout: milliseconds(300), what: 'the sign-in of alice' };
  const error = await control
    .waitForEvent('rp', { type: 'signed-in', ...wait })
    .catch((reason: unknown) => String(reason));
  expect(error).toContain('Waited 300 ms for the sign-in of alice (an event "signed-in" of the relying party "rp")');
  expect(error).toContain('1. unexpected-callback path="/r/rp/callback" parameters: error, code');
  expect(error).not.toMatch(/aaaa|secret-code/);
});

test('a wait can be for an event of a certain content', async ({ control, urls, visitor }) => {
  for (const status of ['unchanged', 'changed']) {
    await visitor.post(`${urls.home}session-status`, { status });
  }
  const { sequence } = await control.waitForEvent('rp', {
    type: 'session-status',
    after: 0,
    timeout: seconds(5),
    where: (event) => event.status === 'changed',
    what: 'the iframe to say changed',
  });
  expect(sequence).toBe(2);
});
