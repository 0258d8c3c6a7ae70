import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { identifications, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogout, requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { addressOf } from './outcome.ts';

for (const { by, identify } of identifications) {
  test(
    `RPLOGOUT-TWICE-1 does not treat a second logout as an error, and RPLOGOUT-STATE-3 returns its state: ${by}`,
    verifies('RPLOGOUT-TWICE-1', 'RPLOGOUT-STATE-3', 'RPLOGOUT-REDIRECT-4'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      await session.logOut();
      await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
      const state = newState();
      const { loggedOut } = relyingParty.urls;
      const parameters = { ...identify(session), post_logout_redirect_uri: loggedOut, state };
      const answer = await requestLogoutAnswering(relyingParty, { parameters }, 'Yes');
      await check('RPLOGOUT-TWICE-1', () => {
        const answered = { address: addressOf(answer), error: answer.url.searchParams.get('error') };
        expect(answered, answer.text).toEqual({ address: loggedOut, error: null });
      });
      const back = { needs: ['RPLOGOUT-TWICE-1'] } as const;
      await check(
        'RPLOGOUT-STATE-3',
        () => {
          expect(answer).toHaveReturned(loggedOut, state);
        },
        back,
      );
      await check(
        'RPLOGOUT-REDIRECT-4',
        () => {
          expect(answer).toHaveNoExtraParameters();
        },
        back,
      );
    },
  );
}

test(
  'RPLOGOUT-NONE-3 shows a page for a request without parameters when nobody is signed in',
  verifies('RPLOGOUT-NONE-3'),
  async ({ relyingParty, check }) => {
    const answer = await requestLogout(relyingParty, { parameters: {} });
    await check('RPLOGOUT-NONE-3', () => {
      expect(answer).toBeAReadablePage();
    });
  },
);
