import { hours, minutes } from '../../containers/durations.ts';
import { newState, requestLogout } from '../../fixtures/logout.ts';
import { countLogoutTokens } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const SESSION_COOKIES = ['commonAuthId', 'opbs'];

test(
  'a logout in one browser leaves the session of the same user in another alone',
  verifies('RPLOGOUT-END-3', 'BACK-SID-1', 'BACK-DELIVERY-6'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, check }) => {
    const here = await relyingParty.signIn(user);
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const there = await elsewhere.signIn(user);
    await expect(here).toBeAlive();
    await check('BACK-SID-1', () => {
      expect(here.sid).not.toBe(there.sid);
    });
    await here.logOut();
    await here.waitForLogoutToken();
    await expect(here).toHaveEnded();
    await check('RPLOGOUT-END-3', async () => {
      await expect(there).toBeAlive();
      await expect(there).toHaveIframeStatus('unchanged');
    });
    await check('BACK-DELIVERY-6', async () => {
      const sids = (await relyingParty.logoutTokenClaims(here)).map(({ sid }) => sid);
      expect(sids).toEqual([here.sid]);
    });
  },
);

test(
  'a logout removes the cookies of the session, and a new sign-in is a new session',
  verifies('RPLOGOUT-COOKIES-1', 'RPLOGOUT-AGAIN-1'),
  async ({ relyingParty, user, context, target, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const names = async () => (await context.cookies(target.description.baseUrl)).map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(SESSION_COOKIES));
    await session.logOut();
    await check('RPLOGOUT-COOKIES-1', async () => {
      expect((await names()).filter((name) => SESSION_COOKIES.includes(name))).toEqual([]);
    });
    const next = await relyingParty.signIn(user);
    await check('RPLOGOUT-AGAIN-1', () => {
      expect(next.sid).not.toBe(session.sid);
    });
    expect(await countLogoutTokens([next])).toEqual([1]);
  },
);

for (const { what, id, application } of [
  {
    what: 'access and refresh tokens of the session are useless after the logout',
    id: 'RPLOGOUT-TOKENS-1',
    application: {},
  },
  {
    what: 'tokens that an application has bound to the session are revoked by the logout',
    id: 'RPLOGOUT-TOKENS-2',
    application: { tokensEndWithSession: true },
  },
] as const) {
  test(what, verifies(id), async ({ registerRelyingParty, openRelyingParty, tokenClientOf, admin, user, check }) => {
    const relyingParty = await openRelyingParty(await registerRelyingParty({ application }));
    const session = await relyingParty.signIn(user);
    const { signedIn } = session;
    const tokenClient = tokenClientOf(relyingParty);
    expect(await tokenClient.userInfo(signedIn)).toMatchObject({ sub: session.sub });
    expect(await admin.isTokenActive(signedIn.accessToken)).toBe(true);
    await session.logOut();
    await session.waitForLogoutToken();
    await check(id, async () => {
      expect(await admin.isTokenActive(signedIn.accessToken)).toBe(false);
      await expect(tokenClient.userInfo(signedIn)).rejects.toThrow();
      await expect(tokenClient.refresh(signedIn)).rejects.toThrow();
    });
  });
}

test(
  'an expired ID token is accepted as a hint for the logout',
  verifies('RPLOGOUT-HINT-1'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user);
    const { exp, iat } = session.signedIn.claims as { exp: number; iat: number };
    for (const end = Math.max(hours(1), (exp - iat) * 1000 + minutes(1)); clock.passed < end;) {
      await clock.advance(minutes(10));
      await expect(session).toBeAlive();
    }
    const state = newState();
    const { loggedOut } = relyingParty.urls;
    const parameters = { id_token_hint: session.signedIn.idToken, post_logout_redirect_uri: loggedOut, state };
    const answer = await requestLogout(relyingParty, { parameters });
    await check('RPLOGOUT-HINT-1', async () => {
      expect(answer).toHaveReturned(loggedOut, state);
      await expect(session).toHaveEnded();
    });
  },
);
