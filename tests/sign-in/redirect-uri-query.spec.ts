import { AuthorizationEndpoint, leadsTo } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { confirmForeignUriRefused } from './foreign-uri.ts';

const withQuery = (uri: string): string => `${uri}?p=a%20b`;

/** Not what is registered, as a comparison of strings has it. */
const OTHERS = ['?p=a%20c', '?p=a%20b&p=c', '?p=a+b', '?q=a%20b', '?P=a%20b'];

test(
  'CORE-CLIENT-4 retains the query of the redirect_uri: the only one that is registered, with a space in it',
  verifies('CORE-CLIENT-4'),
  async ({ relyingParty, registerRelyingParty, openRelyingParty, user, check }) => {
    const registered = await registerRelyingParty({ callbacks: ({ silentCallback }) => [withQuery(silentCallback)] });
    const withOne = await openRelyingParty(registered);
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const answer = await withOne.askSilently({ redirect_uri: withQuery(registered.urls.silentCallback) });
    await given('CORE-PROMPT-2', () => {
      expect(answer.kind).toBe('answer');
    });
    await given('IS-SSO-1', () => {
      expect(answer).toBeACode();
    });
    const query = answer.kind === 'answer' ? answer.parameters : new URLSearchParams();
    await check('CORE-CLIENT-4', () => {
      const each = { p: query.getAll('p'), codes: query.getAll('code').length, states: query.getAll('state').length };
      expect(each).toEqual({ p: ['a b'], codes: 1, states: 1 });
    });
  },
);

test(
  'CORE-CLIENT-3 compares the redirect_uri exactly: one with a query of its own',
  verifies('CORE-CLIENT-3'),
  async ({ registerRelyingParty, target, check }) => {
    const registered = await registerRelyingParty({ callbacks: ({ callback }) => [withQuery(callback)] });
    const { callback } = registered.urls;
    const endpoint = new AuthorizationEndpoint(target.description, registered);
    await given('CORE-PROMPT-2', async () => {
      const { left = '' } = await endpoint.ask({ redirect_uri: withQuery(callback) });
      expect(left, 'where a request with the registered uri leads').toContain(`${callback}?`);
    });
    await confirmForeignUriRefused(endpoint);
    await check('CORE-CLIENT-3', async () => {
      for (const query of OTHERS) {
        const answer = await endpoint.ask({ redirect_uri: `${callback}${query}` });
        expect(leadsTo(answer, callback), `a request with the query ${query} leads to the client`).toBe(false);
      }
    });
  },
);
