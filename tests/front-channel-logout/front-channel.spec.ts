import { expect, given, Undecided, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import { callsOf, momentOfReturn, test, watchFrames, type Call } from './calls.ts';

test(
  'FRONT-IFRAME-1 every client of the session is called in an iframe, once, and nobody else: two clients and a bystander',
  verifies('FRONT-IFRAME-1', 'FRONT-IFRAME-2', 'FRONT-IFRAME-3', 'FRONT-IFRAME-4', 'FRONT-IFRAME-7'),
  async ({ announced, newRelyingParty, otherBrowser, context, user, createUser, barrier, check }, testInfo) => {
    testInfo.slow();
    const parties = [
      await newRelyingParty({ origin: 0, frontChannel: true }),
      await newRelyingParty({ origin: 1, frontChannel: true }),
    ] as const;
    const bystander = await newRelyingParty({ origin: 1, frontChannel: true }, otherBrowser);
    await bystander.signIn(await createUser());
    const session = await parties[0].signIn(user);
    const sessions = [session, await parties[1].joinSession()];
    await session.confirmAlive();
    const frames = watchFrames(context, [...parties, bystander]);
    await session.logOut();
    const back = await momentOfReturn(parties[0]);
    await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    await barrier([...parties, bystander]);
    const calls = await Promise.all(parties.map((party) => callsOf(party)));
    await check('FRONT-IFRAME-1', () => {
      expect(
        calls.map(({ length }) => length),
        'calls per client',
      ).toEqual([1, 1]);
      expect(frames, 'what the browser opened').toEqual(['iframe', 'iframe']);
    });
    const needs = ['FRONT-IFRAME-1'] as const;
    const carried = calls.flat().map(({ iss, sid }) => ({ iss, sid }));
    await check(
      'FRONT-IFRAME-2',
      () => {
        // Of the client's own session: a provider may have another sid for each.
        for (const [index, { sid }] of sessions.entries()) {
          const own = calls[index]?.map((call) => ({ iss: call.iss, sid: call.sid })) ?? [];
          const isBare = own.every((call) => call.iss.length + call.sid.length === 0);
          expect(own).toEqual([isBare ? { iss: [], sid: [] } : { iss: [announced.issuer], sid: [sid] }]);
        }
      },
      { needs },
    );
    await check(
      'FRONT-IFRAME-7',
      () => {
        const passed = carried.map(({ iss, sid }) => iss.length > 0 && sid.length > 0);
        expect(passed, 'calls with iss and sid').toEqual(announced.passesSid ? [true, true] : passed);
      },
      { needs },
    );
    await check('FRONT-IFRAME-4', async () => {
      expect(await callsOf(bystander)).toEqual([]);
    });
    await check(
      'FRONT-IFRAME-3',
      () => {
        const isBefore = calls.flat().some(({ at }) => back !== undefined && at > back);
        const when = back === undefined ? 'never' : isBefore ? 'before the last call' : 'after all calls';
        expect(when, 'the browser came back').toBe('after all calls');
      },
      { needs },
    );
  },
);

/** As registered, and as it is then read. `$` and an encoded backslash mean something to those who fill templates. */
const QUERIES: readonly {
  readonly logoutQuery: string;
  readonly parameters: readonly (readonly [string, string])[];
}[] = [
  {
    logoutQuery: 'tenant=a%20b%26c&tenant=d',
    parameters: [
      ['tenant', 'a b&c'],
      ['tenant', 'd'],
    ],
  },
  {
    logoutQuery: 'price=$1.50&path=a%5Cb',
    parameters: [
      ['price', '$1.50'],
      ['path', 'a\\b'],
    ],
  },
];

for (const { logoutQuery, parameters } of QUERIES) {
  test(
    `FRONT-IFRAME-5 the registered uri is called with the query that is part of it: ${logoutQuery}`,
    verifies('FRONT-IFRAME-5'),
    async ({ announced: _, newRelyingParty, user, barrier, check }) => {
      const logOutAt = async (party: RelyingParty): Promise<readonly Call[]> => {
        const session = await party.signIn(user);
        await session.logOut();
        await barrier([party]);
        return callsOf(party);
      };
      const calls = await logOutAt(await newRelyingParty({ frontChannel: true, logoutQuery }));
      // Where no call came, one has to come without a query: otherwise this says nothing about queries.
      if (calls.length === 0 && (await logOutAt(await newRelyingParty({ frontChannel: true }))).length === 0)
        throw new Undecided('no front-channel uri was called', 'FRONT-IFRAME-1');
      await check('FRONT-IFRAME-5', () => {
        const queries = calls.map(({ others }) => others);
        expect(queries, 'the queries of the calls, without iss and sid').toEqual(
          calls.length === 0 ? [parameters] : calls.map(() => parameters),
        );
      });
    },
  );
}
