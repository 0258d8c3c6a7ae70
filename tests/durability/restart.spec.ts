import { expect, given, seconds, test, verifies } from '../../fixtures/index.ts';
import { LONGEST_RESTART_MS } from '../../fixtures/server/restart.ts';

for (const { how, what, id } of [
  { how: 'graceful', what: 'a restart', id: 'IS-DURABLE-1' },
  { how: 'kill', what: 'a crash', id: 'IS-DURABLE-2' },
] as const) {
  test(
    `${id} a session survives ${what} of the server, and a logout after it notifies every client`,
    { ...verifies(id, 'IS-DURABLE-4'), tag: '@restart' },
    async ({ relyingParty, secondRelyingParty, user, restartServer, check }, testInfo) => {
      testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
      const sessions = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()];
      for (const session of sessions) {
        await session.stopRefreshing();
        await session.confirmAlive();
      }
      await restartServer(how);
      await check(id, async () => {
        for (const session of sessions) await expect(session).toBeAlive();
      });
      await sessions[0]?.logOut();
      await check(
        'IS-DURABLE-4',
        async () => {
          for (const session of sessions) await expect(session).toHaveReceivedLogoutToken();
        },
        { needs: [id] },
      );
    },
  );
}

test(
  'IS-DURABLE-3 after a restart the silent calls of a page that was open all the time renew the session again',
  { ...verifies('IS-DURABLE-3'), tag: '@restart' },
  async ({ registerRelyingParty, openRelyingParty, user, clock, timings, restartServer, check }, testInfo) => {
    testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
    const registered = await registerRelyingParty({ registration: { silentTimeoutMs: seconds(3) } });
    const session = await (await openRelyingParty(registered)).signIn(user);
    await session.confirmAlive();
    const whileDown = await restartServer('graceful', () => session.refreshNow());
    expect(whileDown?.outcome, 'of the call while the server was away').toBe('lost');
    await given('IS-DURABLE-1', () => expect(session).toBeAlive());
    await check('IS-DURABLE-3', async () => {
      for (let call = 0; call < 2; call += 1) {
        await clock.advance(timings.refreshInterval);
        await expect(session).toHaveBeenRefreshed();
      }
    });
  },
);
