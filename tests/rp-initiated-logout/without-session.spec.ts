import { identifications, newState, requestLogout } from '../../fixtures/logout.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

for (const { by, identify } of identifications) {
  test(
    `logging out again with ${by}, where no session is left, comes back with the state and nothing else`,
    verifies('RPLOGOUT-STATE-3', 'RPLOGOUT-REDIRECT-4'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.logOut();
      await session.waitForLoggedOut();
      const state = newState();
      const { loggedOut } = relyingParty.urls;
      const answer = await requestLogout(relyingParty, {
        parameters: { ...identify(session), post_logout_redirect_uri: loggedOut, state },
      });
      await check('RPLOGOUT-STATE-3', () => {
        expect(answer).toHaveReturned(loggedOut, state);
      });
      await check('RPLOGOUT-REDIRECT-4', () => {
        expect([...answer.url.searchParams.keys()].filter((name) => name !== 'state')).toEqual([]);
      });
    },
  );
}

test(
  'a logout request with nothing in it, and no session, is answered with a page that can be read',
  verifies('RPLOGOUT-NONE-3'),
  async ({ relyingParty, check }) => {
    const answer = await requestLogout(relyingParty, { parameters: {} });
    await check('RPLOGOUT-NONE-3', () => {
      expect(answer).toBeAReadablePage();
    });
  },
);
