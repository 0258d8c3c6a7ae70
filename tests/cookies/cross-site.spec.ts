import { otherSite } from '../../fixtures/cookie-policy.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

// By its tag, each runs in the project whose browser treats the cookies of a framed site so, and has proved it.

test(
  'a relying party of another site renews silently where third-party cookies are allowed',
  { ...verifies('COOKIE-5'), tag: '@third-party-cookies-allowed' },
  async ({ registerRelyingParty, openRelyingParty, user }) => {
    const relyingParty = await openRelyingParty(await registerRelyingParty({ at: otherSite }));
    const session = await relyingParty.signIn(user);
    expect(await session.refreshNow()).toMatchObject({ outcome: 'renewed' });
    await expect(session).toBeAlive();
    await expect(session).toHaveIframeStatus('unchanged');
  },
);

test(
  'where third-party cookies are blocked, a silent request of another site is refused and its user is told',
  { ...verifies('COOKIE-6'), tag: '@third-party-cookies-blocked' },
  async ({ registerRelyingParty, openRelyingParty, user }) => {
    const relyingParty = await openRelyingParty(await registerRelyingParty({ at: otherSite }));
    const session = await relyingParty.signIn(user);
    expect(await session.refreshNow()).toMatchObject({ outcome: 'refused', error: 'login_required' });
    await expect(session.page.getByTestId('message')).toContainText(/cookie/i);
    expect(await relyingParty.askAtTopLevel({ prompt: 'none' }), 'the session itself is alive').toBeACode();
  },
);
