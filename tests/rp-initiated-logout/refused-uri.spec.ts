import { expectUntouched, AFTER_REFUSAL } from '../../fixtures/invariants.ts';
import { expect, given, verifies } from '../../fixtures/index.ts';
import { logoutParameters, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogout, requestLogoutAnswering, type LogoutRequest } from '../../fixtures/exchanges/logout.ts';
import { lookalikesOf, type Lookalike } from '../../fixtures/exchanges/lookalike-uris.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import { test } from './asking.ts';
import { confirmRedirect, expectArrival, needing } from './outcome.ts';

const STRANGER: Lookalike = {
  what: 'of a stranger',
  uri: 'https://stranger.invalid/logged-out',
  address: 'https://stranger.invalid/logged-out',
};

/** Sends the request with each of the uris, says Yes where the provider asks, and expects no redirect to any of them. */
async function expectNoVisit(
  party: RelyingParty,
  { method, parameters }: LogoutRequest,
  uris: readonly Lookalike[],
  registered: string,
): Promise<void> {
  for (const { what, uri, address } of uris) {
    const request = { ...parameters, post_logout_redirect_uri: uri, state: newState() };
    const answer = await requestLogoutAnswering(party, { ...(method && { method }), parameters: request }, 'Yes');
    expect(answer, `a uri ${what}`).toHaveVisitedNoneOf([address, registered]);
    await answer.page.close();
  }
}

test(
  'RPLOGOUT-REDIRECT-3 does not redirect to a uri that is registered for another client, or for nobody',
  verifies('RPLOGOUT-REDIRECT-3'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const uri = secondRelyingParty.urls.loggedOut;
    const foreign = [{ what: 'of another client', uri, address: uri }, STRANGER];
    await check('RPLOGOUT-REDIRECT-3', async () => {
      const parameters = logoutParameters(session);
      await expectNoVisit(relyingParty, { parameters }, foreign, relyingParty.urls.loggedOut);
      await confirmRedirect(session);
    });
  },
);

test(
  'RPLOGOUT-REDIRECT-8 logs nobody out on a request whose uri is not registered, and RPLOGOUT-REDIRECT-9 shows a page',
  verifies('RPLOGOUT-REDIRECT-8', 'RPLOGOUT-REDIRECT-9', ...AFTER_REFUSAL),
  async ({ relyingParty, user, barrier, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const parameters = logoutParameters(session, { post_logout_redirect_uri: STRANGER.uri });
    const answer = await requestLogout(relyingParty, { parameters });
    await check('RPLOGOUT-REDIRECT-8', async () => {
      await given('RPLOGOUT-REDIRECT-3', () => {
        expect(answer).toHaveVisitedNoneOf([STRANGER.address]);
      });
      await expect(session).toBeAlive();
    });
    await check('RPLOGOUT-REDIRECT-9', async () => {
      await given('RPLOGOUT-REDIRECT-3', () => {
        expect(answer).toHaveVisitedNoneOf([STRANGER.address]);
      });
      expect(answer).toBeAReadablePage();
    });
    await expectUntouched(needing(check, 'RPLOGOUT-REDIRECT-8'), [session], barrier);
  },
);

test(
  'RPLOGOUT-REDIRECT-5 does not redirect to a uri that only looks like the registered one: GET, hint',
  verifies('RPLOGOUT-REDIRECT-5'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const registered = relyingParty.urls.loggedOut;
    await check('RPLOGOUT-REDIRECT-5', async () => {
      const parameters = { id_token_hint: session.signedIn.idToken };
      await expectNoVisit(relyingParty, { parameters }, lookalikesOf(registered), registered);
      await confirmRedirect(session);
    });
  },
);

test(
  'RPLOGOUT-REDIRECT-5 does not redirect to a uri that only looks like the registered one: POST, client_id, after the question',
  verifies('RPLOGOUT-REDIRECT-5'),
  async ({ openAskingRelyingParty, user, check }) => {
    const party = await openAskingRelyingParty();
    const session = await party.signIn(user);
    const registered = party.urls.loggedOut;
    await check('RPLOGOUT-REDIRECT-5', async () => {
      const parameters = { client_id: party.clientId };
      await expectNoVisit(party, { method: 'POST', parameters }, lookalikesOf(registered), registered);
      await confirmRedirect(session);
    });
  },
);

test(
  'RPLOGOUT-REDIRECT-5 does not redirect to a uri that only looks like the only one that is registered',
  verifies('RPLOGOUT-REDIRECT-5'),
  async ({ registerRelyingParty, openRelyingParty, user, check }) => {
    const registered = await registerRelyingParty({ origin: 1, callbacks: ({ callback }) => [callback] });
    const strict = await openRelyingParty(registered);
    const session = await strict.signIn(user);
    const { callback } = strict.urls;
    await check('RPLOGOUT-REDIRECT-5', async () => {
      const parameters = { id_token_hint: session.signedIn.idToken };
      await expectNoVisit(strict, { parameters }, lookalikesOf(callback), callback);
      await confirmRedirect(session, callback);
    });
  },
);

test(
  'RPLOGOUT-REDIRECT-5 does not redirect to a uri with another query than the one that is registered',
  verifies('RPLOGOUT-REDIRECT-5'),
  async ({ registerRelyingParty, openRelyingParty, user, check }) => {
    const query = '?p=a%20b';
    const registered = await registerRelyingParty({
      callbacks: ({ callback, silentCallback, loggedOut }) => [callback, silentCallback, `${loggedOut}${query}`],
    });
    const party = await openRelyingParty(registered);
    const session = await party.signIn(user);
    const { loggedOut } = party.urls;
    const others = ['?p=a%20c', '?p=a%20b&p=c', '?p=a+b', '?P=a%20b'].map((other) => ({
      what: `with the query ${other}`,
      uri: `${loggedOut}${other}`,
      address: loggedOut,
    }));
    await check('RPLOGOUT-REDIRECT-5', async () => {
      await expectNoVisit(party, { parameters: { id_token_hint: session.signedIn.idToken } }, others, loggedOut);
      const parameters = logoutParameters(session, { post_logout_redirect_uri: `${loggedOut}${query}` });
      const control = await requestLogoutAnswering(party, { parameters }, 'Yes');
      await given('RPLOGOUT-REDIRECT-10', () => {
        expectArrival(control, loggedOut);
      });
    });
  },
);

test(
  'RPLOGOUT-REDIRECT-7 does not redirect to such a uri where no session is left: GET, hint',
  verifies('RPLOGOUT-REDIRECT-7'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const registered = relyingParty.urls.loggedOut;
    await session.confirmAlive();
    await requestLogoutAnswering(relyingParty, { parameters: logoutParameters(session) }, 'Yes');
    await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    await check('RPLOGOUT-REDIRECT-7', async () => {
      const parameters = { id_token_hint: session.signedIn.idToken };
      await expectNoVisit(relyingParty, { parameters }, [...lookalikesOf(registered), STRANGER], registered);
      const control = await requestLogout(relyingParty, { parameters: logoutParameters(session) });
      await given('RPLOGOUT-TWICE-1', () => {
        expectArrival(control, registered);
      });
    });
  },
);

test(
  'RPLOGOUT-REDIRECT-7 does not redirect to such a uri where no session ever was: POST, client_id',
  verifies('RPLOGOUT-REDIRECT-7'),
  async ({ relyingParty, check }) => {
    const registered = relyingParty.urls.loggedOut;
    await check('RPLOGOUT-REDIRECT-7', async () => {
      const parameters = { client_id: relyingParty.clientId };
      const uris = [...lookalikesOf(registered), STRANGER];
      await expectNoVisit(relyingParty, { method: 'POST', parameters }, uris, registered);
      const request = { ...parameters, post_logout_redirect_uri: registered };
      const control = await requestLogout(relyingParty, { method: 'POST', parameters: request });
      await given('RPLOGOUT-TWICE-1', () => {
        expectArrival(control, registered);
      });
    });
  },
);

test(
  'RPLOGOUT-REDIRECT-6 does not redirect to a uri that comes with neither hint nor client_id, whatever the user answers',
  verifies('RPLOGOUT-REDIRECT-6'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const { loggedOut } = relyingParty.urls;
    const parameters = { post_logout_redirect_uri: loggedOut, state: newState() };
    const answer = await requestLogoutAnswering(relyingParty, { parameters }, 'Yes');
    await check('RPLOGOUT-REDIRECT-6', async () => {
      expect(answer).toHaveVisitedNoneOf([loggedOut]);
      await confirmRedirect(session);
    });
  },
);
