import { authorizeByPost, AuthorizationEndpoint } from '../../fixtures/authorization-endpoint.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { lookalikesOf } from '../../fixtures/lookalike-uris.ts';
import type { Session } from '../../fixtures/session.ts';

test(
  'CORE-METHOD-1 accepts an authentication request by POST',
  verifies('CORE-METHOD-1'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const answer = await authorizeByPost(relyingParty);
    await check('CORE-METHOD-1', () => {
      expect(answer).toBeACode();
    });
  },
);

/** Those of the parameters for which a silent request of a live session gets no code. */
async function refusedBy(session: Session, parameters: Readonly<Record<string, string>>): Promise<string[]> {
  const refused = [];
  for (const [name, value] of Object.entries(parameters)) {
    const answer = await session.askSilently({ [name]: value });
    if (answer.kind !== 'answer' || !answer.parameters.has('code')) refused.push(name);
  }
  return refused;
}

for (const { id, what, parameters } of [
  { id: 'CORE-PARAM-1', what: 'ignores parameters that it does not know', parameters: { 'x-nobody-knows-this': '1' } },
  {
    id: 'CORE-PARAM-2',
    what: 'treats parameters without a value as absent',
    parameters: { max_age: '', id_token_hint: '', login_hint: '', ui_locales: '', acr_values: '', display: '' },
  },
  {
    id: 'CORE-PARAM-3',
    what: 'does not fail for the parameters of which support is minimal',
    parameters: {
      display: 'popup',
      ui_locales: 'de-CH fr en',
      claims_locales: 'de-CH fr en',
      acr_values: 'urn:mace:incommon:iap:silver',
    },
  },
] as const) {
  test(`${id} ${what}`, verifies(id), async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const refused = await refusedBy(session, parameters);
    await check(id, () => {
      expect(refused, 'parameters for which a request fails').toEqual([]);
    });
  });
}

test(
  'CORE-CLIENT-1 redirects no request of an unknown client',
  verifies('CORE-CLIENT-1'),
  async ({ relyingParty, target, check }) => {
    const endpoint = new AuthorizationEndpoint(target.description, relyingParty.registered);
    await given('CORE-PROMPT-2', async () => {
      expect((await endpoint.ask({})).left, 'where a request of the known client leads').toBeDefined();
    });
    const answer = await endpoint.ask({ client_id: 'nobody-knows-this-client' });
    await check('CORE-CLIENT-1', () => {
      expect(answer.left, 'where a request of an unknown client leads').toBeUndefined();
    });
  },
);

test(
  'CORE-CLIENT-2 redirects no request to the redirect_uri of somebody else',
  verifies('CORE-CLIENT-2'),
  async ({ relyingParty, secondRelyingParty, target, check }) => {
    const foreign = secondRelyingParty.urls.callback;
    await given('CORE-PROMPT-2', async () => {
      const owner = new AuthorizationEndpoint(target.description, secondRelyingParty.registered);
      expect((await owner.ask({ redirect_uri: foreign })).left ?? '', 'where its own client leads').toContain(foreign);
    });
    const endpoint = new AuthorizationEndpoint(target.description, relyingParty.registered);
    const answer = await endpoint.ask({ redirect_uri: foreign });
    await check('CORE-CLIENT-2', () => {
      expect(answer.left ?? '', 'where another client leads').not.toContain(foreign);
    });
  },
);

/** Not the other port: providers may let those of native applications vary (RFC 9700, 2.1). */
const LOOKALIKES = lookalikesOf('https://localhost:1234/registered').filter(({ what }) => what !== 'at another port');

for (const { what } of LOOKALIKES) {
  test(
    `CORE-CLIENT-3 compares the redirect_uri exactly: ${what}`,
    verifies('CORE-CLIENT-3'),
    async ({ registerRelyingParty, target, check }) => {
      const exact = await registerRelyingParty({ callbacks: ({ callback }) => [callback] });
      const { callback } = exact.urls;
      const lookalike = lookalikesOf(callback).find((each) => each.what === what)?.uri ?? '';
      const endpoint = new AuthorizationEndpoint(target.description, exact);
      await given('CORE-PROMPT-2', async () => {
        expect((await endpoint.ask({})).left ?? '', 'where a request with the registered uri leads').toContain(
          `${callback}?`,
        );
      });
      await given('CORE-CLIENT-2', async () => {
        const answer = await endpoint.ask({ redirect_uri: 'https://elsewhere.invalid/' });
        expect(answer.left, 'where a request with a uri of somebody else leads').toBeUndefined();
      });
      const answer = await endpoint.ask({ redirect_uri: lookalike });
      await check('CORE-CLIENT-3', () => {
        expect(answer.left, `where a request with the uri ${what} leads`).toBeUndefined();
      });
    },
  );
}
