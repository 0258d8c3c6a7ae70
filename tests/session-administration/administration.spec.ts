import { expect, test, verifies } from '../../fixtures/index.ts';
import { countLogoutTokens } from '../../fixtures/invariants.ts';
import type { Session } from '../../fixtures/session.ts';

/** Each of these clients was told, once, by a token that it can trust. */
async function expectToldOnce(sessions: readonly Session[]): Promise<void> {
  for (const session of sessions) {
    const { problem } = await session.waitForLogoutToken();
    expect(problem, 'what is wrong with the logout token').toBeUndefined();
  }
  for (const session of sessions) await expect(session).toHaveEnded();
  expect(await countLogoutTokens(sessions)).toEqual(sessions.map(() => 1));
}

test(
  "a user's session is listed with the applications that take part in it",
  verifies('IS-ADMIN-1'),
  async ({ relyingParty, secondRelyingParty, user, admin }) => {
    await relyingParty.signIn(user);
    await secondRelyingParty.joinSession();
    const [session, ...others] = await admin.listSessions(user);
    expect(others).toEqual([]);
    const names = session?.applications.map(({ appName }) => appName);
    expect(names).toEqual(
      expect.arrayContaining([
        relyingParty.registered.application.name,
        secondRelyingParty.registered.application.name,
      ]),
    );
  },
);

test(
  'ending the sessions of a user through the API ends them in every browser, and tells every client',
  verifies('IS-ADMIN-2', 'IS-ADMIN-3'),
  async ({ relyingParty, secondRelyingParty, openRelyingParty, otherBrowser, user, admin, check }) => {
    const here = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()];
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const there = await elsewhere.signIn(user);
    for (const session of [...here, there]) await expect(session).toBeAlive();
    await admin.terminateSessions(user);
    await check('IS-ADMIN-2', async () => {
      for (const session of [...here, there]) await expect(session).toHaveEnded();
    });
    await check('IS-ADMIN-3', async () => {
      for (const session of [...here, there]) {
        const token = await session.relyingParty.waitForLogoutTokenOf(session.sid);
        expect(token.problem).toBeUndefined();
      }
    });
  },
);

test(
  "ending one user's sessions leaves those of others alone",
  verifies('IS-ADMIN-6'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, createUser, admin }) => {
    const session = await relyingParty.signIn(user);
    const other = await createUser();
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const bystander = await elsewhere.signIn(other);
    await expect(session).toBeAlive();
    await admin.terminateSessions(user);
    await expect(session).toHaveEnded();
    await expect(bystander).toBeAlive();
    expect(await countLogoutTokens([bystander])).toEqual([0]);
  },
);

test(
  'a change of password ends the sessions of the user, and their clients are told',
  verifies('IS-ADMIN-4'),
  async ({ relyingParty, user, admin }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    await admin.changePassword(user, `${user.password}-new`);
    await expectToldOnce([session]);
  },
);

test(
  'the deletion of a user ends its sessions, and their clients are told',
  verifies('IS-ADMIN-5'),
  async ({ relyingParty, secondRelyingParty, user, admin }) => {
    const sessions = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()];
    for (const session of sessions) await expect(session).toBeAlive();
    await admin.deleteUser(user.id);
    await expectToldOnce(sessions);
  },
);
