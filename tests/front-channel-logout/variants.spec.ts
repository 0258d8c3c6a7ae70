import { identifications } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { describeLogoutAnswer } from '../../fixtures/exchanges/answers.ts';
import { expect, given, verifies } from '../../fixtures/index.ts';
import type { RequirementId } from '../../requirements/index.ts';
import { countCalls, test } from './calls.ts';

const [byHint, byClientId] = identifications.map(({ identify }) => identify);

interface Variant {
  readonly what: string;
  readonly method: 'GET' | 'POST';
  readonly identify: typeof byHint;
  /** Whose business it is that such a request ends the session. */
  readonly owedBy: RequirementId;
  /** The provider asks, and is answered Yes. */
  readonly asked?: true;
  /** What means something in a page, in a script, or to those who fill templates. */
  readonly state: string;
}

const VARIANTS: readonly Variant[] = [
  {
    what: 'GET, hint',
    method: 'GET',
    identify: byHint,
    owedBy: 'RPLOGOUT-END-1',
    state: String.raw`a$1"'\</script>`,
  },
  { what: 'POST, hint', method: 'POST', identify: byHint, owedBy: 'RPLOGOUT-METHOD-1', state: 'ß é 日本語 🔑' },
  {
    what: 'POST, hint, after the question',
    method: 'POST',
    identify: byHint,
    owedBy: 'RPLOGOUT-METHOD-1',
    asked: true,
    state: 'a b&c=d+e%20f#g?h/i;j',
  },
  {
    what: 'GET, client_id, after the question',
    method: 'GET',
    identify: byClientId,
    owedBy: 'RPLOGOUT-CLIENT-1',
    asked: true,
    state: '${redirectURL}<!--',
  },
];

for (const { what, method, identify = () => ({}), owedBy, asked, state } of VARIANTS) {
  test(
    `FRONT-IFRAME-1 every client is called once, and the user is back with the state ${state}: ${what}`,
    verifies('FRONT-IFRAME-1', 'FRONT-IFRAME-3', 'RPLOGOUT-STATE-1', 'RPLOGOUT-REDIRECT-2'),
    async ({ announced: _, newRelyingParty, user, barrier, check }, testInfo) => {
      testInfo.slow();
      const application = { skipLogoutConsent: asked !== true };
      const parties = [
        await newRelyingParty({ origin: 0, frontChannel: true, application }),
        await newRelyingParty({ origin: 1, frontChannel: true }),
      ] as const;
      const session = await parties[0].signIn(user);
      await parties[1].joinSession();
      await session.confirmAlive();
      const { loggedOut } = parties[0].urls;
      const parameters = { ...identify(session), post_logout_redirect_uri: loggedOut, state };
      const answer = await requestLogoutAnswering(parties[0], { method, parameters }, 'Yes');
      await given(owedBy, () => expect(session).toHaveEnded());
      await barrier(parties);
      const calls = await countCalls(parties);
      await check('FRONT-IFRAME-1', () => {
        expect(calls, 'calls per client').toEqual([1, 1]);
      });
      await check('FRONT-IFRAME-3', () => {
        expect(`${answer.url.origin}${answer.url.pathname}`, describeLogoutAnswer(answer)).toBe(loggedOut);
      });
      const back = { needs: ['FRONT-IFRAME-3'] } as const;
      await check(
        'RPLOGOUT-STATE-1',
        () => {
          expect(answer).toHaveReturned(loggedOut, state);
        },
        back,
      );
      await check(
        'RPLOGOUT-REDIRECT-2',
        () => {
          expect(answer).toHaveNoExtraParameters();
        },
        back,
      );
    },
  );
}

test(
  'FRONT-IFRAME-1 every client is called once by a logout that names no uri',
  verifies('FRONT-IFRAME-1'),
  async ({ announced: _, newRelyingParty, user, barrier, check }) => {
    const party = await newRelyingParty({ frontChannel: true });
    const session = await party.signIn(user);
    await session.confirmAlive();
    await requestLogoutAnswering(party, { parameters: { id_token_hint: session.signedIn.idToken } }, 'Yes');
    await given('RPLOGOUT-NONE-2', () => expect(session).toHaveEnded());
    await barrier([party]);
    const calls = await countCalls([party]);
    await check('FRONT-IFRAME-1', () => {
      expect(calls, 'calls of the client').toEqual([1]);
    });
  },
);

test(
  'FRONT-IFRAME-1 a client with both logout uris is told by both, and one with a front-channel uri alone is called',
  verifies('FRONT-IFRAME-1', 'BACK-DELIVERY-1'),
  async ({ announced: _, relyingParty, newRelyingParty, user, barrier, check }) => {
    const both = await newRelyingParty({ origin: 0, frontChannel: true });
    const frontOnly = await newRelyingParty({ origin: 1, frontChannel: true, backChannel: false });
    const session = await both.signIn(user);
    await frontOnly.joinSession();
    await session.confirmAlive();
    await session.logOut();
    await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    await check('BACK-DELIVERY-1', () => expect(session).toHaveReceivedLogoutToken());
    await barrier([relyingParty]);
    const calls = await countCalls([both, frontOnly]);
    await check('FRONT-IFRAME-1', () => {
      expect(calls, 'calls of the client with both uris, and of that with one').toEqual([1, 1]);
    });
  },
);
