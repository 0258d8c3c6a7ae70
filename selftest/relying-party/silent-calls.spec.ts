import { expect } from '@playwright/test';

import type { RelyingPartyUrls } from '../../containers/relying-party/protocol.ts';
import { answer } from './stub-issuer.ts';
import { ALICE, signIn, test, type Visitor } from './world.ts';

const CALL = { call: 'call-1' };

const silentRequest = (visitor: Visitor, urls: RelyingPartyUrls): Promise<URL> =>
  visitor.redirect(`${urls.silent}?call=${CALL.call}`);

/** What the page in the hidden iframe tells its parent. */
async function silentResult(visitor: Visitor, callback: URL): Promise<unknown> {
  const page = await (await visitor.get(callback)).text();
  const data = /data-result="([^"]*)"/.exec(page)?.[1] ?? '';
  return JSON.parse(data.replaceAll('&quot;', '"'));
}

test('a silent call asks with prompt=none and takes the new tokens', async ({ control, urls, visitor, issuer }) => {
  await signIn(visitor, urls, issuer);
  const request = await silentRequest(visitor, urls);
  expect(request.searchParams.get('prompt')).toBe('none');
  expect(request.searchParams.get('redirect_uri')).toBe(urls.silentCallback);
  const callback = await issuer.approve(request, ALICE);
  expect(await silentResult(visitor, callback)).toMatchObject({
    ...CALL,
    outcome: 'renewed',
    signedIn: true,
    count: 1,
  });
  const [, recorded] = await control.eventsSince('rp', 0);
  expect(recorded?.event).toMatchObject({ type: 'silent-result', outcome: 'renewed', tokens: { claims: ALICE } });
});

test('a silent call that is refused with login_required ends the local sign-in', async ({ urls, visitor, issuer }) => {
  await signIn(visitor, urls, issuer);
  const callback = answer(await silentRequest(visitor, urls), { error: 'login_required' });
  expect(await silentResult(visitor, callback)).toMatchObject({
    outcome: 'refused',
    error: 'login_required',
    signedIn: false,
  });
  expect(await visitor.text(urls.home)).toMatch(/Your session has ended, sign in again\..*blocks third-party cookies/);
});

test('a silent call that is refused for another reason leaves the user signed in', async ({
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const callback = answer(await silentRequest(visitor, urls), { error: 'temporarily_unavailable' });
  expect(await silentResult(visitor, callback)).toMatchObject({ outcome: 'refused', signedIn: true });
});

test('a silent call that comes back with another user is invalid and ends the local sign-in', async ({
  control,
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const callback = await issuer.approve(await silentRequest(visitor, urls), { sub: 'bob', sid: 'session-2' });
  expect(await silentResult(visitor, callback)).toMatchObject({
    outcome: 'invalid',
    error: 'subject_changed',
    signedIn: false,
  });
  const [, recorded] = await control.eventsSince('rp', 0);
  expect(recorded?.event).toMatchObject({ type: 'silent-result', outcome: 'invalid', error: 'subject_changed' });
});

test('a silent call without an answer is lost, leaves the user signed in, and its late answer is refused', async ({
  control,
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const callback = await issuer.approve(await silentRequest(visitor, urls), ALICE);
  const report = await visitor.post(`${urls.home}silent-lost`, { ...CALL, loaded: true });
  expect(await report.json()).toMatchObject({ outcome: 'lost', signedIn: true, count: 1 });
  expect((await visitor.get(callback)).status).toBe(400);
  const types = (await control.eventsSince('rp', 1)).map(({ event }) => event.type);
  expect(types).toEqual(['silent-result', 'unexpected-callback']);
});

test('a silent call that is reported as lost while its answer comes in is not lost', async ({
  control,
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const callback = await issuer.approve(await silentRequest(visitor, urls), ALICE);
  const report = visitor.post(`${urls.home}silent-lost`, { ...CALL, loaded: false });
  await visitor.get(callback);
  expect(await (await report).json()).toMatchObject({ outcome: 'renewed' });
  const outcomes = (await control.eventsSince('rp', 1)).map(({ event }) => 'outcome' in event && event.outcome);
  expect(outcomes).toEqual(['renewed']);
});

test('a silent call whose code cannot be exchanged because the provider fails is lost', async ({
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const callback = await issuer.approve(await silentRequest(visitor, urls), ALICE);
  issuer.failing = true;
  expect(await silentResult(visitor, callback)).toMatchObject({ outcome: 'lost', signedIn: true });
});

test('a silent call whose code cannot be exchanged because the provider is down is lost', async ({
  urls,
  visitor,
  issuer,
}) => {
  await signIn(visitor, urls, issuer);
  const callback = await issuer.approve(await silentRequest(visitor, urls), ALICE);
  await issuer.close();
  expect(await silentResult(visitor, callback)).toMatchObject({
    outcome: 'lost',
    error: 'provider_unreachable',
    signedIn: true,
  });
});
