import { otherSite } from '../../fixtures/run/other-site.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';

// By its tag, each runs in the project whose browser treats the cookies of a framed site so, and has proved it.

test(
  'COOKIE-5 a relying party of another site renews silently where third-party cookies are allowed',
  { ...verifies('COOKIE-5'), tag: '@third-party-cookies-allowed' },
  async ({ newRelyingParty, user, check }) => {
    const relyingParty = await newRelyingParty({ at: otherSite });
    const session = await relyingParty.signInOnPage(user);
    const atTopLevel = await relyingParty.askAtTopLevel({ prompt: 'none' });
    await given('CORE-PROMPT-1', () => {
      expect(atTopLevel).toBeACode();
    });
    await check('COOKIE-5', () => expect(session).toBeAlive());
  },
);

test(
  'COOKIE-6 where third-party cookies are blocked, a silent request of another site is answered with an error',
  { ...verifies('COOKIE-6'), tag: '@third-party-cookies-blocked' },
  async ({ newRelyingParty, user, check }) => {
    const relyingParty = await newRelyingParty({ at: otherSite });
    const session = await relyingParty.signInOnPage(user);
    await session.stopRefreshing();
    const atTopLevel = await relyingParty.askAtTopLevel({ prompt: 'none' });
    await given('CORE-PROMPT-1', () => {
      expect(atTopLevel).toBeACode();
    });
    const answer = await relyingParty.askSilently();
    await check('COOKIE-6', () => {
      expect(answer).toBeRefused();
    });
  },
);
