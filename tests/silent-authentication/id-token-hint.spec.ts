import { hours, minutes } from '../../containers/durations.ts';
import { worthlessHints } from '../../fixtures/hints.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test("the user's own ID token as hint is accepted", verifies('CORE-HINT-1'), async ({ relyingParty, user }) => {
  const session = await relyingParty.signIn(user);
  expect(await session.askSilently({ id_token_hint: session.signedIn.idToken })).toBeACode();
});

test(
  'the ID token of another user as hint brings no code, and is not repeated in the error',
  verifies('CORE-HINT-2', 'CORE-HINT-5'),
  async ({ relyingParty, user, createUser, openRelyingParty, otherBrowser, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const other = await elsewhere.signIn(await createUser());
    const answer = await session.askSilently({ id_token_hint: other.signedIn.idToken });
    await check('CORE-HINT-2', () => {
      expect(answer).toBeRefusedWith('login_required');
    });
    await check('CORE-HINT-5', () => {
      expect(JSON.stringify(answer.kind === 'answer' && [...answer.parameters])).not.toContain(other.signedIn.idToken);
    });
    await expect(session, 'the session itself is not touched').toBeAlive();
  },
);

for (const { what, make } of worthlessHints) {
  test(
    `${what} brings no code, and is not repeated in the error`,
    verifies('CORE-HINT-4', 'CORE-HINT-5'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await expect(session).toBeAlive();
      const hint = await make(session.signedIn.idToken);
      const answer = await session.askSilently({ id_token_hint: hint });
      await check('CORE-HINT-4', () => {
        expect(answer).toBeRefused();
      });
      await check('CORE-HINT-5', () => {
        expect(JSON.stringify(answer.kind === 'answer' && [...answer.parameters])).not.toContain(hint);
      });
      await expect(session, 'the session itself is not touched').toBeAlive();
    },
  );
}

test(
  'an expired ID token of the same user as hint is accepted',
  verifies('CORE-HINT-3'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user);
    const { exp, iat } = session.signedIn.claims as { exp: number; iat: number };
    for (const end = Math.max(hours(1), (exp - iat) * 1000 + minutes(1)); clock.passed < end;) {
      await clock.advance(minutes(10));
      await expect(session).toBeAlive();
    }
    await check('CORE-HINT-3', async () => {
      expect(await session.askSilently({ id_token_hint: session.signedIn.idToken })).toBeACode();
    });
  },
);
