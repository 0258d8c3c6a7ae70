import type { Page } from '@playwright/test';
import { beginAtLoginPage } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { sessionCookiesOf } from '../../fixtures/exchanges/provider-cookies.ts';
import { LoginPage } from '../../fixtures/exchanges/login-page.ts';
import { arriveHome } from '../../fixtures/exchanges/sign-in.ts';
import { expect, given, test, Undecided, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';

const OPENED = ['before the session began', 'with prompt=login, while the session lived'] as const;

/** Why the browser has not come home; undefined where it has. */
const problemOnTheWay = (page: Page, relyingParty: RelyingParty): Promise<string | undefined> =>
  arriveHome(page, relyingParty).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Undecided) return error.message;
      throw error;
    },
  );

for (const opened of OPENED) {
  test(
    `RPLOGOUT-AGAIN-2 a login page that was open in another tab during the logout can be used, and RPLOGOUT-AGAIN-1 begins another session: opened ${opened}`,
    verifies('RPLOGOUT-AGAIN-2', 'RPLOGOUT-AGAIN-1', 'COOKIE-9'),
    async ({ relyingParty, secondRelyingParty, user, context, check }) => {
      const early = opened === 'before the session began' ? await beginAtLoginPage(secondRelyingParty) : undefined;
      const session = await relyingParty.signInOnPage(user);
      await session.stopRefreshing();
      await session.confirmAlive();
      const tab = early ?? (await beginAtLoginPage(secondRelyingParty, { prompt: 'login' }));
      const before = await sessionCookiesOf(context, relyingParty);
      await session.logOut();
      await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());

      await new LoginPage(tab).submit(user);
      const problem = await problemOnTheWay(tab, secondRelyingParty);
      const isUsable = await check('RPLOGOUT-AGAIN-2', async () => {
        // Positive control: a login page of after the logout can.
        if (problem !== undefined) await secondRelyingParty.signInOnPage(user);
        expect(problem, 'what kept the user from home').toBeUndefined();
      });
      const [next] = isUsable ? await secondRelyingParty.eventsOf('signed-in') : [];
      await check(
        'RPLOGOUT-AGAIN-1',
        () => {
          session.confirmSid();
          expect(next?.claims['sid'], 'the sid of the next session').not.toBe(session.sid);
        },
        { needs: ['RPLOGOUT-AGAIN-2'] },
      );
      await check(
        'COOKIE-9',
        async () => {
          const after = await sessionCookiesOf(context, relyingParty);
          const kept = after.filter((value) => before.includes(value));
          expect(kept, 'session cookies that the browser held before').toHaveLength(0);
        },
        { needs: ['RPLOGOUT-AGAIN-2'] },
      );
    },
  );
}
