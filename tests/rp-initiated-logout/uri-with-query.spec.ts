import { expect, verifies } from '../../fixtures/index.ts';
import { logoutParameters, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { test } from './asking.ts';
import { addressOf, confirmEnd, confirmRedirect } from './outcome.ts';

const withQuery = (uri: string): string => `${uri}?p=a%20b`;

for (const { what, asked, hasSession } of [
  { what: 'GET, hint', asked: false, hasSession: true },
  { what: 'after the question', asked: true, hasSession: true },
  { what: 'where no session is left', asked: false, hasSession: false },
]) {
  test(
    `RPLOGOUT-REDIRECT-10 keeps the query of the post_logout_redirect_uri, and adds the state to it: ${what}`,
    verifies('RPLOGOUT-REDIRECT-10'),
    async ({ registerRelyingParty, openRelyingParty, user, check }) => {
      const registered = await registerRelyingParty({
        callbacks: ({ callback, silentCallback, loggedOut }) => [
          callback,
          silentCallback,
          loggedOut,
          withQuery(loggedOut),
        ],
        application: { skipLogoutConsent: !asked },
      });
      const party = await openRelyingParty(registered);
      const session = await party.signIn(user);
      await session.stopRefreshing();
      await session.confirmAlive();
      const { loggedOut } = registered.urls;
      if (!hasSession) {
        await requestLogoutAnswering(party, { parameters: logoutParameters(session) }, 'Yes');
        await confirmEnd(session);
      }
      const state = newState();
      const parameters = logoutParameters(session, { post_logout_redirect_uri: withQuery(loggedOut), state });
      const answer = await requestLogoutAnswering(party, { parameters }, 'Yes');
      await check('RPLOGOUT-REDIRECT-10', async () => {
        if (answer.where !== 'relying party') await confirmRedirect(session);
        const { searchParams } = answer.url;
        const seen = { address: addressOf(answer), p: searchParams.getAll('p') };
        expect(seen).toEqual({ address: loggedOut, p: ['a b'] });
        // Whether a logout that finds no session brings the state back is the business of RPLOGOUT-STATE-3.
        const states = searchParams.getAll('state');
        expect(states, 'state').toEqual(hasSession || states.length > 0 ? [state] : []);
      });
    },
  );
}
