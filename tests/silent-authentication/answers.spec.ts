import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';

/** Characters that a state may hold (RFC 6749, A.5). */
const STATES = {
  '128 characters': 'Aa0-._~'.repeat(19).slice(0, 128),
  'reserved characters': 'a b&c=d+e%20f#g?h/i;j"k\'l<m>',
};

for (const [kind, state] of Object.entries(STATES)) {
  test(
    `CORE-PROMPT-3 returns the state with an error: ${kind}`,
    verifies('CORE-PROMPT-3'),
    async ({ relyingParty, check }) => {
      const answer = await relyingParty.askSilently({ state });
      await given('CORE-PROMPT-2', () => {
        expect(answer).toBeRefused();
      });
      await check('CORE-PROMPT-3', () => {
        expect(answer.kind === 'answer' && answer.parameters.getAll('state'), 'state').toEqual([state]);
      });
    },
  );

  test(
    `CORE-STATE-1 returns the state with a code: ${kind}`,
    verifies('CORE-STATE-1'),
    async ({ relyingParty, user, context, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      let status = 0;
      context.on('response', (response) => {
        if (response.url().startsWith(relyingParty.registered.endpoints.authorization)) status = response.status();
      });
      const answer = await session.askSilently({ state });
      await check('CORE-STATE-1', () => {
        // A session that lives is known to get a code, so that only the state can be why it is no answer.
        expect(answer.kind === 'answer' ? answer.parameters.getAll('state') : { status }, 'state').toEqual([state]);
      });
    },
  );
}

for (const { mode, id, delivered } of [
  { mode: 'query', id: 'CORE-MODE-1', delivered: 'query' },
  { mode: 'fragment', id: 'CORE-MODE-2', delivered: 'fragment' },
  { mode: 'form_post', id: 'CORE-MODE-3', delivered: 'form post' },
] as const) {
  test(
    `${id} delivers an error as ${delivered}: response_mode=${mode}`,
    verifies(id),
    async ({ relyingParty, target, check }, testInfo) => {
      const { document } = await readDiscovery(target.description);
      // What is supported where nothing is said: OpenID Connect Discovery 1.0, section 3.
      const announced = document['response_modes_supported'] ?? ['query', 'fragment'];
      testInfo.skip(
        Array.isArray(announced) && !announced.includes(mode),
        `does not apply: the provider does not announce ${mode}`,
      );
      await given('CORE-PROMPT-2', async () => {
        expect(await relyingParty.askAtTopLevel({ prompt: 'none' })).toBeRefused();
      });
      const answer = await relyingParty.askAtTopLevel({ prompt: 'none', response_mode: mode });
      await check(id, () => {
        expect(answer.kind === 'answer' ? answer.delivered : 'nowhere', 'where the error came').toBe(delivered);
      });
    },
  );
}
