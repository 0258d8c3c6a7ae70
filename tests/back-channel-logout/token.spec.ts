import { decodeJwt, decodeProtectedHeader } from 'jose';
import { plus } from '../../containers/durations.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { expectUntouched } from '../../fixtures/invariants.ts';
import { newState, requestLogout } from '../../fixtures/logout.ts';

const LONGEST_LIFE_SECONDS = 120;

test(
  'the logout token says what it is, lives two minutes at most, and is for its client alone',
  verifies('BACK-TOKEN-1', 'BACK-TOKEN-2', 'BACK-TOKEN-3', 'BACK-TOKEN-4', 'BACK-TOKEN-5', 'BACK-TOKEN-6'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const sessions = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()];
    await sessions[0]?.logOut();
    const tokens = await Promise.all(sessions.map((session) => session.waitForLogoutToken()));
    const claims = tokens.map(({ token }) => decodeJwt(token));
    await check('BACK-TOKEN-1', () => {
      expect(tokens.map(({ problem }) => problem)).toEqual([undefined, undefined]);
    });
    await check('BACK-TOKEN-2', () => {
      expect(claims).toMatchObject(sessions.map(({ sub, sid }) => ({ sub, sid })));
    });
    await check('BACK-TOKEN-3', () => {
      expect(tokens.map(({ token }) => decodeProtectedHeader(token).typ)).toEqual(['logout+jwt', 'logout+jwt']);
    });
    await check('BACK-TOKEN-4', () => {
      const lives = claims.map(({ exp = Infinity, iat = 0 }) => exp - iat);
      expect(Math.max(...lives)).toBeLessThanOrEqual(LONGEST_LIFE_SECONDS);
    });
    await check('BACK-TOKEN-5', () => {
      expect(new Set(claims.map(({ jti }) => jti)).size).toBe(2);
    });
    await check('BACK-TOKEN-6', () => {
      expect(claims.map(({ aud }) => [aud].flat())).toEqual(
        sessions.map(({ relyingParty: { clientId } }) => [clientId]),
      );
    });
  },
);

test(
  'a logout that was refused sends nothing to anybody',
  verifies('BACK-DELIVERY-4'),
  async ({ relyingParty, user }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const parameters = {
      id_token_hint: session.signedIn.idToken,
      post_logout_redirect_uri: `${relyingParty.urls.loggedOut}/not-registered`,
      state: newState(),
    };
    await requestLogout(relyingParty, { parameters });
    await expectUntouched([session]);
  },
);

test(
  'a client that takes no part in the session is sent nothing',
  verifies('BACK-DELIVERY-3'),
  async ({ relyingParty, secondRelyingParty, openRelyingParty, otherBrowser, user, createUser }) => {
    const session = await relyingParty.signIn(user);
    const elsewhere = await openRelyingParty(secondRelyingParty.registered, otherBrowser);
    const bystander = await elsewhere.signIn(await createUser());
    await expect(session).toBeAlive();
    await session.logOut();
    await session.waitForLogoutToken();
    await expect(session).toHaveEnded();
    expect(await secondRelyingParty.allLogoutTokens()).toEqual([]);
    await expect(bystander).toBeAlive();
  },
);

test(
  'after a session has ended by idleness the next user in the browser has a session, and logout tokens, of its own',
  verifies('BACK-SID-2', 'BACK-SID-3'),
  async ({ relyingParty, secondRelyingParty, user, createUser, clock, timings, check }) => {
    const first = await relyingParty.signIn(user);
    const firstElsewhere = await secondRelyingParty.joinSession();
    await first.stopRefreshing();
    await firstElsewhere.stopRefreshing();
    await expect(first).toBeAlive();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await expect(first).toHaveEnded();

    const next = await relyingParty.signIn(await createUser());
    expect(next.sub, 'another user').not.toBe(first.sub);
    await check('BACK-SID-2', () => {
      expect(next.sid).not.toBe(first.sid);
    });
    await next.logOut();
    await check('BACK-SID-3', async () => {
      const token = await next.waitForLogoutToken();
      expect(decodeJwt(token.token)).toMatchObject({ sub: next.sub, sid: next.sid });
      expect(
        await secondRelyingParty.allLogoutTokens(),
        'tokens to a client that only the former user had used',
      ).toEqual([]);
    });
  },
);
