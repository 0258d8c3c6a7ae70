import { expect, plus, seconds, test, verifies } from '../../fixtures/index.ts';
import { LOGOUT_TOKEN_TIMEOUT } from '../../fixtures/events.ts';
import { momentOf } from '../../fixtures/moments.ts';

/** Longer than a check waits for a logout token, and over soon after: nobody else is to be kept waiting. */
const HANG = plus(LOGOUT_TOKEN_TIMEOUT, seconds(5));

test(
  'BACK-DELIVERY-14 the third client is still notified, and BACK-DELIVERY-13 those of the next user: two receivers that hang',
  verifies('BACK-DELIVERY-14', 'BACK-DELIVERY-13'),
  async (
    {
      relyingParty,
      newRelyingParty,
      openRelyingParty,
      otherBrowser,
      user,
      createUser,
      lockServer,
      confirmNotification,
      check,
    },
    testInfo,
  ) => {
    // Whoever waits for the same deliveries would be kept waiting, too.
    await lockServer('exclusive');
    testInfo.setTimeout(testInfo.timeout + 2 * HANG);
    await confirmNotification(relyingParty);
    const hanging = () => newRelyingParty({ origin: 1, registration: { backChannel: { status: 200, delayMs: HANG } } });
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const next = await elsewhere.signIn(await createUser());
    const [one, other] = [await hanging(), await hanging()];
    await one.signIn(user);
    await other.joinSession();
    const third = await relyingParty.joinSession();
    for (const session of [next, third]) await session.confirmAlive();
    third.beginLogOut();
    // Not before the server is kept waiting. A server that notifies one after the other does not get to the second.
    await Promise.race([one, other].map((receiver) => momentOf('logout-token', receiver, LOGOUT_TOKEN_TIMEOUT)));
    next.beginLogOut();
    // At the same time: the receivers do not hang as long as both would take one after the other.
    await Promise.all([
      check('BACK-DELIVERY-14', () => expect(third).toHaveReceivedLogoutToken()),
      check('BACK-DELIVERY-13', () => expect(next).toHaveReceivedLogoutToken()),
    ]);
  },
);
