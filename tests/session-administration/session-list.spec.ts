import { confirmActive } from '../../fixtures/exchanges/token-client.ts';
import { type AdminClient, expect, given, plus, test, type User, verifies } from '../../fixtures/index.ts';
import { countLogoutTokens } from '../../fixtures/invariants.ts';

/** A positive control. */
async function confirmListed(admin: AdminClient, user: User): Promise<void> {
  const listed = await admin.listSessions(user);
  await given('IS-ADMIN-1', () => {
    expect(listed, 'sessions that are listed').toHaveLength(1);
  });
}

test(
  'IS-LIST-1 a session that has ended by a logout is no longer listed',
  verifies('IS-LIST-1'),
  async ({ relyingParty, user, admin, check }) => {
    const session = await relyingParty.signIn(user);
    await confirmListed(admin, user);
    await session.logOut();
    await session.waitForLogoutToken();
    await check('IS-LIST-1', async () => {
      expect(await admin.listSessions(user), 'sessions that are listed').toEqual([]);
    });
  },
);

test(
  'IS-LIST-2 a session that has ended by its idle timeout is no longer listed',
  verifies('IS-LIST-2'),
  async ({ relyingParty, user, admin, clock, timings, check }) => {
    clock.needs(plus(timings.idleTimeout, timings.margin));
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await confirmListed(admin, user);
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await check('IS-LIST-2', async () => {
      expect(await admin.listSessions(user), 'sessions that are listed').toEqual([]);
    });
  },
);

test(
  'IS-LIST-3 a session that was ended through the API is no longer listed, and IS-BOUND-1, IS-BOUND-2 its tokens are of no use, before any browser asks',
  verifies('IS-LIST-3', 'IS-BOUND-1', 'IS-BOUND-2'),
  async ({ newRelyingParty, tokensAfter, user, admin, check }) => {
    const relyingParty = await newRelyingParty({ application: { tokensEndWithSession: true } });
    const { signedIn } = await relyingParty.signIn(user);
    await confirmListed(admin, user);
    await confirmActive(admin, signedIn);
    await admin.terminateSessions(user);
    const tokens = tokensAfter('an end through the API, which they are bound to', relyingParty, signedIn);
    await check('IS-LIST-3', async () => {
      expect(await admin.listSessions(user), 'sessions that are listed').toEqual([]);
    });
    await check('IS-BOUND-1', async () => {
      expect(await tokens.accessIsActive(), 'the access token is active').toBe(false);
    });
    await check('IS-BOUND-2', async () => {
      expect(await tokens.refreshIsGranted(), 'the refresh token is of use').toBe(false);
    });
  },
);

test(
  'IS-BOUND-1 a session that was ended through the API leaves no access token active whose binding the server validates',
  verifies('IS-BOUND-1'),
  async ({ newRelyingParty, user, admin, check }) => {
    const application = { tokensEndWithSession: true, validatesTokenBinding: true };
    const { signedIn } = await (await newRelyingParty({ application })).signIn(user);
    await confirmActive(admin, signedIn);
    await admin.terminateSessions(user);
    await check('IS-BOUND-1', async () => {
      expect(await admin.isTokenActive(signedIn.accessToken), 'the access token is active').toBe(false);
    });
  },
);

test(
  'IS-LIST-4 a session that has ended by a logout does not end again when the password changes later',
  verifies('IS-LIST-4'),
  async ({ relyingParty, user, admin, barrier, check }) => {
    const session = await relyingParty.signIn(user);
    await session.logOut();
    await session.waitForLogoutToken();
    await admin.changePassword(user, `${user.password}-new`);
    await barrier([relyingParty]);
    await check('IS-LIST-4', async () => {
      expect(await countLogoutTokens([session]), 'logout tokens for the session').toEqual([1]);
    });
  },
);
