import { momentOf } from '../../fixtures/moments.ts';
import { confirmActive } from '../../fixtures/exchanges/token-client.ts';
import { expect, seconds, test, verifies } from '../../fixtures/index.ts';
import { patience } from '../../fixtures/run/patience.ts';

const BOUND = patience(seconds(30));

test(
  'IS-APP-1 a client that is deleted while its session lives is not redirected to, and the others of the session go on',
  verifies('IS-APP-1', 'IS-APP-2', 'IS-APP-3', 'IS-APP-4', 'IS-APP-5'),
  async ({
    relyingParty,
    secondRelyingParty,
    newRelyingParty,
    confirmNotification,
    context,
    target,
    user,
    admin,
    check,
  }) => {
    await confirmNotification(relyingParty);
    const deleted = await newRelyingParty();
    const { signedIn } = await deleted.signIn(user);
    const others = [await relyingParty.joinSession(), await secondRelyingParty.joinSession()] as const;
    for (const session of others) {
      await session.stopRefreshing();
      await session.confirmAlive();
    }
    await confirmActive(admin, signedIn);
    await admin.deleteApplication(deleted.registered.application.id);
    await check('IS-APP-5', async () => {
      expect(await admin.isTokenActive(signedIn.accessToken), 'the access token is active').toBe(false);
    });
    const statuses: number[] = [];
    context.on('response', (response) => {
      if (response.url().startsWith(target.description.baseUrl)) statuses.push(response.status());
    });
    const answer = await deleted.askAtTopLevel({ prompt: 'none' });
    await check('IS-APP-1', () => {
      expect(answer.kind, 'what a request of the deleted client ends with').toBe('page');
    });
    await check('IS-APP-2', () => {
      expect(
        statuses.filter((status) => status >= 500),
        'faults of the server',
      ).toEqual([]);
    });
    await check('IS-APP-3', async () => {
      for (const session of others) await expect(session).toBeAlive();
    });
    const logout = others[0].beginLogOut();
    const back = momentOf('logged-out', relyingParty, BOUND);
    await check('IS-APP-4', async () => {
      await expect(others[1]).toHaveReceivedLogoutToken();
      const isBack = (await back) !== undefined;
      if (!isBack) logout.assertPending();
      expect(isBack, 'the user is back').toBe(true);
    });
  },
);

test(
  'IS-APP-6 a client that is disabled while its session lives gets no code',
  verifies('IS-APP-6'),
  async ({ newRelyingParty, user, admin, check }, testInfo) => {
    const relyingParty = await newRelyingParty();
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    const isDisabled = await admin.disableApplication(relyingParty.registered.application.id);
    testInfo.skip(!isDisabled, 'does not apply: the server cannot disable an application (WSO2 IS can from 7.1 on)');
    const answer = await relyingParty.askSilently();
    await check('IS-APP-6', () => {
      expect(answer).not.toBeACode();
    });
  },
);
