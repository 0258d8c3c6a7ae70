import { plus } from '../../containers/durations.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'a silent request brings a session_state that the iframe knows',
  verifies('SESSION-STATE-4'),
  async ({ relyingParty, user }) => {
    const session = await relyingParty.signIn(user);
    const { tokens } = await session.refreshNow();
    expect(tokens?.sessionState).toEqual(expect.any(String));
    await expect(session).toHaveIframeStatus('unchanged', tokens?.sessionState);
  },
);

test(
  'after another user has signed in, in the same browser, the iframe says changed',
  verifies('SESSION-IFRAME-3'),
  async ({ relyingParty, secondRelyingParty, user, createUser }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toHaveIframeStatus('unchanged');
    await session.logOut();
    await session.waitForLoggedOut();
    await secondRelyingParty.signIn(await createUser());
    await expect(session).toHaveIframeStatus('changed');
  },
);

test(
  'a relying party that is told changed because another joined renews silently, and is then told unchanged',
  verifies('SESSION-IFRAME-12'),
  async ({ relyingParty, secondRelyingParty, user }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toHaveIframeStatus('unchanged');
    await session.waitForSessionStatus('unchanged');
    await secondRelyingParty.joinSession();
    const { tokens } = await session.refreshNow();
    expect(tokens?.claims).toMatchObject({ sub: session.sub, sid: session.sid });
    await expect(session).toHaveIframeStatus('unchanged', tokens?.sessionState);
    await expect(session.page.getByTestId('signed-in-as'), 'nobody was signed out by it').toBeVisible();
  },
);

test(
  'after the session has ended by idleness the iframe says changed',
  verifies('SESSION-IFRAME-10'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await expect(session).toBeAlive();
    await expect(session).toHaveIframeStatus('unchanged');
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await check('SESSION-IFRAME-10', async () => {
      await expect(session).toHaveIframeStatus('changed');
    });
    await expect(session).toHaveEnded();
  },
);

test(
  'after the session was ended through the API the iframe says changed',
  verifies('SESSION-IFRAME-11'),
  async ({ relyingParty, user, admin, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await expect(session).toBeAlive();
    await expect(session).toHaveIframeStatus('unchanged');
    await admin.terminateSessions(user);
    await check('SESSION-IFRAME-11', async () => {
      await expect(session).toHaveIframeStatus('changed');
    });
    await expect(session).toHaveEnded();
  },
);
