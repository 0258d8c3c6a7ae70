import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { openAgain } from '../../fixtures/browser-restart.ts';
import { expect, given, verifies } from '../../fixtures/index.ts';
import { logoutParameters, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { test } from './asking.ts';
import { confirmRedirect, expectArrival, outcomeOf } from './outcome.ts';

test(
  'RPLOGOUT-END-1 ends the session for every client of it: two relying parties, the button of one',
  verifies(...AFTER_LOGOUT),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    const second = await secondRelyingParty.joinSession();
    await first.confirmAlive();
    await second.confirmAlive();
    // A silent call that is under way during the logout is another matter.
    await first.stopRefreshing();
    await second.stopRefreshing();
    await first.logOut({ state: newState() });
    await expectLoggedOut(check, [first, second]);
  },
);

test(
  'RPLOGOUT-END-1 ends the session: POST, client_id, after the question',
  verifies(...AFTER_LOGOUT),
  async ({ openAskingRelyingParty, user, check }) => {
    const party = await openAskingRelyingParty();
    const session = await party.signIn(user);
    await session.confirmAlive();
    await session.confirmIframe();
    const parameters = { client_id: party.clientId, post_logout_redirect_uri: party.urls.loggedOut, state: newState() };
    await requestLogoutAnswering(party, { method: 'POST', parameters }, 'Yes');
    await expectLoggedOut(check, [session]);
  },
);

test(
  'RPLOGOUT-END-1 ends the session where no uri is named, and RPLOGOUT-NONE-2 shows a page',
  verifies('RPLOGOUT-NONE-2', ...AFTER_LOGOUT),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    await session.confirmIframe();
    const parameters = { id_token_hint: session.signedIn.idToken };
    const answer = await requestLogoutAnswering(relyingParty, { parameters }, 'Yes');
    await expectLoggedOut(check, [session]);
    await check('RPLOGOUT-NONE-2', () => {
      expect(answer).toBeAReadablePage();
    });
  },
);

/** The user is not told to be logged out while the session lives. */
function expectNoFalseClaim(outcome: Awaited<ReturnType<typeof outcomeOf>>): void {
  expect(outcome).not.toEqual(expect.objectContaining({ where: 'relying party', session: 'alive' }));
}

test(
  'RPLOGOUT-END-2 ends the session, where it says so, although the browser-state cookie was lost',
  verifies('RPLOGOUT-END-2'),
  async ({ relyingParty, user, context, aboutLogout, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    // A silent call of the page would bring the cookie back.
    await session.stopRefreshing();
    await context.clearCookies({ name: 'opbs' });
    const answer = await requestLogoutAnswering(relyingParty, { parameters: logoutParameters(session) }, 'Yes');
    const outcome = await outcomeOf(session, answer);
    await check('RPLOGOUT-END-2', () =>
      aboutLogout(relyingParty, () => {
        expectNoFalseClaim(outcome);
      }),
    );
  },
);

test(
  'RPLOGOUT-END-2 ends the session, where it says so, in a browser that was closed and opened again',
  verifies('RPLOGOUT-END-2'),
  async ({ relyingParty, openRelyingParty, user, context, otherBrowser, aboutLogout, check }) => {
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.stopRefreshing();
    await session.confirmAlive();
    const kept = await openAgain(context, otherBrowser);
    await given('IS-REMEMBER-4', () => {
      expect(kept, 'cookies that outlive the browser').toContain('commonAuthId');
    });
    const reopened = await openRelyingParty(relyingParty.registered, otherBrowser);
    const answer = await requestLogoutAnswering(reopened, { parameters: logoutParameters(session) }, 'Yes');
    const outcome = await outcomeOf(session, answer);
    await check('RPLOGOUT-END-2', () =>
      aboutLogout(relyingParty, () => {
        expectNoFalseClaim(outcome);
      }),
    );
  },
);

test(
  'RPLOGOUT-LOCALES-1 carries out the logout despite languages that nobody supports',
  verifies('RPLOGOUT-LOCALES-1'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const parameters = logoutParameters(session, { ui_locales: 'tlh qaa-Qaaa-QM' });
    const answer = await requestLogoutAnswering(relyingParty, { parameters }, 'Yes');
    await check('RPLOGOUT-LOCALES-1', async () => {
      if (answer.where !== 'relying party') await confirmRedirect(session);
      expectArrival(answer, relyingParty.urls.loggedOut);
    });
  },
);
