import { lookalikesOf } from '../../fixtures/lookalike-uris.ts';
import { GARBAGE, worthlessHints } from '../../fixtures/hints.ts';
import { expectUntouched } from '../../fixtures/invariants.ts';
import { identifications, newState, requestLogout } from '../../fixtures/logout.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

for (const method of ['GET', 'POST'] as const) {
  for (const { by, identify } of identifications) {
    test(
      `a uri that only looks like the registered one is not visited by ${method} with ${by}, and nothing is logged out; nor when no session is left`,
      verifies('RPLOGOUT-REDIRECT-3', 'RPLOGOUT-REDIRECT-5', 'RPLOGOUT-REDIRECT-7'),
      async ({ relyingParty, user, check }) => {
        const session = await relyingParty.signIn(user);
        await expect(session).toBeAlive();
        const registered = relyingParty.urls.loggedOut;
        const tryAll = async (id: 'RPLOGOUT-REDIRECT-5' | 'RPLOGOUT-REDIRECT-7'): Promise<void> => {
          for (const { what, uri } of lookalikesOf(registered)) {
            const parameters = { ...identify(session), post_logout_redirect_uri: uri, state: newState() };
            const answer = await requestLogout(relyingParty, { method, parameters });
            await check(id, () => {
              expect(answer, what).toHaveVisitedNoneOf([uri, registered]);
            });
            await answer.page.close();
          }
        };
        await tryAll('RPLOGOUT-REDIRECT-5');
        await check('RPLOGOUT-REDIRECT-3', () => expectUntouched([session]));
        // Not by the relying party's own button, which is gone where a logout token came too early.
        await requestLogout(relyingParty, {
          parameters: { ...identify(session), post_logout_redirect_uri: registered },
        });
        await expect(session).toHaveEnded();
        await tryAll('RPLOGOUT-REDIRECT-7');
      },
    );
  }
}

test(
  'an application with one exact callback comes back there, and to nothing that looks like it',
  verifies('RPLOGOUT-REDIRECT-1', 'RPLOGOUT-REDIRECT-5'),
  async ({ relyingParty, registerRelyingParty, openRelyingParty, user, check }) => {
    const strict = await openRelyingParty(
      await registerRelyingParty({ origin: 1, callbacks: ({ callback }) => [callback] }),
    );
    const { signedIn } = await strict.signIn(user);
    const witness = await relyingParty.joinSession();
    await expect(witness).toBeAlive();
    const { callback } = strict.urls;
    const request = (uri: string, state: string) =>
      requestLogout(strict, {
        parameters: { id_token_hint: signedIn.idToken, post_logout_redirect_uri: uri, state },
      });
    for (const { what, uri } of lookalikesOf(callback)) {
      const answer = await request(uri, newState());
      await check('RPLOGOUT-REDIRECT-5', () => {
        expect(answer, what).toHaveVisitedNoneOf([uri, callback]);
      });
      await answer.page.close();
    }
    await expectUntouched([witness]);
    const state = newState();
    const answer = await request(callback, state);
    await check('RPLOGOUT-REDIRECT-1', async () => {
      expect(answer).toHaveReturned(callback, state);
      await expect(witness).toHaveEnded();
    });
  },
);

test(
  'without hint and client_id no uri is visited unasked',
  verifies('RPLOGOUT-REDIRECT-6'),
  async ({ relyingParty, user }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const parameters = { post_logout_redirect_uri: relyingParty.urls.loggedOut, state: newState() };
    const answer = await requestLogout(relyingParty, { parameters });
    expect(answer).toHaveVisitedNoneOf([relyingParty.urls.loggedOut]);
  },
);

for (const { what, make } of worthlessHints) {
  test(
    `${what} logs nobody out, visits no uri, and the user can read why`,
    verifies('RPLOGOUT-HINT-2', 'RPLOGOUT-HINT-4'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await expect(session).toBeAlive();
      const { loggedOut } = relyingParty.urls;
      const parameters = {
        id_token_hint: await make(session.signedIn.idToken),
        post_logout_redirect_uri: loggedOut,
        state: newState(),
      };
      const answer = await requestLogout(relyingParty, { parameters });
      await check('RPLOGOUT-HINT-2', async () => {
        expect(answer).toHaveVisitedNoneOf([loggedOut]);
        await expectUntouched([session]);
      });
      await check('RPLOGOUT-HINT-4', () => {
        expect(answer).toBeAReadablePage();
      });
    },
  );
}

test('an access token is not taken for a hint', verifies('RPLOGOUT-HINT-5'), async ({ relyingParty, user }) => {
  const session = await relyingParty.signIn(user);
  await expect(session).toBeAlive();
  const { loggedOut } = relyingParty.urls;
  const parameters = {
    id_token_hint: session.signedIn.accessToken,
    post_logout_redirect_uri: loggedOut,
    state: newState(),
  };
  expect(await requestLogout(relyingParty, { parameters })).toHaveVisitedNoneOf([loggedOut]);
  await expectUntouched([session]);
});

test(
  'an unknown client, and a client_id that is not that of the hint, log nobody out and visit no uri',
  verifies('RPLOGOUT-CLIENT-3', 'RPLOGOUT-CLIENT-4'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const { loggedOut } = relyingParty.urls;
    await check('RPLOGOUT-CLIENT-4', async () => {
      const parameters = { client_id: GARBAGE, post_logout_redirect_uri: loggedOut, state: newState() };
      expect(await requestLogout(relyingParty, { parameters })).toHaveVisitedNoneOf([loggedOut]);
      await expectUntouched([session]);
    });
    const uris = [loggedOut, secondRelyingParty.urls.loggedOut];
    for (const uri of uris) {
      await check('RPLOGOUT-CLIENT-3', async () => {
        const parameters = {
          id_token_hint: session.signedIn.idToken,
          client_id: secondRelyingParty.clientId,
          post_logout_redirect_uri: uri,
          state: newState(),
        };
        expect(await requestLogout(relyingParty, { parameters })).toHaveVisitedNoneOf(uris);
        await expectUntouched([session]);
      });
    }
  },
);
