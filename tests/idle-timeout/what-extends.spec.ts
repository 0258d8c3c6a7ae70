import { extendSession, SESSION_IDENTIFIERS } from '../../fixtures/exchanges/extend-session.ts';
import { expect, given, type TargetDescription, times, verifies } from '../../fixtures/index.ts';
import { test } from '../../fixtures/quiet-session.ts';
import type { Session } from '../../fixtures/session.ts';
import type { TokenClient } from '../../fixtures/exchanges/token-client.ts';
import type { RequirementId } from '../../requirements/index.ts';

interface World {
  readonly session: Session;
  /** Of another user, in another browser. */
  readonly quiet: Session;
  readonly tokenClient: TokenClient;
  readonly description: TargetDescription;
}

interface Activity {
  readonly id: RequirementId;
  readonly what: string;
  /** That it succeeds is a part of the requirement. */
  readonly isClaimed?: true;
  /** Throws Undecided where it does not succeed, and that is another requirement's business. */
  readonly act: (world: World) => Promise<void>;
}

const restarting: readonly Activity[] = [
  {
    id: 'IS-IDLE-3',
    what: 'an interactive authorization request',
    act: async ({ session }) => {
      const answer = await session.relyingParty.askAtTopLevel();
      await given('CORE-CODE-1', () => {
        expect(answer).toBeACode();
      });
    },
  },
  ...SESSION_IDENTIFIERS.map((by): Activity => ({
    id: 'IS-EXTEND-1',
    what: `the session-extension endpoint, called with ${by},`,
    isClaimed: true,
    act: async ({ session, description }) => {
      expect(await extendSession(session, by, description), 'status of the answer').toBe(200);
    },
  })),
];

const withoutEffect: readonly Activity[] = [
  {
    id: 'IS-IDLE-4',
    what: 'a userinfo request',
    act: async ({ tokenClient, session }) => {
      expect((await tokenClient.userInfo(session.signedIn)).status, 'status of the userinfo').toBe(200);
    },
  },
  {
    id: 'IS-IDLE-5',
    what: 'a refresh of the tokens',
    act: async ({ tokenClient, session }) => {
      expect((await tokenClient.refresh(session.signedIn)).status, 'status of the refresh').toBe(200);
    },
  },
  { id: 'IS-IDLE-6', what: 'a question to the check-session iframe', act: ({ session }) => session.confirmIframe() },
  {
    id: 'IS-IDLE-7',
    what: 'a silent request that is refused, since its hint names another user,',
    act: async ({ session, quiet }) => {
      const answer = await session.relyingParty.askSilently({ id_token_hint: quiet.signedIn.idToken });
      await given('CORE-HINT-2', () => {
        expect(answer).not.toBeACode();
      });
    },
  },
];

for (const { activities, words, expectAfterwards } of [
  {
    activities: restarting,
    words: 'restarts the idle clock',
    expectAfterwards: (session: Session) => expect(session).toBeAlive(),
  },
  {
    activities: withoutEffect,
    words: 'does not restart the idle clock',
    expectAfterwards: (session: Session) => expect(session).toHaveEnded(),
  },
]) {
  for (const { id, what, isClaimed, act } of activities) {
    test(
      `${id} ${what} ${words}`,
      verifies(id),
      async ({ relyingParty, beginQuietSession, user, clock, timings, tokenClientOf, target, check }) => {
        const step = times(timings.idleTimeout, 2 / 3);
        clock.needs(times(step, 2));
        const session = await relyingParty.signIn(user);
        await session.stopRefreshing();
        const quiet = await beginQuietSession(relyingParty);
        await session.confirmAlive();
        await clock.advance(step);
        const world = { session, quiet, tokenClient: tokenClientOf(relyingParty), description: target.description };
        if (isClaimed !== true) await act(world);
        else if (!(await check(id, () => act(world)))) return;
        await clock.advance(step);
        await given('IS-IDLE-2', () => expect(quiet).toHaveEnded());
        await check(id, () => expectAfterwards(session));
      },
    );
  }
}
