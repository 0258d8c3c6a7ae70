import { GARBAGE, worthlessHints } from '../../fixtures/hints.ts';
import { expectUntouched } from '../../fixtures/invariants.ts';
import { newState, requestLogout } from '../../fixtures/logout.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

/** What looks like the registered uri and is not. Hosts under `.invalid` lead nowhere (RFC 2606). */
const lookalikes: readonly { what: string; of: (registered: URL) => string }[] = [
  { what: 'with an extra query', of: (uri) => `${uri.href}?extra=1` },
  { what: 'with another path', of: (uri) => `${uri.href}/deeper` },
  { what: 'with a suffix', of: (uri) => `${uri.href}x` },
  { what: 'with a shorter path', of: (uri) => uri.href.slice(0, -1) },
  { what: 'at another port', of: (uri) => uri.href.replace(`:${uri.port}`, ':1') },
  { what: 'at a host that begins alike', of: (uri) => uri.href.replace(uri.host, `localhost.invalid:${uri.port}`) },
  {
    what: 'with the registered host as user name',
    of: (uri) => uri.href.replace(uri.host, `${uri.host}@evil.invalid`),
  },
  { what: 'inside the query of another', of: (uri) => `https://evil.invalid/?${uri.href}` },
  { what: 'by plain http', of: (uri) => uri.href.replace('https:', 'http:') },
];

test(
  'a uri that only looks like the registered one is not visited, and nothing is logged out',
  verifies('RPLOGOUT-REDIRECT-3', 'RPLOGOUT-REDIRECT-5'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const hint = session.signedIn.idToken;
    for (const { what, of } of lookalikes) {
      const uri = of(new URL(relyingParty.urls.loggedOut));
      const parameters = { id_token_hint: hint, post_logout_redirect_uri: uri, state: newState() };
      const answer = await requestLogout(relyingParty, { parameters });
      await check('RPLOGOUT-REDIRECT-5', () => {
        expect(answer, what).toHaveVisitedNoneOf([uri, relyingParty.urls.loggedOut]);
      });
      await answer.page.close();
    }
    await check('RPLOGOUT-REDIRECT-3', () => expectUntouched([session]));
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
    await check('RPLOGOUT-CLIENT-3', async () => {
      const parameters = {
        id_token_hint: session.signedIn.idToken,
        client_id: secondRelyingParty.clientId,
        post_logout_redirect_uri: loggedOut,
        state: newState(),
      };
      expect(await requestLogout(relyingParty, { parameters })).toHaveVisitedNoneOf([loggedOut]);
      await expectUntouched([session]);
    });
  },
);
