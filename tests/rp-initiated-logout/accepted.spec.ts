import { expect, given, verifies } from '../../fixtures/index.ts';
import { requestLogoutAnswering, type LogoutAnswer, type LogoutRequest } from '../../fixtures/exchanges/logout.ts';
import type { Session } from '../../fixtures/session.ts';
import type { RequirementId } from '../../requirements/index.ts';
import { test } from './asking.ts';
import { addressOf, confirmRedirect, expectArrival } from './outcome.ts';

const STATES = {
  '128 characters': 'Zz9-._~'.repeat(19).slice(0, 128),
  'reserved characters': 'a b&c=d+e%20f#g?h/i;j',
  'characters outside of ASCII': 'ß é 日本語 🔑',
} as const;

type By = 'hint' | 'client_id' | 'hint and client_id';

const identify: Readonly<Record<By, (session: Session) => LogoutRequest['parameters']>> = {
  hint: ({ signedIn }) => ({ id_token_hint: signedIn.idToken }),
  client_id: ({ relyingParty }) => ({ client_id: relyingParty.clientId }),
  'hint and client_id': ({ signedIn, relyingParty }) => ({
    id_token_hint: signedIn.idToken,
    client_id: relyingParty.clientId,
  }),
};

/** Whose business it is that a request by GET comes back at all. */
const ARRIVAL = {
  hint: 'RPLOGOUT-REDIRECT-1',
  client_id: 'RPLOGOUT-CLIENT-1',
  'hint and client_id': 'RPLOGOUT-CLIENT-2',
} as const satisfies Readonly<Record<By, RequirementId>>;

interface Combination {
  readonly id: RequirementId;
  readonly what: string;
  readonly method: 'GET' | 'POST';
  readonly by: By;
  /** The provider asks, and is answered Yes. Without a hint it always has to. */
  readonly asked?: true;
  readonly state?: keyof typeof STATES;
  /** What is claimed of an answer that has come back; absent: that it did. */
  readonly claim?: (answer: LogoutAnswer, uri: string, state: string | undefined) => void;
}

const hasReturned: Combination['claim'] = (answer, uri, state) => {
  expect(answer).toHaveReturned(uri, state);
};

const echoes = { id: 'RPLOGOUT-STATE-1', what: 'returns the state unchanged', claim: hasReturned } as const;
const withoutState = {
  id: 'RPLOGOUT-STATE-2',
  what: 'adds no state to a request without one',
  claim: hasReturned,
} as const;
const withoutExtras = {
  id: 'RPLOGOUT-REDIRECT-2',
  what: 'adds no parameter to the redirect',
  state: '128 characters',
  claim: (answer: LogoutAnswer) => {
    expect(answer).toHaveNoExtraParameters();
  },
} as const;
const leadsBack = { id: 'RPLOGOUT-REDIRECT-1', what: 'leads to the registered uri' } as const;
const byPost = { id: 'RPLOGOUT-METHOD-1', what: 'carries out a request by POST', method: 'POST' } as const;

/** Each that can fail apart from the others. */
const combinations: readonly Combination[] = [
  { ...leadsBack, method: 'GET', by: 'hint' },
  { ...leadsBack, method: 'GET', by: 'hint', asked: true },
  { ...byPost, by: 'hint' },
  { ...byPost, by: 'client_id', asked: true },
  { ...byPost, by: 'hint and client_id' },
  { id: 'RPLOGOUT-CLIENT-1', what: 'leads to the registered uri', method: 'GET', by: 'client_id', asked: true },
  { id: 'RPLOGOUT-CLIENT-2', what: 'accepts two that agree', method: 'GET', by: 'hint and client_id' },
  { ...echoes, method: 'GET', by: 'hint', state: '128 characters' },
  { ...echoes, method: 'POST', by: 'client_id', asked: true, state: '128 characters' },
  { ...echoes, method: 'GET', by: 'hint', state: 'reserved characters' },
  { ...echoes, method: 'POST', by: 'hint and client_id', state: 'reserved characters' },
  { ...echoes, method: 'GET', by: 'client_id', asked: true, state: 'reserved characters' },
  { ...echoes, method: 'POST', by: 'hint', state: 'characters outside of ASCII' },
  { ...echoes, method: 'GET', by: 'hint and client_id', state: 'characters outside of ASCII' },
  { ...echoes, method: 'GET', by: 'hint', asked: true, state: 'characters outside of ASCII' },
  { ...withoutState, method: 'GET', by: 'hint' },
  { ...withoutState, method: 'POST', by: 'client_id', asked: true },
  { ...withoutExtras, method: 'GET', by: 'hint' },
  { ...withoutExtras, method: 'POST', by: 'hint', asked: true },
  { ...withoutExtras, method: 'GET', by: 'client_id', asked: true },
];

for (const { id, what, method, by, asked, state: kind, claim } of combinations) {
  const arrival = method === 'POST' ? 'RPLOGOUT-METHOD-1' : ARRIVAL[by];
  const state = kind === undefined ? undefined : STATES[kind];
  const variant = [...(id === echoes.id ? [kind] : []), method, by, ...(asked ? ['after the question'] : [])];

  test(
    `${id} ${what}: ${variant.join(', ')}`,
    verifies(arrival, ...(id === arrival ? [] : [id])),
    async ({ relyingParty, openAskingRelyingParty, user, check }) => {
      const party = asked ? await openAskingRelyingParty() : relyingParty;
      const { loggedOut } = party.urls;
      const session = await party.signIn(user);
      const parameters = { ...identify[by](session), post_logout_redirect_uri: loggedOut, state };
      const answer = await requestLogoutAnswering(party, { method, parameters }, 'Yes');

      await check(arrival, async () => {
        // Where it did not come back, something simpler has to: otherwise this says nothing about what is in question here.
        if (addressOf(answer) !== loggedOut && method === 'POST') {
          const byGet = await requestLogoutAnswering(party, { parameters }, 'Yes');
          await given(ARRIVAL[by], () => {
            expectArrival(byGet, loggedOut);
          });
        }
        if (addressOf(answer) !== loggedOut && by !== 'hint') await confirmRedirect(session);
        expectArrival(answer, loggedOut);
      });
      if (claim === undefined) return;
      await check(
        id,
        () => {
          claim(answer, loggedOut, state);
        },
        { needs: [arrival] },
      );
    },
  );
}
