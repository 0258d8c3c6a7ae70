import { answerConsent, newState, readLogoutAnswer, requestLogout, type LogoutAnswer } from '../../fixtures/logout.ts';
import { AFTER_LOGOUT, expectLoggedOut, expectUntouched } from '../../fixtures/invariants.ts';
import { expect, test as base, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';

interface Question {
  readonly asking: RelyingParty;
  readonly session: Session;
  readonly state: string;
  /** The page on which the provider asks. */
  readonly answer: LogoutAnswer;
}

/** A user who is signed in at a relying party whose logout is asked about, with the question on the screen. */
const test = base.extend<{ question: Question }>({
  question: async ({ registerRelyingParty, openRelyingParty, user }, use) => {
    const asking = await openRelyingParty(await registerRelyingParty({ application: { skipLogoutConsent: false } }));
    const session = await asking.signIn(user);
    await expect(session).toBeAlive();
    const state = newState();
    const parameters = {
      id_token_hint: session.signedIn.idToken,
      post_logout_redirect_uri: asking.urls.loggedOut,
      state,
    };
    const answer = await requestLogout(asking, { parameters });
    expect(answer.where, answer.text).toBe('consent');
    await use({ asking, session, state, answer });
  },
});

test('No keeps the session and tells the relying party so', verifies('RPLOGOUT-CONSENT-1'), async ({ question }) => {
  const { asking, session, state, answer } = question;
  const { url } = await answerConsent(answer, 'No', asking);
  expect(url.href.startsWith(asking.urls.loggedOut)).toBe(true);
  expect(url.searchParams.get('error')).toBe('access_denied');
  expect(url.searchParams.getAll('state')).toEqual([state]);
  await expectUntouched([session]);
});

test(
  'Yes ends the session and comes back with the state',
  verifies('RPLOGOUT-CONSENT-2', ...AFTER_LOGOUT),
  async ({ question, check }) => {
    const { asking, session, state, answer } = question;
    const end = await answerConsent(answer, 'Yes', asking);
    await check('RPLOGOUT-CONSENT-2', () => {
      expect(end).toHaveReturned(asking.urls.loggedOut, state);
    });
    await expectLoggedOut(check, [session]);
  },
);

test(
  'as long as the question is open, reloaded or closed, the session lives',
  verifies('RPLOGOUT-CONSENT-3'),
  async ({ question }) => {
    const { session, answer } = question;
    await expectUntouched([session]);
    await answer.page.reload();
    await expectUntouched([session]);
    await answer.page.close();
    await expectUntouched([session]);
  },
);

test('answering Yes twice does no harm', verifies('RPLOGOUT-CONSENT-5'), async ({ question }) => {
  const { asking, answer } = question;
  // The same question in a second tab still waits for an answer when the first has been given.
  const tab = await asking.newPage();
  await tab.goto(answer.url.href);
  const inTab = await readLogoutAnswer(tab, asking);
  await answerConsent(answer, 'Yes', asking);
  const late = inTab.where === 'consent' ? await answerConsent(inTab, 'Yes', asking) : inTab;
  expect(late.status, 'status of the answer in the second tab').toBeLessThan(500);
  await answer.page.goBack();
  const again = await readLogoutAnswer(answer.page, asking);
  const second = again.where === 'consent' ? await answerConsent(again, 'Yes', asking) : again;
  expect(second.status).toBeLessThan(500);
});

test(
  'a logout request with nothing in it asks before it ends a session',
  verifies('RPLOGOUT-NONE-1'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const answer = await requestLogout(relyingParty, { parameters: {} });
    await check('RPLOGOUT-NONE-1', async () => {
      expect(answer.where, answer.text).toBe('consent');
      await expectUntouched([session]);
    });
  },
);
