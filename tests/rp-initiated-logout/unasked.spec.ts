import { newState, requestLogout } from '../../fixtures/logout.ts';
import { expectUntouched } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const UNASKED = { consent: 'approve' };

for (const method of ['GET', 'POST'] as const) {
  test(
    `consent=approve by ${method}, with no question asked before, ends nothing`,
    verifies('RPLOGOUT-CONSENT-4'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await expect(session).toBeAlive();
      await requestLogout(relyingParty, { method, parameters: UNASKED });
      await check('RPLOGOUT-CONSENT-4', () => expectUntouched([session]));
    },
  );
}

test(
  "consent=approve from another site's page ends nothing",
  verifies('RPLOGOUT-CONSENT-4'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    await requestLogout(secondRelyingParty, { method: 'POST', parameters: UNASKED });
    await check('RPLOGOUT-CONSENT-4', () => expectUntouched([session]));
  },
);

test(
  'a hint that names another user than the one signed in ends nothing unasked',
  verifies('RPLOGOUT-HINT-3'),
  async ({ relyingParty, user, createUser, openRelyingParty, otherBrowser, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const other = await elsewhere.signIn(await createUser());
    const parameters = {
      id_token_hint: other.signedIn.idToken,
      post_logout_redirect_uri: relyingParty.urls.loggedOut,
      state: newState(),
    };
    await requestLogout(relyingParty, { parameters });
    await check('RPLOGOUT-HINT-3', () => expectUntouched([session]));
    await expect(other, "the other user's own session is not touched either").toBeAlive();
  },
);

test(
  'a logout that reports success has ended the session also where the browser-state cookie was lost',
  verifies('RPLOGOUT-END-2'),
  async ({ relyingParty, user, context, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    await context.clearCookies({ name: 'opbs' });
    const { loggedOut } = relyingParty.urls;
    const answer = await requestLogout(relyingParty, {
      parameters: { id_token_hint: session.signedIn.idToken, post_logout_redirect_uri: loggedOut, state: newState() },
    });
    await check('RPLOGOUT-END-2', async () => {
      const promised = answer.where === 'relying party' ? 'ended' : 'alive';
      const silent = await session.askSilently();
      expect(silent.kind === 'answer' && silent.parameters.has('code') ? 'alive' : 'ended').toBe(promised);
    });
  },
);
