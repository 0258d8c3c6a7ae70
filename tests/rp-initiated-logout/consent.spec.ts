import { AFTER_LOGOUT, AFTER_REFUSAL, expectLoggedOut, expectUntouched } from '../../fixtures/invariants.ts';
import { expect, given, verifies } from '../../fixtures/index.ts';
import { logoutParameters, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { answerConsent, readLogoutAnswer, requestLogout, type LogoutAnswer } from '../../fixtures/exchanges/logout.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';
import { test as base } from './asking.ts';
import { addressOf, needing } from './outcome.ts';

interface Question {
  readonly party: RelyingParty;
  readonly session: Session;
  readonly state: string;
  /** The page on which the provider asks. */
  readonly answer: LogoutAnswer;
}

/** With a user who is signed in, and the question whether to log out on the screen. */
const test = base.extend<{ askFor: (by: 'hint' | 'client_id') => Promise<Question> }>({
  askFor: async ({ openAskingRelyingParty, user }, use) => {
    await use(async (by) => {
      const party = await openAskingRelyingParty();
      const session = await party.signIn(user);
      await session.confirmAlive();
      await session.confirmIframe();
      const state = newState();
      const named = { id_token_hint: undefined, client_id: party.clientId };
      const parameters = logoutParameters(session, { state, ...(by === 'hint' ? {} : named) });
      const answer = await requestLogout(party, { parameters });
      await given(by === 'hint' ? 'RPLOGOUT-ASK-1' : 'RPLOGOUT-CLIENT-5', () => {
        expect(answer.where, answer.text).toBe('consent');
      });
      return { party, session, state, answer };
    });
  },
});

test(
  'RPLOGOUT-CONSENT-1 keeps a user who answers No signed in, and RPLOGOUT-CONSENT-6 tells the relying party so',
  verifies('RPLOGOUT-CONSENT-1', 'RPLOGOUT-CONSENT-6', ...AFTER_REFUSAL),
  async ({ askFor, barrier, check }) => {
    const { party, session, state, answer } = await askFor('hint');
    const end = await answerConsent(answer, 'No', party);
    await check('RPLOGOUT-CONSENT-1', () => expect(session).toBeAlive());
    await check('RPLOGOUT-CONSENT-6', () => {
      const { searchParams } = end.url;
      const answered = {
        address: addressOf(end),
        error: searchParams.get('error'),
        state: searchParams.getAll('state'),
      };
      expect(answered).toEqual({ address: party.urls.loggedOut, error: 'access_denied', state: [state] });
    });
    await expectUntouched(needing(check, 'RPLOGOUT-CONSENT-1'), [session], barrier);
  },
);

test(
  'RPLOGOUT-CONSENT-2 logs out a user who answers Yes',
  verifies('RPLOGOUT-CONSENT-2', ...AFTER_LOGOUT),
  async ({ askFor, check }) => {
    const { party, session, answer } = await askFor('hint');
    await answerConsent(answer, 'Yes', party);
    await check('RPLOGOUT-CONSENT-2', () => expect(session).toHaveEnded());
    await expectLoggedOut(needing(check, 'RPLOGOUT-CONSENT-2'), [session]);
  },
);

test(
  'RPLOGOUT-CONSENT-2 logs out a user who answers Yes to the question about a request without parameters',
  verifies('RPLOGOUT-CONSENT-2'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const answer = await requestLogout(relyingParty, { parameters: {} });
    await given('RPLOGOUT-NONE-1', () => {
      expect(answer.where, answer.text).toBe('consent');
    });
    await answerConsent(answer, 'Yes', relyingParty);
    await check('RPLOGOUT-CONSENT-2', () => expect(session).toHaveEnded());
  },
);

test(
  'RPLOGOUT-CONSENT-3 ends nothing while the question is open, reloaded or closed',
  verifies('RPLOGOUT-CONSENT-3', ...AFTER_REFUSAL),
  async ({ askFor, barrier, check }) => {
    const { session, answer } = await askFor('client_id');
    await check('RPLOGOUT-CONSENT-3', async () => {
      await expect(session, 'while the question is open').toBeAlive();
      await answer.page.reload();
      await expect(session, 'after its page was loaded again').toBeAlive();
      await answer.page.close();
      await expect(session, 'after its page was closed').toBeAlive();
    });
    await expectUntouched(needing(check, 'RPLOGOUT-CONSENT-3'), [session], barrier);
  },
);

test(
  'RPLOGOUT-CONSENT-5 does no harm to a user who answers Yes twice',
  verifies('RPLOGOUT-CONSENT-5'),
  async ({ askFor, check }) => {
    const { party, answer } = await askFor('hint');
    // The same question in a second tab still waits for an answer when the first has been given.
    const tab = await party.newPage();
    await tab.goto(answer.url.href);
    const second = await readLogoutAnswer(tab, party);
    expect(second.where, second.text).toBe('consent');
    await answerConsent(answer, 'Yes', party);
    const late = await answerConsent(second, 'Yes', party);
    await check('RPLOGOUT-CONSENT-5', () => {
      expect(late.status, `status of the second answer: ${late.text}`).toBeLessThan(500);
    });
  },
);
