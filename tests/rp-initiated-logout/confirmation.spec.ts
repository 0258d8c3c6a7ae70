import { expect, verifies } from '../../fixtures/index.ts';
import { logoutParameters, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogout } from '../../fixtures/exchanges/logout.ts';
import { test } from './asking.ts';
import { expectOutcome, outcomeOf } from './outcome.ts';

/** What a page sends that answers in place of the user. */
const ANSWER = { consent: 'approve' };
const ASKED = { asked: true, session: 'alive' } as const;

for (const { what, parameters } of [
  { what: 'no parameters', parameters: {} },
  { what: 'only a state', parameters: { state: newState() } },
]) {
  test(
    `RPLOGOUT-NONE-1 asks before a logout that is requested with ${what}`,
    verifies('RPLOGOUT-NONE-1'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      const answer = await requestLogout(relyingParty, { parameters });
      await check('RPLOGOUT-NONE-1', async () => {
        expectOutcome(await outcomeOf(session, answer), ASKED);
      });
    },
  );
}

test(
  'RPLOGOUT-CLIENT-5 asks before a logout by client_id',
  verifies('RPLOGOUT-CLIENT-5'),
  async ({ openAskingRelyingParty, user, check }) => {
    const party = await openAskingRelyingParty();
    const session = await party.signIn(user);
    await session.confirmAlive();
    const parameters = { client_id: party.clientId, post_logout_redirect_uri: party.urls.loggedOut, state: newState() };
    const answer = await requestLogout(party, { parameters });
    await check('RPLOGOUT-CLIENT-5', async () => {
      expectOutcome(await outcomeOf(session, answer), ASKED);
    });
  },
);

test(
  'RPLOGOUT-CLIENT-5 asks before a logout by client_id, also where the application skips the question',
  verifies('RPLOGOUT-CLIENT-5'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const { clientId, urls } = relyingParty;
    const parameters = { client_id: clientId, post_logout_redirect_uri: urls.loggedOut, state: newState() };
    const answer = await requestLogout(relyingParty, { parameters });
    await check('RPLOGOUT-CLIENT-5', async () => {
      expectOutcome(await outcomeOf(session, answer), ASKED);
    });
  },
);

test(
  'RPLOGOUT-ASK-1 also asks a user whom a valid hint names',
  verifies('RPLOGOUT-ASK-1'),
  async ({ openAskingRelyingParty, user, check }) => {
    const party = await openAskingRelyingParty();
    const session = await party.signIn(user);
    await session.confirmAlive();
    const answer = await requestLogout(party, { parameters: logoutParameters(session) });
    await check('RPLOGOUT-ASK-1', async () => {
      expectOutcome(await outcomeOf(session, answer), ASKED);
    });
  },
);

test(
  'RPLOGOUT-HINT-3 logs nobody out without asking when the hint names another user',
  verifies('RPLOGOUT-HINT-3'),
  async ({ relyingParty, user, createUser, openRelyingParty, otherBrowser, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const other = await elsewhere.signIn(await createUser());
    const parameters = logoutParameters(session, { id_token_hint: other.signedIn.idToken });
    const answer = await requestLogout(relyingParty, { parameters });
    await check('RPLOGOUT-HINT-3', async () => {
      expectOutcome(await outcomeOf(session, answer), { session: 'alive' });
    });
  },
);

for (const method of ['GET', 'POST'] as const) {
  test(
    `RPLOGOUT-HINT-6 does not end this session without asking when the hint is from another browser of the same user: ${method}`,
    verifies('RPLOGOUT-HINT-6'),
    async ({ relyingParty, openRelyingParty, otherBrowser, user, check }) => {
      const here = await relyingParty.signIn(user);
      await here.confirmAlive();
      const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
      const there = await elsewhere.signIn(user);
      const parameters = logoutParameters(here, { id_token_hint: there.signedIn.idToken });
      const answer = await requestLogout(relyingParty, { method, parameters });
      await check('RPLOGOUT-HINT-6', async () => {
        expectOutcome(await outcomeOf(here, answer), { session: 'alive' });
      });
    },
  );
}

test(
  'RPLOGOUT-HINT-6 does not end this session without asking when the hint is from an earlier session of the same user',
  verifies('RPLOGOUT-HINT-6'),
  async ({ relyingParty, user, check }) => {
    const earlier = await relyingParty.signIn(user);
    await earlier.logOut();
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const answer = await requestLogout(relyingParty, { parameters: logoutParameters(earlier) });
    await check('RPLOGOUT-HINT-6', async () => {
      expectOutcome(await outcomeOf(session, answer), { session: 'alive' });
    });
  },
);

for (const method of ['GET', 'POST'] as const) {
  test(
    `RPLOGOUT-CONSENT-4 ends nothing on an answer to a question that was never asked: ${method}`,
    verifies('RPLOGOUT-CONSENT-4'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      const answer = await requestLogout(relyingParty, { method, parameters: ANSWER });
      await check('RPLOGOUT-CONSENT-4', async () => {
        expectOutcome(await outcomeOf(session, answer), { session: 'alive' });
      });
    },
  );
}

test(
  'RPLOGOUT-CONSENT-7 ends nothing on an answer that another page gives while the question is open',
  verifies('RPLOGOUT-CONSENT-7'),
  async ({ openAskingRelyingParty, secondRelyingParty, user, check }) => {
    const party = await openAskingRelyingParty();
    const session = await party.signIn(user);
    await session.confirmAlive();
    const parameters = { client_id: party.clientId, post_logout_redirect_uri: party.urls.loggedOut, state: newState() };
    const question = await requestLogout(party, { parameters });
    expect(question.where, question.text).toBe('consent');
    const answer = await requestLogout(secondRelyingParty, { method: 'POST', parameters: ANSWER });
    await check('RPLOGOUT-CONSENT-7', async () => {
      expectOutcome(await outcomeOf(session, answer), { session: 'alive' });
    });
  },
);
