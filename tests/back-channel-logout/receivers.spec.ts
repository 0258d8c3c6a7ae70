import { type BackChannelBehaviour, expect, given, seconds, test, Undecided, verifies } from '../../fixtures/index.ts';
import { momentOf } from '../../fixtures/moments.ts';
import { patience } from '../../fixtures/run/patience.ts';

/** How long a user may have to wait for receivers that never answer. */
const BOUND = patience(seconds(30));
/** Much longer than anybody waits; not for ever, since some servers have two threads for all that they notify. */
const A_MINUTE = seconds(60);

const troubles: readonly { what: string; receiver: Partial<BackChannelBehaviour> | 'gone' }[] = [
  { what: 'takes a minute to answer', receiver: { delayMs: A_MINUTE } },
  { what: 'fails with 500', receiver: { status: 500 } },
  { what: 'redirects', receiver: { status: 302, redirectTo: 'http://localhost:1/elsewhere' } },
  { what: 'refuses the connection', receiver: 'gone' },
];

for (const { what, receiver } of troubles) {
  test(
    `BACK-DELIVERY-5 the other client is still notified, and the user returns: a receiver that ${what}`,
    verifies('BACK-DELIVERY-5', 'BACK-DELIVERY-8'),
    async ({ relyingParty, newRelyingParty, user, aboutNotification, check }) => {
      const troubled = await newRelyingParty({
        origin: 1,
        application: receiver === 'gone' ? { backChannelLogoutUrl: 'http://localhost:1/nobody-listens' } : {},
        registration: receiver === 'gone' ? {} : { backChannel: { status: 200, delayMs: 0, ...receiver } },
      });
      await troubled.signIn(user);
      const session = await relyingParty.joinSession();
      await session.confirmAlive();
      const logout = session.beginLogOut();
      const back = momentOf('logged-out', relyingParty, BOUND);
      await check('BACK-DELIVERY-5', () =>
        aboutNotification(relyingParty, () => expect(session).toHaveReceivedLogoutToken()),
      );
      await check('BACK-DELIVERY-8', async () => {
        const isBack = (await back) !== undefined;
        if (!isBack) logout.assertPending();
        expect(isBack ? 'is back' : 'waits', `the user after ${BOUND / 1_000} s`).toBe('is back');
      });
    },
  );
}

test(
  'BACK-DELIVERY-9 the browser returns once the clients have been notified: one whose receiver takes 4 s to answer',
  verifies('BACK-DELIVERY-9'),
  async ({ relyingParty, newRelyingParty, user, check }) => {
    const delayMs = seconds(4);
    const slow = await newRelyingParty({ origin: 1, registration: { backChannel: { status: 200, delayMs } } });
    await slow.signIn(user);
    const session = await relyingParty.joinSession();
    await session.confirmAlive();
    await session.logOut();
    await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    const back = await momentOf('logged-out', relyingParty, BOUND);
    const received = await momentOf('logout-token', slow, BOUND);
    if (back === undefined) throw new Undecided('the browser has not come back', 'RPLOGOUT-REDIRECT-1');
    if (received === undefined) throw new Undecided('the slow client has received no token', 'BACK-DELIVERY-1');
    await check('BACK-DELIVERY-9', () => {
      const before = back < received + delayMs;
      expect(`${before ? 'before' : 'after'} the receiver has answered`).toBe('after the receiver has answered');
    });
  },
);
