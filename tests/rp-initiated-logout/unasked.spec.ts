import { newState, requestLogout, type LogoutAnswer } from '../../fixtures/logout.ts';
import { expectUntouched } from '../../fixtures/invariants.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import type { Session } from '../../fixtures/session.ts';

const UNASKED = { consent: 'approve' };

/** What the browser was told has become of the session. */
const reported = ({ where }: LogoutAnswer): 'ended' | 'alive' => (where === 'relying party' ? 'ended' : 'alive');

/** What has become of it. */
async function stateOf(session: Session): Promise<'ended' | 'alive'> {
  const silent = await session.askSilently();
  return silent.kind === 'answer' && silent.parameters.has('code') ? 'alive' : 'ended';
}

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

for (const method of ['GET', 'POST'] as const) {
  test(
    `a hint from another browser of the same user, by ${method}, never ends the session there, whatever it does here`,
    verifies('RPLOGOUT-HINT-6'),
    async ({ relyingParty, openRelyingParty, otherBrowser, user }) => {
      const here = await relyingParty.signIn(user);
      const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
      const there = await elsewhere.signIn(user);
      await expect(here).toBeAlive();
      await expect(there).toBeAlive();
      const { loggedOut } = relyingParty.urls;
      const answer = await requestLogout(relyingParty, {
        method,
        parameters: { id_token_hint: there.signedIn.idToken, post_logout_redirect_uri: loggedOut, state: newState() },
      });
      await expect(there, 'the session that the hint was issued in').toBeAlive();
      expect(await stateOf(here), 'the session here, after what was reported').toBe(reported(answer));
    },
  );
}

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
      expect(await stateOf(session), 'the session, after what was reported').toBe(reported(answer));
    });
  },
);
