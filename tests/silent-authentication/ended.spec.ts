import { plus } from '../../containers/durations.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'silent requests carry the same sid as long as the session lives, and are refused once it has ended',
  verifies('CORE-SID-1', 'CORE-PROMPT-8'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const session = await relyingParty.signIn(user);
    await check('CORE-SID-1', async () => {
      const { tokens } = await session.refreshNow();
      expect(tokens?.claims['sid']).toBe(session.sid);
    });
    await expect(session).toBeAlive();
    await session.stopRefreshing();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await check('CORE-PROMPT-8', async () => {
      expect(await session.askSilently()).toBeRefusedWith('login_required');
    });
  },
);

test(
  'a silent request is refused after a logout, and accepted again after a new sign-in',
  verifies('CORE-PROMPT-7'),
  async ({ relyingParty, user }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    await session.logOut();
    await session.waitForLoggedOut();
    expect(await relyingParty.askSilently()).toBeRefusedWith('login_required');
    await expect(await relyingParty.signIn(user)).toBeAlive();
  },
);

test(
  'where a consent is missing a silent request is refused and asks for nothing',
  verifies('CORE-PROMPT-5'),
  async ({ registerRelyingParty, openRelyingParty, relyingParty, user }, testInfo) => {
    await relyingParty.signIn(user);
    const asking = await openRelyingParty(await registerRelyingParty({ application: { skipLoginConsent: false } }));
    const request = { scope: 'openid never-agreed-to' };
    const asksForConsent = (await asking.askAtTopLevel(request)).kind === 'page';
    testInfo.skip(
      !asksForConsent,
      'this server asks for no consent to such a request, so there is none that could be missing',
    );
    expect(await asking.askSilently(request)).toBeRefused();
  },
);
