import type { BrowserContext, Request, Route } from '@playwright/test';
import { expect, Undecided, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import { momentOf } from '../../fixtures/moments.ts';
import { BOUND, momentOfReturn, test } from './calls.ts';

/** Answers the calls of a client in its place. Later: has the browser tried to call it by now, or does it in time? */
async function intercept(
  context: BrowserContext,
  { urls }: RelyingParty,
  answer: (route: Route) => unknown,
): Promise<{ readonly isCalled: Promise<boolean> }> {
  await context.route(`${urls.frontChannelLogout}**`, answer);
  const isCall = (request: Request): boolean => request.url().startsWith(urls.frontChannelLogout);
  const call = context.waitForEvent('request', { predicate: isCall, timeout: BOUND });
  return {
    isCalled: call.then(
      () => true,
      () => false,
    ),
  };
}

const NEVER = (): void => undefined;

/** What a client may do with its call that is no answer as it should be. */
const ANSWERS: readonly { readonly what: string; readonly answer: (route: Route) => unknown }[] = [
  { what: 'never answers', answer: NEVER },
  { what: 'is not there', answer: (route) => route.abort('connectionrefused') },
  { what: 'answers with an error', answer: (route) => route.fulfill({ status: 500, body: 'Out of order.' }) },
  {
    what: 'must not be framed',
    answer: (route) => route.fulfill({ headers: { 'x-frame-options': 'DENY' }, body: 'Signed out.' }),
  },
];

for (const { what, answer } of ANSWERS) {
  test(
    `FRONT-IFRAME-6 the user still returns: a client that ${what}`,
    verifies('FRONT-IFRAME-6'),
    async ({ announced: _, newRelyingParty, context, user, check }, testInfo) => {
      testInfo.slow();
      const party = await newRelyingParty({ frontChannel: true });
      const session = await party.signIn(user);
      await session.confirmAlive();
      const intercepted = await intercept(context, party, answer);
      const logout = session.beginLogOut();
      const back = await momentOfReturn(party);
      if (!(await intercepted.isCalled)) throw new Undecided('no front-channel uri was called', 'FRONT-IFRAME-1');
      await check('FRONT-IFRAME-6', () => {
        if (back === undefined) logout.assertPending();
        expect(back === undefined ? 'waits' : 'is back', `the user after ${BOUND / 1_000} s`).toBe('is back');
      });
    },
  );
}

// In which order clients are called is the provider's affair: each of the two hangs once.
for (const [hanging, called, who] of [
  [0, 1, 'that the user logs out at'],
  [1, 0, 'that has joined the session'],
] as const) {
  test(
    `FRONT-IFRAME-8 the other client is called while the one ${who} never answers`,
    verifies('FRONT-IFRAME-8'),
    async ({ announced: _, newRelyingParty, context, user, check }, testInfo) => {
      testInfo.slow();
      const parties = [
        await newRelyingParty({ origin: 0, frontChannel: true }),
        await newRelyingParty({ origin: 1, frontChannel: true }),
      ] as const;
      const session = await parties[0].signIn(user);
      await parties[1].joinSession();
      await session.confirmAlive();
      const intercepted = await intercept(context, parties[hanging], NEVER);
      session.beginLogOut();
      const other = await momentOf('front-channel-logout', parties[called], BOUND);
      if (!(await intercepted.isCalled))
        throw new Undecided('the browser has not called the client that would have hung', 'FRONT-IFRAME-1');
      await check('FRONT-IFRAME-8', () => {
        expect(other === undefined ? 'not called' : 'called', `the other client within ${BOUND / 1_000} s`).toBe(
          'called',
        );
      });
    },
  );
}
