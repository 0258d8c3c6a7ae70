import { requestLogout } from '../../fixtures/logout.ts';
import { AFTER_LOGOUT, expectLoggedOut } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import type { Session } from '../../fixtures/session.ts';
import type { RequirementId } from '../../requirements/index.ts';

type Identification = Readonly<Record<string, string>>;

const STATES: Readonly<Record<string, string | undefined>> = {
  'a state of 128 characters': 'Zz9-._~'.repeat(19).slice(0, 128),
  'a state of reserved characters': 'a b&c=d+e%20f#g?h/i;j',
  'a state outside of ASCII': 'ß é 日本語 🔑',
  'no state': undefined,
};

const variants: readonly {
  method: 'GET' | 'POST';
  by: string;
  id: RequirementId;
  identify: (session: Session) => Identification;
}[] = (['GET', 'POST'] as const).flatMap((method) => [
  {
    method,
    by: 'a hint',
    id: 'RPLOGOUT-REDIRECT-1',
    identify: ({ signedIn }) => ({ id_token_hint: signedIn.idToken }),
  },
  {
    method,
    by: 'a client_id',
    id: 'RPLOGOUT-CLIENT-1',
    identify: ({ relyingParty }) => ({ client_id: relyingParty.clientId }),
  },
  {
    method,
    by: 'a hint and a client_id that agree',
    id: 'RPLOGOUT-CLIENT-2',
    identify: ({ signedIn, relyingParty }) => ({ id_token_hint: signedIn.idToken, client_id: relyingParty.clientId }),
  },
]);

for (const { method, by, id, identify } of variants) {
  test(
    `a logout by ${method} with ${by} and a registered uri ends the session and comes back with its state, whatever that is`,
    verifies(id, 'RPLOGOUT-STATE-1', 'RPLOGOUT-STATE-2', 'RPLOGOUT-REDIRECT-2', 'RPLOGOUT-METHOD-1', ...AFTER_LOGOUT),
    async ({ relyingParty, createUser, check }) => {
      const { loggedOut } = relyingParty.urls;
      for (const [kind, state] of Object.entries(STATES)) {
        // Each its own user, so that everybody's logout tokens can be told apart.
        const session = await relyingParty.signIn(await createUser());
        await expect(session).toBeAlive();
        const parameters = { ...identify(session), post_logout_redirect_uri: loggedOut, state };
        const answer = await requestLogout(relyingParty, { method, parameters });
        for (const decided of [id, 'RPLOGOUT-METHOD-1'] as const) {
          await check(decided, () => {
            expect(answer.where, `${kind}: ${answer.text}`).toBe('relying party');
          });
        }
        await check(state === undefined ? 'RPLOGOUT-STATE-2' : 'RPLOGOUT-STATE-1', () => {
          expect(answer, kind).toHaveReturned(loggedOut, state);
        });
        await check('RPLOGOUT-REDIRECT-2', () => {
          expect([...answer.url.searchParams.keys()], kind).toEqual(state === undefined ? [] : ['state']);
        });
        await expectLoggedOut(check, [session]);
      }
    },
  );
}

test(
  'a logout with a hint and no uri ends the session and shows the user a page',
  verifies('RPLOGOUT-NONE-2', ...AFTER_LOGOUT),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const answer = await requestLogout(relyingParty, { parameters: { id_token_hint: session.signedIn.idToken } });
    await check('RPLOGOUT-NONE-2', async () => {
      expect(answer).toBeAReadablePage();
      await expect(session).toHaveEnded();
    });
    await expectLoggedOut(check, [session]);
  },
);
