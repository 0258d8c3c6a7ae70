import { extendSession, SESSION_IDENTIFIERS } from '../../fixtures/exchanges/extend-session.ts';
import { LoginPage } from '../../fixtures/exchanges/login-page.ts';
import { arriveHome, arriveHomeOrAtLogin } from '../../fixtures/exchanges/sign-in.ts';
import {
  expect,
  given,
  minus,
  plus,
  times,
  Undecided,
  verifies,
  type TargetDescription,
  type User,
} from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';
import { keepAlive, test } from './maximum-lifetime.ts';

interface World {
  readonly session: Session;
  readonly relyingParty: RelyingParty;
  readonly secondRelyingParty: RelyingParty;
  readonly user: User;
  readonly description: TargetDescription;
}

/** What is done late in the life of a session, and does not begin its lifetime anew. */
const ACTIVITIES: readonly { readonly what: string; readonly act: (world: World) => Promise<void> }[] = [
  {
    what: 'a second client that joins it',
    act: async ({ secondRelyingParty }) => {
      const joined = await secondRelyingParty.joinSession();
      await joined.stopRefreshing();
    },
  },
  ...SESSION_IDENTIFIERS.map((by) => ({
    what: `the session-extension endpoint, called with ${by}`,
    act: async ({ session, description }: World) => {
      const status = await extendSession(session, by, description);
      await given('IS-EXTEND-1', () => {
        expect(status, 'status of the answer').toBe(200);
      });
    },
  })),
  {
    what: 'prompt=login, which the user answers with the password',
    act: async ({ session, relyingParty, user }) => {
      const page = await relyingParty.beginSignIn({ parameters: { prompt: 'login' } });
      const at = await arriveHomeOrAtLogin(page, relyingParty);
      await given('CORE-LOGIN-1', () => {
        expect(at, 'where prompt=login leads').toBe('login');
      });
      await new LoginPage(page).submit(user);
      await arriveHome(page, relyingParty);
      const sid = (await relyingParty.eventsOf('signed-in')).at(-1)?.claims['sid'];
      if (sid !== session.sid)
        throw new Undecided('the user has proved who they are in another session: it has another sid');
      await page.close();
    },
  },
];

for (const { what, act } of ACTIVITIES) {
  test(
    `IS-MAXIMUM-4 the maximum lifetime counts from when the session was created, whatever happens later: ${what}`,
    verifies('IS-MAXIMUM-4'),
    async ({ maximum, relyingParty, secondRelyingParty, user, clock, timings, target, check }) => {
      const { lifetime } = maximum;
      const step = times(timings.idleTimeout, 2 / 3);
      clock.needs(plus(lifetime, timings.margin));
      await maximum.set();
      const session = await relyingParty.signIn(user);
      await session.stopRefreshing();
      await session.confirmAlive();
      await keepAlive(session, clock, { until: minus(lifetime, timings.idleTimeout), every: step });
      await act({ session, relyingParty, secondRelyingParty, user, description: target.description });
      await given('IS-MAXIMUM-1', () => expect(session).toBeAlive());
      // Shorter than the idle timeout since.
      await clock.advance(minus(plus(lifetime, timings.margin), clock.passed));
      await check('IS-MAXIMUM-4', () => expect(session, 'after its maximum lifetime').toHaveEnded());
    },
  );
}

test(
  'IS-MAXIMUM-3 a remembered session does not live past the maximum lifetime',
  verifies('IS-MAXIMUM-3'),
  async ({ maximum, relyingParty, user, clock, timings, check }) => {
    const { lifetime } = maximum;
    clock.needs(plus(lifetime, timings.margin));
    await maximum.set();
    const session = await relyingParty.signInOnPage(user, { rememberMe: true });
    await session.stopRefreshing();
    await session.confirmAlive();
    // Longer than the idle timeout: it is remembered.
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await given('IS-REMEMBER-1', () => expect(session).toBeAlive());
    await clock.advance(minus(plus(lifetime, timings.margin), clock.passed));
    await check('IS-MAXIMUM-3', () => expect(session, 'after its maximum lifetime').toHaveEnded());
  },
);

test(
  'IS-MAXIMUM-5 after the maximum lifetime the user has to sign in again at every client, and then has a whole lifetime',
  verifies('IS-MAXIMUM-5'),
  async ({ maximum, relyingParty, secondRelyingParty, user, clock, timings, check }) => {
    const { lifetime } = maximum;
    const step = times(timings.idleTimeout, 2 / 3);
    clock.needs(plus(lifetime, timings.margin, step));
    await maximum.set();
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await keepAlive(session, clock, { until: minus(lifetime, step), every: step });
    await clock.advance(minus(plus(lifetime, timings.margin), clock.passed));
    await given('IS-MAXIMUM-1', () => expect(session).toHaveEnded());
    const page = await secondRelyingParty.beginSignIn();
    const at = await arriveHomeOrAtLogin(page, secondRelyingParty);
    await page.close();
    await check('IS-MAXIMUM-5', async () => {
      expect(at, 'where a sign-in at another client leads').toBe('login');
      const next = await relyingParty.signIn(user);
      await next.stopRefreshing();
      await clock.advance(step);
      await expect(next, 'the next session, long before its maximum lifetime').toBeAlive();
    });
  },
);
