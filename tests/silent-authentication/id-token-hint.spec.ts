import { worthlessHints } from '../../fixtures/exchanges/hints.ts';
import {
  type Duration,
  expect,
  given,
  hours,
  milliseconds,
  minutes,
  plus,
  test,
  verifies,
} from '../../fixtures/index.ts';

test("CORE-HINT-1 accepts the user's own ID token", verifies('CORE-HINT-1'), async ({ relyingParty, user, check }) => {
  const session = await relyingParty.signIn(user);
  await session.confirmAlive();
  const answer = await session.askSilently({ id_token_hint: session.signedIn.idToken });
  await check('CORE-HINT-1', () => {
    expect(answer).toBeACode();
  });
});

test(
  'CORE-HINT-2 refuses the ID token of another user, and CORE-HINT-5 does not repeat it in the error',
  verifies('CORE-HINT-2', 'CORE-HINT-5'),
  async ({ relyingParty, user, createUser, openRelyingParty, otherBrowser, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const { idToken } = (await elsewhere.signIn(await createUser())).signedIn;
    const answer = await session.askSilently({ id_token_hint: idToken });
    await check('CORE-HINT-2', () => {
      expect(answer).toBeRefused();
    });
    await check(
      'CORE-HINT-5',
      () => {
        const parameters = answer.kind === 'answer' ? [...answer.parameters] : [];
        const holders = parameters.flatMap(([name, value]) => (value.includes(idToken) ? [name] : []));
        expect(holders, 'parameters that repeat the ID token').toEqual([]);
      },
      { needs: ['CORE-HINT-2'] },
    );
  },
);

for (const { what, make } of worthlessHints) {
  test(`CORE-HINT-4 refuses ${what}`, verifies('CORE-HINT-4'), async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const answer = await session.askSilently({ id_token_hint: await make(session.signedIn.idToken) });
    await check('CORE-HINT-4', () => {
      expect(answer).toBeRefused();
    });
  });
}

const STEP = minutes(10);

/** How long it takes until a token has expired beyond doubt. */
function lifeOf({ exp, iat }: Readonly<Record<string, unknown>>): Duration {
  const life = milliseconds((Number(exp) - Number(iat)) * 1_000);
  return plus(life > hours(1) ? life : hours(1), minutes(1));
}

test(
  'CORE-HINT-3 accepts an ID token that has expired',
  verifies('CORE-HINT-3'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user);
    const life = lifeOf(session.signedIn.claims);
    clock.needs(life);
    await given('CORE-HINT-1', async () => {
      expect(await session.askSilently({ id_token_hint: session.signedIn.idToken })).toBeACode();
    });
    while (clock.passed < life) {
      await clock.advance(STEP);
      await session.confirmAlive();
    }
    const answer = await session.askSilently({ id_token_hint: session.signedIn.idToken });
    await check('CORE-HINT-3', () => {
      expect(answer).toBeACode();
    });
  },
);
