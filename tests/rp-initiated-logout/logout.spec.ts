import { AFTER_LOGOUT, expectLoggedOut, expectUntouched } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const STATE = 'st 42&é/+=%';

test(
  'a logout with hint, uri and state ends the session of both relying parties and brings the state back',
  verifies('RPLOGOUT-REDIRECT-1', 'RPLOGOUT-STATE-1', 'RPLOGOUT-REDIRECT-2', ...AFTER_LOGOUT),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    const second = await secondRelyingParty.joinSession();
    await expect(first).toBeAlive();
    await expect(second).toBeAlive();

    await first.logOut({ state: STATE });
    await check('RPLOGOUT-REDIRECT-1', async () => {
      await expect(first.page).toHaveURL((url) => url.href.startsWith(relyingParty.urls.loggedOut));
    });
    const { parameters } = await first.waitForLoggedOut();
    await check('RPLOGOUT-STATE-1', () => {
      expect(parameters.filter(([name]) => name === 'state')).toEqual([['state', STATE]]);
    });
    await check('RPLOGOUT-REDIRECT-2', () => {
      expect(parameters.map(([name]) => name)).toEqual(['state']);
    });
    await expectLoggedOut(check, [first, second]);
  },
);

test(
  'a post_logout_redirect_uri that is not registered is not visited, and nothing is logged out',
  verifies('RPLOGOUT-REDIRECT-3'),
  async ({ relyingParty, secondRelyingParty, user }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const foreign = secondRelyingParty.urls.loggedOut;
    const page = await session.page.context().newPage();
    const url = new URL(relyingParty.registered.endpoints.endSession);
    url.search = new URLSearchParams({
      id_token_hint: session.signedIn.idToken,
      post_logout_redirect_uri: foreign,
      state: STATE,
    }).toString();
    await page.goto(url.href);
    expect(page.url()).not.toContain(new URL(foreign).origin);
    await expectUntouched([session]);
  },
);
