import { openAgain } from '../../fixtures/browser-restart.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';

const SESSION_COOKIE = 'commonAuthId';

test(
  'IS-REMEMBER-9 a remembered session goes on when the browser is closed and opened again',
  verifies('IS-REMEMBER-9'),
  async ({ relyingParty, openRelyingParty, context, otherBrowser, user, check }) => {
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.stopRefreshing();
    await session.confirmAlive();
    const kept = await openAgain(context, otherBrowser);
    await given('IS-REMEMBER-4', () => {
      expect(kept, 'cookies that outlive the browser').toContain(SESSION_COOKIE);
    });
    const reopened = await openRelyingParty(relyingParty.registered, otherBrowser);
    const answer = await reopened.askSilently();
    await check('IS-REMEMBER-9', () => {
      expect(answer).toBeACode();
    });
  },
);

test(
  'IS-REMEMBER-8 a session that is not remembered is gone when the browser is closed and opened again',
  verifies('IS-REMEMBER-8'),
  async ({ relyingParty, openRelyingParty, context, otherBrowser, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await openAgain(context, otherBrowser);
    const reopened = await openRelyingParty(relyingParty.registered, otherBrowser);
    const answer = await reopened.askSilently();
    await check('IS-REMEMBER-8', () => {
      expect(answer).not.toBeACode();
    });
  },
);
