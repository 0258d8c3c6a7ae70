import { seconds } from '../../containers/durations.ts';
import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { LONGEST_RESTART_MS } from '../../fixtures/restart.ts';

for (const { how, what, id } of [
  { how: 'graceful', what: 'a restart', id: 'IS-DURABLE-1' },
  { how: 'kill', what: 'a crash', id: 'IS-DURABLE-2' },
] as const) {
  test(
    `a session lives through ${what} of the server, and its logout still notifies every client`,
    { ...verifies(id, 'IS-DURABLE-4', ...AFTER_LOGOUT), tag: '@restart' },
    async ({ relyingParty, secondRelyingParty, user, restartServer, check }, testInfo) => {
      testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
      const first = await relyingParty.signIn(user);
      const second = await secondRelyingParty.joinSession();
      for (const session of [first, second]) await expect(session).toBeAlive();
      await restartServer(how);
      await check(id, async () => {
        await expect(first).toBeAlive();
        await expect(second).toBeAlive();
      });
      await first.logOut();
      await check('IS-DURABLE-4', async () => {
        for (const session of [first, second]) await session.waitForLogoutToken();
      });
      await expectLoggedOut(check, [first, second]);
    },
  );
}

test(
  'a server that is away while the iframe calls does not sign the user out, and the keep-alive goes on by itself',
  { ...verifies('IS-DURABLE-3', 'IS-DURABLE-5'), tag: '@restart' },
  async ({ registerRelyingParty, openRelyingParty, user, clock, timings, restartServer, check }, testInfo) => {
    testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
    const registered = await registerRelyingParty({ registration: { silentTimeoutMs: seconds(3) } });
    const session = await (await openRelyingParty(registered)).signIn(user);
    await clock.advance(timings.refreshInterval);
    await expect(session).toHaveBeenRefreshed();

    const result = await restartServer('graceful', () => session.refreshNow());
    await check('IS-DURABLE-5', async () => {
      expect(result?.outcome).toBe('lost');
      await expect(session.page.getByTestId('signed-in-as')).toBeVisible();
    });
    await check('IS-DURABLE-3', async () => {
      for (let call = 0; call < 2; call += 1) {
        await clock.advance(timings.refreshInterval);
        await expect(session).toHaveBeenRefreshed();
      }
    });
  },
);
