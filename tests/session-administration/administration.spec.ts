import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { countLogoutTokens } from '../../fixtures/invariants.ts';
import { expectEnded, expectTold } from './ended.ts';

test(
  "IS-ADMIN-1 a user's session is listed with the applications that take part in it",
  verifies('IS-ADMIN-1'),
  async ({ relyingParty, secondRelyingParty, user, admin, check }) => {
    await relyingParty.signIn(user);
    await secondRelyingParty.joinSession();
    const sessions = await admin.listSessions(user);
    await check('IS-ADMIN-1', () => {
      const listed = sessions.map(({ applications }) => applications.map(({ appName }) => appName).toSorted());
      const names = [relyingParty, secondRelyingParty].map(({ registered }) => registered.application.name).toSorted();
      expect(listed, 'applications, session by session').toEqual([names]);
    });
  },
);

test(
  'IS-ADMIN-2 ending the sessions of a user through the API ends them in every browser, and notifies every client',
  verifies('IS-ADMIN-2', 'IS-ADMIN-3'),
  async ({ relyingParty, secondRelyingParty, openRelyingParty, otherBrowser, user, admin, check }) => {
    const here = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()];
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const all = [...here, await elsewhere.signIn(user)];
    for (const session of all) await session.confirmAlive();
    await admin.terminateSessions(user);
    await check('IS-ADMIN-2', () => expectEnded(all));
    await check('IS-ADMIN-3', () => expectTold(all), { needs: ['IS-ADMIN-2'] });
  },
);

test(
  'IS-ADMIN-6 ending the sessions of one user leaves those of others alone',
  verifies('IS-ADMIN-6'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, createUser, admin, barrier, check }) => {
    const session = await relyingParty.signIn(user);
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const bystander = await elsewhere.signIn(await createUser());
    for (const each of [session, bystander]) await each.confirmAlive();
    await admin.terminateSessions(user);
    await given('IS-ADMIN-2', () => expect(session).toHaveEnded());
    await check('IS-ADMIN-6', async () => {
      await expect(bystander).toBeAlive();
      await barrier([relyingParty]);
      expect(await countLogoutTokens([bystander]), 'logout tokens for the other user').toEqual([0]);
    });
  },
);

test(
  'IS-ADMIN-9 ending one session of a user by its id ends that one, and leaves the session in another browser alone',
  verifies('IS-ADMIN-9', 'IS-ADMIN-10'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, admin, check }) => {
    const ended = await relyingParty.signIn(user);
    const [entry] = await admin.listSessions(user);
    await given('IS-ADMIN-1', () => {
      expect(entry, 'the session of the user, as it is listed').toBeDefined();
    });
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const other = await elsewhere.signIn(user);
    for (const session of [ended, other]) await session.confirmAlive();
    const path = `/api/users/v1/me/sessions/${entry?.id ?? ''}`;
    await admin.api.call({ method: 'DELETE', path, as: user, expect: 204 });
    await check('IS-ADMIN-9', () => expect(ended).toHaveEnded());
    await check('IS-ADMIN-10', () => expect(other).toBeAlive());
  },
);
