import { GARBAGE, signedByForeignKey, worthlessHints } from '../../fixtures/exchanges/hints.ts';
import { AFTER_REFUSAL, expectUntouched } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { logoutParameters, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { answerConsent, requestLogout, type LogoutAnswer } from '../../fixtures/exchanges/logout.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';
import { confirmRedirect, expectOutcome, needing, outcomeOf } from './outcome.ts';

/** Says Yes, where the provider asks: even then a request that proves nothing leads to no relying party. */
const agree = (answer: LogoutAnswer, party: RelyingParty): Promise<LogoutAnswer> | LogoutAnswer =>
  answer.where === 'consent' ? answerConsent(answer, 'Yes', party) : answer;

for (const { what, make } of worthlessHints) {
  test(
    `RPLOGOUT-HINT-2 does not act on ${what}, and RPLOGOUT-HINT-4 shows a page`,
    verifies('RPLOGOUT-HINT-2', 'RPLOGOUT-HINT-4'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      const hint = await make(session.signedIn.idToken);
      const answer = await requestLogout(relyingParty, {
        parameters: logoutParameters(session, { id_token_hint: hint }),
      });
      await check('RPLOGOUT-HINT-2', async () => {
        expectOutcome(await outcomeOf(session, answer), { session: 'alive' });
        expect(await agree(answer, relyingParty)).toHaveVisitedNoneOf([relyingParty.urls.loggedOut]);
      });
      await check(
        'RPLOGOUT-HINT-4',
        () => {
          expect(answer).toBeAReadablePage();
        },
        { needs: ['RPLOGOUT-HINT-2'] },
      );
    },
  );
}

test(
  'RPLOGOUT-HINT-2 sends nothing to anybody for a hint that is signed by a foreign key: POST',
  verifies('RPLOGOUT-HINT-2', ...AFTER_REFUSAL),
  async ({ relyingParty, user, barrier, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const parameters = logoutParameters(session, { id_token_hint: await signedByForeignKey(session.signedIn.idToken) });
    await requestLogout(relyingParty, { method: 'POST', parameters });
    await check('RPLOGOUT-HINT-2', () => expect(session).toBeAlive());
    await expectUntouched(needing(check, 'RPLOGOUT-HINT-2'), [session], barrier);
  },
);

test(
  'RPLOGOUT-HINT-2 does not act on a hint signed by a foreign key beside a correct client_id',
  verifies('RPLOGOUT-HINT-2'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const parameters = logoutParameters(session, {
      id_token_hint: await signedByForeignKey(session.signedIn.idToken),
      client_id: relyingParty.clientId,
    });
    const answer = await requestLogout(relyingParty, { parameters });
    await check('RPLOGOUT-HINT-2', async () => {
      const outcome = { ...(await outcomeOf(session, answer)), hint: 'beside a client_id' };
      expectOutcome(outcome, { session: 'alive' });
      expect(await agree(answer, relyingParty)).toHaveVisitedNoneOf([relyingParty.urls.loggedOut]);
    });
  },
);

for (const { kind, make } of [
  { kind: 'an access token', make: ({ signedIn }: Session) => signedIn.accessToken },
  { kind: 'a logout token', make: async (session: Session) => (await session.waitForLogoutToken()).token },
]) {
  test(
    `RPLOGOUT-HINT-5 does not accept ${kind} of an earlier session as a hint`,
    verifies('RPLOGOUT-HINT-5'),
    async ({ relyingParty, user, check }) => {
      const earlier = await relyingParty.signIn(user);
      await earlier.logOut();
      const parameters = logoutParameters(earlier, { id_token_hint: await make(earlier) });
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      const answer = await requestLogout(relyingParty, { parameters });
      await check('RPLOGOUT-HINT-5', async () => {
        expectOutcome({ ...(await outcomeOf(session, answer)), hint: kind }, { session: 'alive' });
        expect(await agree(answer, relyingParty)).toHaveVisitedNoneOf([relyingParty.urls.loggedOut]);
      });
    },
  );
}

for (const { whose, uriOf } of [
  { whose: 'the client that client_id names', uriOf: ({ other }) => other },
  { whose: 'the client that the hint was issued to', uriOf: ({ own }) => own },
] as const satisfies readonly {
  whose: string;
  uriOf: (parties: Record<'own' | 'other', RelyingParty>) => RelyingParty;
}[]) {
  test(
    `RPLOGOUT-CLIENT-3 does not act on a client_id that contradicts the hint: the uri of ${whose}`,
    verifies('RPLOGOUT-CLIENT-3'),
    async ({ relyingParty, secondRelyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      const target = uriOf({ own: relyingParty, other: secondRelyingParty });
      const parameters = logoutParameters(session, {
        client_id: secondRelyingParty.clientId,
        post_logout_redirect_uri: target.urls.loggedOut,
      });
      const answer = await requestLogout(target, { parameters });
      await check('RPLOGOUT-CLIENT-3', async () => {
        expectOutcome(await outcomeOf(session, answer), { session: 'alive' });
        expect(await agree(answer, target)).toHaveVisitedNoneOf([target.urls.loggedOut]);
      });
    },
  );
}

test(
  'RPLOGOUT-CLIENT-4 does not redirect for a client that nobody knows',
  verifies('RPLOGOUT-CLIENT-4'),
  async ({ relyingParty, user, check }) => {
    const { loggedOut } = relyingParty.urls;
    const session = await relyingParty.signIn(user);
    const parameters = { client_id: GARBAGE, post_logout_redirect_uri: loggedOut, state: newState() };
    const answer = await requestLogout(relyingParty, { parameters });
    await check('RPLOGOUT-CLIENT-4', async () => {
      expect(await agree(answer, relyingParty)).toHaveVisitedNoneOf([loggedOut]);
      await confirmRedirect(session);
    });
  },
);
