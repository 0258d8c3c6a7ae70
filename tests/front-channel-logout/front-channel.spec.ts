import type { BrowserContext } from '@playwright/test';
import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, seconds, test as base, Undecided, verifies } from '../../fixtures/index.ts';
import { momentOf } from '../../fixtures/moments.ts';
import { patience } from '../../fixtures/run/patience.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';

/** How long a user may have to wait for clients that never answer. */
const BOUND = patience(seconds(30));

/** What the discovery document says of front-channel logout; without it the test is skipped. */
const test = base.extend<{ announced: { readonly issuer: string; readonly passesSid: boolean } }>({
  announced: async ({ target }, use, testInfo) => {
    const { document, endpoints } = await readDiscovery(target.description);
    testInfo.skip(
      document['frontchannel_logout_supported'] !== true,
      'does not apply: the discovery document does not announce front-channel logout (WSO2 IS has it from 7.3 on)',
    );
    await use({ issuer: endpoints.issuer, passesSid: document['frontchannel_logout_session_supported'] === true });
  },
});

/** Where the browser opens the front-channel uris: in a frame of another page, or as a page of their own. */
function watchFrames(context: BrowserContext, parties: readonly RelyingParty[]): readonly string[] {
  const seen: string[] = [];
  context.on('request', (request) => {
    const party = parties.find(({ urls }) => request.url().startsWith(urls.frontChannelLogout));
    if (party === undefined) return;
    const isFramed = request.isNavigationRequest() && request.frame().parentFrame() !== null;
    seen.push(isFramed ? 'iframe' : request.resourceType());
  });
  return seen;
}

test(
  'FRONT-IFRAME-1 every client of the session is called in an iframe, once, and nobody else: two clients and a bystander',
  verifies('FRONT-IFRAME-1', 'FRONT-IFRAME-2', 'FRONT-IFRAME-3', 'FRONT-IFRAME-4', 'FRONT-IFRAME-7'),
  async (
    { announced, registerRelyingParty, openRelyingParty, otherBrowser, context, user, createUser, barrier, check },
    testInfo,
  ) => {
    testInfo.slow();
    const parties = [
      await openRelyingParty(await registerRelyingParty({ origin: 0, frontChannel: true })),
      await openRelyingParty(await registerRelyingParty({ origin: 1, frontChannel: true })),
    ] as const;
    const bystander = await openRelyingParty(
      await registerRelyingParty({ origin: 1, frontChannel: true }),
      otherBrowser,
    );
    await bystander.signIn(await createUser());
    const session = await parties[0].signIn(user);
    await parties[1].joinSession();
    await session.confirmAlive();
    const frames = watchFrames(context, [...parties, bystander]);
    await session.logOut();
    const back = await momentOf('logged-out', parties[0], BOUND);
    await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    await barrier([...parties, bystander]);
    const calls = await Promise.all(parties.map(({ registered: { control, id } }) => control.eventsSince(id, 0))).then(
      (all) => all.map((events) => events.filter(({ event }) => event.type === 'front-channel-logout')),
    );
    await check('FRONT-IFRAME-1', () => {
      expect(
        calls.map(({ length }) => length),
        'calls per client',
      ).toEqual([1, 1]);
      expect(frames, 'what the browser opened').toEqual(['iframe', 'iframe']);
    });
    const needs = ['FRONT-IFRAME-1'] as const;
    const carried = calls.flat().map(({ event }) => {
      const parameters = new URLSearchParams('parameters' in event ? event.parameters.map(([...pair]) => pair) : []);
      return { iss: parameters.getAll('iss'), sid: parameters.getAll('sid') };
    });
    await check(
      'FRONT-IFRAME-2',
      () => {
        const right = { iss: [announced.issuer], sid: [session.sid] };
        for (const each of carried)
          expect(each).toEqual(each.iss.length + each.sid.length === 0 ? { iss: [], sid: [] } : right);
      },
      { needs },
    );
    await check(
      'FRONT-IFRAME-7',
      () => {
        const passed = carried.map(({ iss, sid }) => iss.length > 0 && sid.length > 0);
        expect(passed, 'calls with iss and sid').toEqual(announced.passesSid ? [true, true] : passed);
      },
      { needs },
    );
    await check('FRONT-IFRAME-4', async () => {
      expect((await bystander.eventsOf('front-channel-logout')).map(({ parameters }) => parameters)).toEqual([]);
    });
    await check(
      'FRONT-IFRAME-3',
      () => {
        const isBefore = calls.flat().some(({ at }) => back !== undefined && at > back);
        const when = back === undefined ? 'never' : isBefore ? 'before the last call' : 'after all calls';
        expect(when, 'the browser came back').toBe('after all calls');
      },
      { needs },
    );
  },
);

test(
  'FRONT-IFRAME-5 the registered uri is called with the query that is part of it',
  verifies('FRONT-IFRAME-5'),
  async ({ announced: _, registerRelyingParty, openRelyingParty, user, barrier, check }) => {
    const logoutQuery = 'tenant=a%20b%26c&tenant=d';
    const party = await openRelyingParty(await registerRelyingParty({ frontChannel: true, logoutQuery }));
    const session = await party.signIn(user);
    await session.logOut();
    await barrier([party]);
    const [call] = await party.eventsOf('front-channel-logout');
    if (call === undefined) throw new Undecided('no front-channel uri was called', 'FRONT-IFRAME-1');
    await check('FRONT-IFRAME-5', () => {
      expect(call.parameters.filter(([name]) => name !== 'iss' && name !== 'sid')).toEqual([
        ['tenant', 'a b&c'],
        ['tenant', 'd'],
      ]);
    });
  },
);

test(
  'FRONT-IFRAME-6 the user still returns: a client that never answers in its iframe',
  verifies('FRONT-IFRAME-6'),
  async ({ announced: _, registerRelyingParty, openRelyingParty, user, check }, testInfo) => {
    testInfo.slow();
    const party = await openRelyingParty(await registerRelyingParty({ frontChannel: true }));
    const session = await party.signIn(user);
    await session.confirmAlive();
    const called: string[] = [];
    await session.page.route(`${party.urls.frontChannelLogout}**`, (route) => {
      called.push(route.request().url());
    });
    const logout = session.beginLogOut();
    const back = await momentOf('logged-out', party, BOUND);
    if (called.length === 0) throw new Undecided('no front-channel uri was called', 'FRONT-IFRAME-1');
    await check('FRONT-IFRAME-6', () => {
      if (back === undefined) logout.assertPending();
      expect(back === undefined ? 'waits' : 'is back', `the user after ${BOUND / 1_000} s`).toBe('is back');
    });
  },
);
