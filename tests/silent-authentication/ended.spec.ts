import { expect, given, plus, test, verifies } from '../../fixtures/index.ts';

test(
  'CORE-PROMPT-7 answers a silent request after a logout with an error',
  verifies('CORE-PROMPT-7'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    await session.logOut();
    await session.waitForLoggedOut();
    const answer = await relyingParty.askSilently();
    await given('RPLOGOUT-END-1', () => {
      expect(answer).not.toBeACode();
    });
    await check('CORE-PROMPT-7', () => {
      expect(answer).toBeRefused();
    });
  },
);

test(
  'CORE-HINT-6 refuses the ID token of a session that has ended',
  verifies('CORE-HINT-6'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    await session.logOut();
    await session.waitForLoggedOut();
    await given('RPLOGOUT-END-1', async () => {
      expect(await relyingParty.askSilently()).not.toBeACode();
    });
    const answer = await relyingParty.askSilently({ id_token_hint: session.signedIn.idToken });
    await check('CORE-HINT-6', () => {
      expect(answer).toBeRefused();
    });
  },
);

test(
  'CORE-PROMPT-8 answers a silent request after the idle timeout with an error',
  verifies('CORE-PROMPT-8'),
  async ({ relyingParty, user, clock, timings, check }) => {
    clock.needs(plus(timings.idleTimeout, timings.margin));
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    await session.stopRefreshing();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    const answer = await relyingParty.askSilently();
    await given('IS-IDLE-2', () => {
      expect(answer).not.toBeACode();
    });
    await check('CORE-PROMPT-8', () => {
      expect(answer).toBeRefused();
    });
  },
);
