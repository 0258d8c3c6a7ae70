import { times } from '../../containers/durations.ts';
import { extendSession } from '../../fixtures/extend-session.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { askSessionIframe } from '../../fixtures/session-iframe.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';
import type { TokenClient } from '../../fixtures/token-client.ts';
import type { RequirementId } from '../../requirements/index.ts';

interface World {
  readonly session: Session;
  readonly relyingParty: RelyingParty;
  readonly tokenClient: TokenClient;
}

/** Each happens at two thirds of the idle timeout; at four thirds the session must be alive, or must have ended. */
const activities: readonly {
  what: string;
  id: RequirementId;
  effect: 'restarts' | 'none';
  act: (world: World) => Promise<unknown>;
}[] = [
  {
    what: 'an interactive authorization request',
    id: 'IS-IDLE-3',
    effect: 'restarts',
    act: async ({ relyingParty }) => {
      expect(await relyingParty.askAtTopLevel()).toBeACode();
    },
  },
  {
    what: 'the session-extension endpoint',
    id: 'IS-EXTEND-1',
    effect: 'restarts',
    act: async ({ session }) => {
      expect((await extendSession(session)).status).toBe(200);
    },
  },
  {
    what: 'a userinfo request',
    id: 'IS-IDLE-4',
    effect: 'none',
    act: async ({ tokenClient, session }) => {
      expect(await tokenClient.userInfo(session.signedIn)).toMatchObject({ sub: session.sub });
    },
  },
  {
    what: 'a refresh of the tokens',
    id: 'IS-IDLE-5',
    effect: 'none',
    act: async ({ tokenClient, session }) => {
      expect(await tokenClient.refresh(session.signedIn)).toMatchObject({ sub: session.sub });
    },
  },
  {
    what: 'a question to the check-session iframe',
    id: 'IS-IDLE-6',
    effect: 'none',
    act: async ({ relyingParty, session }) => {
      const message = `${relyingParty.clientId} ${session.signedIn.sessionState ?? ''}`;
      expect(await askSessionIframe(relyingParty, { message })).toBe('unchanged');
    },
  },
  {
    what: 'a silent request that is refused',
    id: 'IS-IDLE-7',
    effect: 'none',
    act: async ({ relyingParty }) => {
      const answer = await relyingParty.askSilently({ redirect_uri: 'https://localhost:1/not-registered' });
      expect(answer.kind, 'an unregistered redirect_uri is never visited').toBe('page');
    },
  },
];

const effects = {
  restarts: { words: 'restarts the idle clock', claim: (session: Session) => expect(session).toBeAlive() },
  none: { words: 'does not restart the idle clock', claim: (session: Session) => expect(session).toHaveEnded() },
};

for (const { what, id, effect, act } of activities) {
  const { words, claim: expectAfterwards } = effects[effect];

  test(`${what} ${words}`, verifies(id), async ({ relyingParty, user, clock, timings, tokenClientOf }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await expect(session).toBeAlive();
    const step = times(timings.idleTimeout, 2 / 3);
    await clock.advance(step);
    await act({ session, relyingParty, tokenClient: tokenClientOf(relyingParty) });
    await clock.advance(step);
    await expectAfterwards(session);
  });
}
