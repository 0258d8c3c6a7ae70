import { expect, given, hours, milliseconds, minutes, test, verifies } from '../../fixtures/index.ts';
import { confirmActive, isGranted } from '../../fixtures/exchanges/token-client.ts';
import { providerCookies } from '../../fixtures/exchanges/provider-cookies.ts';
import { logoutParameters } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { confirmRedirect, expectArrival } from './outcome.ts';

const SESSION_COOKIES = ['commonAuthId', 'opbs'];

test(
  'RPLOGOUT-END-3 leaves the session of the same user in another browser alone, and sends nothing about it',
  verifies('RPLOGOUT-END-3', 'BACK-SID-1', 'BACK-DELIVERY-6'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, barrier, check }) => {
    const here = await relyingParty.signIn(user);
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const there = await elsewhere.signIn(user);
    await here.confirmAlive();
    await there.confirmAlive();
    here.confirmSid();
    await check('BACK-SID-1', () => {
      expect(here.sid).not.toBe(there.sid);
    });
    await here.logOut();
    await here.waitForLogoutToken();
    await check('RPLOGOUT-END-3', () => expect(there).toBeAlive());
    await check(
      'BACK-DELIVERY-6',
      async () => {
        await barrier([relyingParty]);
        const sids = (await relyingParty.logoutTokenClaims(here)).map(({ sid }) => sid);
        expect(sids).toEqual([here.sid]);
      },
      { needs: ['BACK-SID-1', 'RPLOGOUT-END-3'] },
    );
  },
);

test(
  'RPLOGOUT-COOKIES-1 removes the cookies of the session, and RPLOGOUT-AGAIN-1 begins another session with the next sign-in',
  verifies('RPLOGOUT-COOKIES-1', 'RPLOGOUT-AGAIN-1'),
  async ({ relyingParty, user, context, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const names = async () => (await providerCookies(context, relyingParty)).map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(SESSION_COOKIES));
    await session.logOut();
    await check('RPLOGOUT-COOKIES-1', async () => {
      expect((await names()).filter((name) => SESSION_COOKIES.includes(name))).toEqual([]);
    });
    await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    const next = await relyingParty.signIn(user);
    session.confirmSid();
    await check('RPLOGOUT-AGAIN-1', () => {
      expect(next.sid).not.toBe(session.sid);
    });
  },
);

test(
  'RPLOGOUT-TOKENS-1 revokes the refresh tokens of the session, and RPLOGOUT-TOKENS-3 its access tokens',
  verifies('RPLOGOUT-TOKENS-1', 'RPLOGOUT-TOKENS-3'),
  async ({ relyingParty, tokenClientOf, tokensAfter, noteNotification, user, check }) => {
    const session = await relyingParty.signIn(user);
    const { signedIn } = session;
    const tokenClient = tokenClientOf(relyingParty);
    expect(await tokenClient.userInfo(signedIn)).toMatchObject({ status: 200 });
    await session.logOut();
    await session.waitForLogoutToken();
    await noteNotification('a logout', relyingParty);
    const tokens = tokensAfter('a logout', relyingParty, signedIn);
    await check('RPLOGOUT-TOKENS-3', async () => {
      expect(isGranted(await tokenClient.userInfo(signedIn)), 'the access token is of use').toBe(false);
    });
    await check('RPLOGOUT-TOKENS-1', async () => {
      expect(await tokens.refreshIsGranted(), 'the refresh token is of use').toBe(false);
    });
  },
);

test(
  'RPLOGOUT-TOKENS-2 revokes the access tokens that an application has bound to the session',
  verifies('RPLOGOUT-TOKENS-2'),
  async ({ newRelyingParty, tokensAfter, admin, user, check }) => {
    const relyingParty = await newRelyingParty({ application: { tokensEndWithSession: true } });
    const session = await relyingParty.signIn(user);
    await confirmActive(admin, session.signedIn);
    await session.logOut();
    await session.waitForLogoutToken();
    const tokens = tokensAfter('a logout, where they are bound to the session', relyingParty, session.signedIn);
    await check('RPLOGOUT-TOKENS-2', async () => {
      expect(await tokens.accessIsActive(), 'the access token is active').toBe(false);
    });
  },
);

test(
  "RPLOGOUT-TOKENS-4 leaves the tokens of the user's session in another browser alone",
  verifies('RPLOGOUT-TOKENS-4'),
  async ({ registerRelyingParty, openRelyingParty, otherBrowser, admin, user, check }) => {
    const registered = await registerRelyingParty({ application: { tokensEndWithSession: true } });
    const session = await (await openRelyingParty(registered)).signIn(user);
    const elsewhere = await (await openRelyingParty(registered, otherBrowser)).signIn(user);
    for (const { signedIn } of [session, elsewhere]) await confirmActive(admin, signedIn);
    await session.logOut();
    await session.waitForLogoutToken();
    await check('RPLOGOUT-TOKENS-4', async () => {
      expect(await admin.isTokenActive(elsewhere.signedIn.accessToken), 'the access token is active').toBe(true);
    });
  },
);

test(
  'RPLOGOUT-HINT-1 accepts a hint that has expired while the session lives',
  verifies('RPLOGOUT-HINT-1'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user);
    const { exp, iat } = session.signedIn.claims as { exp: number; iat: number };
    const end = milliseconds(Math.max(hours(1), (exp - iat) * 1000 + minutes(1)));
    clock.needs(end);
    while (clock.passed < end) {
      await clock.advance(minutes(10));
      await session.confirmAlive();
    }
    const answer = await requestLogoutAnswering(relyingParty, { parameters: logoutParameters(session) }, 'Yes');
    await check('RPLOGOUT-HINT-1', async () => {
      const { loggedOut } = relyingParty.urls;
      if (answer.where !== 'relying party') await confirmRedirect(await relyingParty.signIn(user));
      expectArrival(answer, loggedOut);
    });
  },
);
