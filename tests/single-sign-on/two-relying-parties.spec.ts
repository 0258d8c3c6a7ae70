import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'a second relying party signs the user in without asking, in the same session',
  verifies('IS-SSO-1', 'IS-SSO-2'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    await check('IS-SSO-1', async () => {
      const second = await secondRelyingParty.joinSession();
      await check('IS-SSO-2', () => {
        expect(second.signedIn.claims).toMatchObject({ sub: first.sub, sid: first.sid });
      });
    });
  },
);

test(
  'when a second relying party joins, the first notices, renews silently and stays signed in',
  verifies('IS-SSO-3'),
  async ({ relyingParty, secondRelyingParty, user }) => {
    const first = await relyingParty.signIn(user);
    await first.waitForSessionStatus('unchanged');
    const second = await secondRelyingParty.joinSession();
    // Whether the browser state rotates is the provider's choice; what counts is that nobody is signed out by it.
    await expect(first).toBeAlive();
    await expect(second).toBeAlive();
    const { tokens } = await first.refreshNow();
    expect(tokens?.claims).toMatchObject({ sub: first.sub, sid: first.sid });
    await expect(first).toHaveIframeStatus('unchanged', tokens?.sessionState);
    await expect(first.page.getByTestId('signed-in-as')).toBeVisible();
  },
);
