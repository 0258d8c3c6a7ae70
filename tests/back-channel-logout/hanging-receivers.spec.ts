import { expect, plus, seconds, test, verifies } from '../../fixtures/index.ts';
import { LOGOUT_TOKEN_TIMEOUT } from '../../fixtures/events.ts';

/** Longer than a check waits for a logout token, and over soon after: nobody else is to be kept waiting. */
const HANG = plus(LOGOUT_TOKEN_TIMEOUT, seconds(3));

test(
  'BACK-DELIVERY-14 the third client is still notified, and BACK-DELIVERY-13 those of the next user: two receivers that hang',
  verifies('BACK-DELIVERY-14', 'BACK-DELIVERY-13'),
  async (
    { relyingParty, newRelyingParty, openRelyingParty, otherBrowser, user, createUser, lockServer, check },
    testInfo,
  ) => {
    // Whoever waits for the same deliveries would be kept waiting, too.
    await lockServer('exclusive');
    testInfo.setTimeout(testInfo.timeout + 2 * HANG);
    const hanging = () => newRelyingParty({ origin: 1, registration: { backChannel: { status: 200, delayMs: HANG } } });
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const next = await elsewhere.signIn(await createUser());
    await (await hanging()).signIn(user);
    await (await hanging()).joinSession();
    const third = await relyingParty.joinSession();
    for (const session of [next, third]) await session.confirmAlive();
    third.beginLogOut();
    await check('BACK-DELIVERY-14', () => expect(third).toHaveReceivedLogoutToken());
    next.beginLogOut();
    await check('BACK-DELIVERY-13', () => expect(next).toHaveReceivedLogoutToken());
  },
);
