import { AuthorizationEndpoint, leadsTo } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { GARBAGE } from '../../fixtures/exchanges/hints.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { confirmForeignUriRefused } from './foreign-uri.ts';
import { lookalikesOf } from '../../fixtures/exchanges/lookalike-uris.ts';

test(
  'CORE-CLIENT-1 does not redirect a request of an unknown client',
  verifies('CORE-CLIENT-1'),
  async ({ relyingParty, target, check }) => {
    const endpoint = new AuthorizationEndpoint(target.description, relyingParty.registered);
    await given('CORE-PROMPT-2', async () => {
      expect((await endpoint.ask({})).left, 'where a request of the known client leads').toBeDefined();
    });
    const answer = await endpoint.ask({ client_id: 'nobody-knows-this-client' });
    await check('CORE-CLIENT-1', () => {
      expect(leadsTo(answer, relyingParty.urls.callback), 'a request of an unknown client leads to its uri').toBe(
        false,
      );
    });
  },
);

test(
  'CORE-CLIENT-2 does not redirect to the redirect_uri of somebody else',
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
      await confirmForeignUriRefused(endpoint);
      const answer = await endpoint.ask({ redirect_uri: lookalike });
      await check('CORE-CLIENT-3', () => {
        expect(leadsTo(answer, lookalike, callback), `a request with the uri ${what} leads to the client`).toBe(false);
      });
    },
  );
}

/** Registered with a query of its own, beside the plain ones. */
const withQuery = (uri: string): string => `${uri}?purpose=silent`;

for (const { variant, parameters, hasSession } of [
  { variant: 'a code', parameters: {}, hasSession: true },
  { variant: 'an error without a session', parameters: {}, hasSession: false },
  { variant: 'an error about a hint', parameters: { id_token_hint: GARBAGE }, hasSession: true },
]) {
  test(
    `CORE-CLIENT-4 retains the query of the redirect_uri: ${variant}`,
    verifies('CORE-CLIENT-4'),
    async ({ registerRelyingParty, openRelyingParty, user, check }) => {
      const registered = await registerRelyingParty({
        callbacks: ({ callback, silentCallback }) => [callback, silentCallback, withQuery(silentCallback)],
      });
      const relyingParty = await openRelyingParty(registered);
      if (hasSession) await (await relyingParty.signInOnPage(user)).confirmAlive();
      const answer = await relyingParty.askSilently({
        ...parameters,
        redirect_uri: withQuery(registered.urls.silentCallback),
      });
      await given('CORE-PROMPT-2', () => {
        expect(answer.kind).toBe('answer');
      });
      const query = answer.kind === 'answer' ? answer.parameters : new URLSearchParams();
      await check('CORE-CLIENT-4', () => {
        expect({ purpose: query.getAll('purpose'), states: query.getAll('state').length }).toEqual({
          purpose: ['silent'],
          states: 1,
        });
      });
    },
  );
}
