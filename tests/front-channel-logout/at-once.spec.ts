import type { BrowserContext } from '@playwright/test';
import { otherSite } from '../../fixtures/run/other-site.ts';
import { expect, given, times, verifies } from '../../fixtures/index.ts';
import type { Session } from '../../fixtures/session.ts';
import { BOUND, callsOf, momentOfReturn, test } from './calls.ts';

const BROWSERS = 3;
/** On a loaded machine browsers that work at the same time keep each other waiting. */
const TOGETHER = times(BOUND, 2);

/** Logs out, and says whether the user is back at the client in time. */
function isBackAfterLogout(session: Session): Promise<boolean> {
  const { loggedOut } = session.relyingParty.urls;
  session.beginLogOut();
  return session.page
    .waitForURL(({ href }) => href.startsWith(loggedOut), { timeout: TOGETHER, waitUntil: 'commit' })
    .then(
      () => true,
      () => false,
    );
}

test(
  'FRONT-IFRAME-2 of several users who log out at the same time each is back, and their clients are called once for each session',
  verifies('FRONT-IFRAME-1', 'FRONT-IFRAME-2', 'FRONT-IFRAME-3'),
  async ({ announced, registerRelyingParty, openRelyingParty, browser, createUser, barrier, check }, testInfo) => {
    testInfo.slow();
    const registered = [
      await registerRelyingParty({ origin: 0, frontChannel: true }),
      await registerRelyingParty({ origin: 1, frontChannel: true }),
    ] as const;
    const browsers: BrowserContext[] = [];
    const sessions: Session[] = [];
    const joined: Session[] = [];
    // One after the other: a sign-in is told by the next event of its client.
    while (browsers.length < BROWSERS) {
      const own = await browser.newContext();
      browsers.push(own);
      const session = await (await openRelyingParty(registered[0], own)).signIn(await createUser());
      joined.push(await (await openRelyingParty(registered[1], own)).joinSession());
      await session.confirmAlive();
      sessions.push(session);
    }
    const back = await Promise.all(sessions.map(isBackAfterLogout));
    for (const session of sessions) await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    const parties = await Promise.all(registered.map((each) => openRelyingParty(each)));
    await barrier(parties);
    const all = await Promise.all(parties.map((party) => callsOf(party)));
    await Promise.all(browsers.map((own) => own.close()));

    await check('FRONT-IFRAME-3', () => {
      expect(
        back.map((isBack) => (isBack ? 'back' : 'waits')),
        'the users',
      ).toEqual(back.map(() => 'back'));
    });
    await check(
      'FRONT-IFRAME-1',
      () => {
        expect(
          all.map(({ length }) => length),
          'calls per client',
        ).toEqual(all.map(() => BROWSERS));
      },
      { needs: ['FRONT-IFRAME-3'] },
    );
    await check(
      'FRONT-IFRAME-2',
      () => {
        for (const [index, calls] of all.entries()) {
          const sids = (index === 0 ? sessions : joined).map(({ sid }) => sid).sort();
          const named = calls.filter(({ iss, sid }) => iss.length + sid.length > 0);
          expect(named.map(({ iss }) => iss)).toEqual(named.map(() => [announced.issuer]));
          expect(named.flatMap(({ sid }) => sid).sort(), 'the sid of each call').toEqual(
            named.length === 0 ? [] : sids,
          );
        }
      },
      { needs: ['FRONT-IFRAME-1'] },
    );
  },
);

test(
  'FRONT-IFRAME-7 where third-party cookies are blocked, a client of another site is told iss and sid, since its cookies tell it nothing',
  { ...verifies('FRONT-IFRAME-1', 'FRONT-IFRAME-7'), tag: '@third-party-cookies-blocked' },
  async ({ announced, newRelyingParty, relyingParty, user, barrier, check }, testInfo) => {
    testInfo.skip(
      !announced.passesSid,
      'does not apply: the discovery document does not announce frontchannel_logout_session_supported',
    );
    const party = await newRelyingParty({ at: otherSite, frontChannel: true });
    const session = await party.signInOnPage(user);
    await session.logOut();
    await momentOfReturn(party);
    // Somebody else's sign-in at the party itself would need its site.
    await barrier([relyingParty]);
    const calls = await callsOf(party);
    await check('FRONT-IFRAME-1', () => {
      expect(
        calls.map(() => 'called'),
        'the client',
      ).toEqual(['called']);
    });
    await check(
      'FRONT-IFRAME-7',
      () => {
        const passed = calls.map(({ iss, sid }) => iss.length > 0 && sid.length > 0);
        expect(passed, 'calls with iss and sid').toEqual([true]);
      },
      { needs: ['FRONT-IFRAME-1'] },
    );
  },
);
