import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'both relying parties of a session receive a valid logout token, the one that asked included',
  verifies('BACK-DELIVERY-2', ...AFTER_LOGOUT),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    const second = await secondRelyingParty.joinSession();
    await expect(first).toBeAlive();
    await expect(second).toBeAlive();
    await second.logOut();
    await check('BACK-DELIVERY-2', async () => {
      for (const session of [first, second]) {
        const { contentType, parameters } = await session.waitForLogoutToken();
        expect(contentType).toContain('application/x-www-form-urlencoded');
        expect(parameters.map(([name]) => name)).toEqual(['logout_token']);
      }
    });
    await expectLoggedOut(check, [first, second]);
    await first.page.reload();
    await expect(
      first.page.getByTestId('sign-in'),
      'the other relying party has signed its user out too',
    ).toBeVisible();
  },
);
