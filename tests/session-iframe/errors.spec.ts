import type { AuthorizationAnswer } from '../../fixtures/exchanges/authorization.ts';
import type { Check } from '../../fixtures/check.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';

const DECIDED = ['SESSION-STATE-2', 'SESSION-STATE-6', 'SESSION-STATE-7'] as const;

/** What the answer carries as session_state, once or several times. */
const statesOf = (answer: AuthorizationAnswer): readonly string[] =>
  answer.kind === 'answer' ? answer.parameters.getAll('session_state') : [];

/** Asks twice, and decides on the session_states of the two error responses. `where`: in which case they were given. */
async function expectSessionStates(
  check: Check,
  where: string,
  ask: () => Promise<AuthorizationAnswer>,
  owedBy: 'CORE-PROMPT-2' | 'CORE-HINT-2' = 'CORE-PROMPT-2',
): Promise<void> {
  const answers = [await ask(), await ask()] as const;
  await given(owedBy, () => {
    for (const answer of answers) expect(answer).toBeRefused();
  });
  const states = answers.map((answer) => statesOf(answer));
  await check('SESSION-STATE-2', () => {
    const seen = states.map(({ length }) => (length === 0 ? `none, where ${where}` : String(length)));
    expect(seen, 'session_states per answer').toEqual(['1', '1']);
  });
  const needs = ['SESSION-STATE-2'] as const;
  await check(
    'SESSION-STATE-6',
    () => {
      expect(states.flat().filter((state) => state.includes(' '))).toEqual([]);
    },
    { needs },
  );
  await check(
    'SESSION-STATE-7',
    () => {
      expect(states[0]).not.toEqual(states[1]);
    },
    { needs },
  );
}

test(
  'SESSION-STATE-2 an error response carries a session_state, which varies and has no space in it: nobody is signed in',
  verifies(...DECIDED),
  async ({ relyingParty, check }) => {
    await expectSessionStates(check, 'nobody is signed in', () => relyingParty.askSilently());
  },
);

test(
  'SESSION-STATE-2 an error response carries a session_state, which varies and has no space in it: the hint is of another user',
  verifies(...DECIDED),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, createUser, check }) => {
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const { idToken } = (await elsewhere.signIn(user)).signedIn;
    const session = await relyingParty.signIn(await createUser());
    await session.confirmAlive();
    const ask = () => session.askSilently({ id_token_hint: idToken });
    await expectSessionStates(check, 'the hint is of another user', ask, 'CORE-HINT-2');
  },
);
