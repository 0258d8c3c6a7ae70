import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'without a session a silent request is refused with an error at the redirect_uri',
  verifies('CORE-PROMPT-2', 'CORE-PROMPT-3', 'SESSION-STATE-2'),
  async ({ relyingParty, user, check }) => {
    const answer = await relyingParty.askSilently();
    await check('CORE-PROMPT-2', () => {
      expect(answer).toBeRefusedWith('login_required');
    });
    await check('CORE-PROMPT-3', () => {
      expect(answer.kind === 'answer' && answer.parameters.getAll('state')).toEqual([answer.sent.get('state')]);
    });
    await check('SESSION-STATE-2', () => {
      expect(answer.kind === 'answer' ? [...answer.parameters.keys()] : [answer.kind]).toEqual(
        expect.arrayContaining(['error']),
      );
      expect(answer.kind === 'answer' && answer.parameters.has('session_state')).toBe(false);
    });

    const session = await relyingParty.signIn(user);
    await expect(session, 'the same request in the same browser succeeds after a sign-in').toBeAlive();
  },
);

test(
  'with a live session a silent request in a hidden iframe gets a code and shows nothing',
  verifies('CORE-PROMPT-1', 'CORE-SUB-1'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const home = session.page.url();
    await check('CORE-PROMPT-1', async () => {
      expect(await session.askSilently()).toBeACode();
    });
    await check('CORE-SUB-1', async () => {
      const { tokens } = await session.refreshNow();
      expect(tokens?.claims).toMatchObject({ sub: session.sub, sid: session.sid });
    });
    expect(session.page.url(), 'the page of the user has not moved').toBe(home);
  },
);

test(
  'after a logout silent requests are refused',
  verifies('CORE-PROMPT-2', ...AFTER_LOGOUT),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    await session.logOut();
    await check('CORE-PROMPT-2', async () => {
      expect(await session.askSilently()).toBeRefusedWith('login_required');
    });
    await expectLoggedOut(check, [session]);
  },
);
