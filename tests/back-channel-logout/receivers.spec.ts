import { seconds } from '../../containers/durations.ts';
import type { BackChannelBehaviour } from '../../containers/relying-party/protocol.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

/** Well below what the slow receiver takes, and more than a busy machine does. */
const PATIENCE = seconds(12);

const troubles: readonly { what: string; receiver: Partial<BackChannelBehaviour> | 'gone' }[] = [
  { what: 'takes 20 s to answer', receiver: { delayMs: seconds(20) } },
  { what: 'fails with 500', receiver: { status: 500 } },
  { what: 'redirects', receiver: { status: 302, redirectTo: 'http://localhost:1/elsewhere' } },
  { what: 'refuses the connection', receiver: 'gone' },
];

for (const { what, receiver } of troubles) {
  test(
    `a receiver that ${what} holds up neither the user nor the other client`,
    verifies('BACK-DELIVERY-5'),
    async ({ relyingParty, registerRelyingParty, openRelyingParty, user, check }) => {
      const troubled = await openRelyingParty(
        await registerRelyingParty({
          origin: 1,
          application: receiver === 'gone' ? { backChannelLogoutUrl: 'http://localhost:1/nobody-listens' } : {},
          registration: receiver === 'gone' ? {} : { backChannel: { status: 200, delayMs: 0, ...receiver } },
        }),
      );
      const inTrouble = await troubled.signIn(user);
      const session = await relyingParty.joinSession();
      await expect(session).toBeAlive();
      await expect(inTrouble).toBeAlive();
      await check('BACK-DELIVERY-5', async () => {
        const began = performance.now();
        await session.logOut();
        await session.waitForLoggedOut();
        expect(performance.now() - began, 'milliseconds until the user was back').toBeLessThan(PATIENCE);
        await session.waitForLogoutToken(PATIENCE);
      });
      await expect(session).toHaveEnded();
      await expect(inTrouble).toHaveEnded();
    },
  );
}
