import { expect } from '@playwright/test';

import type { RelyingPartyUrls } from '../../containers/relying-party/protocol.ts';
import { answer, type StubIssuer } from './stub-issuer.ts';
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

/** What becomes of the request, up to the url that the browser comes back with. */
type Lead = (issuer: StubIssuer, request: URL) => URL | Promise<URL>;

interface Expected {
  readonly outcome: string;
  readonly error?: string;
  readonly signedIn: boolean;
}

const OUTCOMES: readonly (readonly [what: string, lead: Lead, expected: Expected])[] = [
  [
    'is refused with login_required ends the local sign-in',
    (_, request) => answer(request, { error: 'login_required' }),
    { outcome: 'refused', error: 'login_required', signedIn: false },
  ],
  [
    'is refused for another reason leaves the user signed in',
    (_, request) => answer(request, { error: 'temporarily_unavailable' }),
    { outcome: 'refused', error: 'temporarily_unavailable', signedIn: true },
  ],
  [
    'comes back with another user is invalid and ends the local sign-in',
    (issuer, request) => issuer.approve(request, { sub: 'bob', sid: 'session-2' }),
    { outcome: 'invalid', error: 'subject_changed', signedIn: false },
  ],
  [
    'gets a code that the failing provider does not exchange is lost',
    async (issuer, request) => {
      issuer.failing = true;
      return issuer.approve(request, ALICE);
    },
    { outcome: 'lost', signedIn: true },
  ],
  [
    'gets a code of a provider that is down is lost',
    async (issuer, request) => {
      const callback = await issuer.approve(request, ALICE);
      await issuer.close();
      return callback;
    },
    { outcome: 'lost', error: 'provider_unreachable', signedIn: true },
  ],
];

for (const [what, lead, expected] of OUTCOMES) {
  test(`a silent call that ${what}`, async ({ control, urls, visitor, issuer }) => {
    await signIn(visitor, urls, issuer);
    const result = await silentResult(visitor, await lead(issuer, await silentRequest(visitor, urls)));
    expect(result).toMatchObject({ ...expected });
    const { signedIn, ...recorded } = expected;
    expect((await control.eventsSince('rp', 0))[1]?.event).toMatchObject({ type: 'silent-result', ...recorded });
    const home = await visitor.text(urls.home);
    expect(home.includes('Signed in as alice')).toBe(signedIn);
    expect(home.includes('blocks third-party cookies')).toBe(expected.error === 'login_required');
  });
}

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
