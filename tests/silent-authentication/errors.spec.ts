import { expect, test, verifies } from '../../fixtures/index.ts';

/** Core 3.1.2.6 and RFC 9207; everything else on an error redirect is somebody's internal matter. */
const ERROR_PARAMETERS = ['error', 'error_description', 'error_uri', 'state', 'iss'];

test(
  'prompt=none with another prompt is an error that says so, with no parameter too many',
  verifies('CORE-PROMPT-4', 'CORE-PROMPT-6'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const answer = await session.askSilently({ prompt: 'none login' });
    await check('CORE-PROMPT-4', () => {
      expect(answer).toBeRefusedWith('invalid_request');
    });
    await check('CORE-PROMPT-6', () => {
      expect(answer).toHaveNoParameterBut(ERROR_PARAMETERS);
    });
    await expect(session, 'the session itself is not touched').toBeAlive();
  },
);

test(
  'the error of a silent request has the parameters of the specification and no others',
  verifies('CORE-PROMPT-6'),
  async ({ relyingParty, check }) => {
    const answer = await relyingParty.askSilently();
    expect(answer).toBeRefusedWith('login_required');
    await check('CORE-PROMPT-6', () => {
      expect(answer).toHaveNoParameterBut(ERROR_PARAMETERS);
    });
  },
);

for (const { mode, id, delivered } of [
  { mode: 'query', id: 'CORE-MODE-1', delivered: 'query' },
  { mode: 'fragment', id: 'CORE-MODE-2', delivered: 'fragment' },
  { mode: 'form_post', id: 'CORE-MODE-3', delivered: 'form post' },
] as const) {
  test(`with response_mode=${mode} an error comes as ${delivered}`, verifies(id), async ({ relyingParty, check }) => {
    const answer = await relyingParty.askAtTopLevel({ prompt: 'none', response_mode: mode });
    expect(answer).toBeRefusedWith('login_required');
    await check(id, () => {
      expect(answer.kind === 'answer' && answer.delivered).toBe(delivered);
    });
  });
}

const STATES = {
  'of 128 characters': 'Aa0-._~'.repeat(19).slice(0, 128),
  'of reserved characters': 'a b&c=d+e%20f#g?h/i;j"k\'l<m>',
  'outside of ASCII': 'ß é 日本語 🔑',
};

for (const [kind, state] of Object.entries(STATES)) {
  test(
    `a state ${kind} comes back byte for byte, with a code as with an error`,
    verifies('CORE-STATE-1', 'CORE-PROMPT-3'),
    async ({ relyingParty, user, check }) => {
      const refused = await relyingParty.askSilently({ state });
      await check('CORE-PROMPT-3', () => {
        expect(refused.kind === 'answer' && refused.parameters.getAll('state')).toEqual([state]);
      });
      const session = await relyingParty.signIn(user);
      const granted = await session.askSilently({ state });
      expect(granted).toBeACode();
      await check('CORE-STATE-1', () => {
        expect(granted.kind === 'answer' && granted.parameters.getAll('state')).toEqual([state]);
      });
    },
  );
}

test(
  'a request of an unknown client, or for a redirect_uri that is not registered, redirects nowhere',
  verifies('CORE-CLIENT-1', 'CORE-CLIENT-2'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await check('CORE-CLIENT-1', async () => {
      expect((await session.askSilently({ client_id: 'nobody-knows-this-client' })).kind).toBe('page');
    });
    await check('CORE-CLIENT-2', async () => {
      const foreign = secondRelyingParty.urls.callback;
      const answer = await relyingParty.askAtTopLevel({ prompt: 'none', redirect_uri: foreign });
      expect(answer.kind === 'page' && answer.url).not.toContain(new URL(foreign).origin);
    });
    await expect(session).toBeAlive();
  },
);
