import { createHash } from 'node:crypto';
import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'session_state is bound to client, origin and browser state, and the iframe says unchanged',
  verifies('SESSION-STATE-1', 'SESSION-IFRAME-1'),
  async ({ relyingParty, user, check, context, target }) => {
    const session = await relyingParty.signIn(user);
    await check('SESSION-STATE-1', async () => {
      const [hash, salt] = (session.signedIn.sessionState ?? '').split('.');
      const browserState = (await context.cookies(target.description.baseUrl)).find(
        ({ name }) => name === 'opbs',
      )?.value;
      const { origin } = new URL(relyingParty.urls.callback);
      const expected = createHash('sha256')
        .update(`${relyingParty.clientId} ${origin} ${browserState ?? ''} ${salt ?? ''}`)
        .digest('hex');
      expect(hash).toBe(expected);
    });
    await check('SESSION-IFRAME-1', async () => {
      await expect(session).toHaveIframeStatus('unchanged');
      await session.waitForSessionStatus('unchanged');
    });
  },
);

test('after a logout the iframe says changed', verifies(...AFTER_LOGOUT), async ({ relyingParty, user, check }) => {
  const session = await relyingParty.signIn(user);
  await expect(session).toHaveIframeStatus('unchanged');
  await expect(session).toBeAlive();
  await session.logOut();
  await expectLoggedOut(check, [session]);
});
