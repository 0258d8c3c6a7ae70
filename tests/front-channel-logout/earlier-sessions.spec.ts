import { expect, given, plus, verifies, type AdminClient, type User } from '../../fixtures/index.ts';
import type { NewRelyingParty } from '../../fixtures/relying-parties.ts';
import type { Barrier } from '../../fixtures/barrier.ts';
import type { Check } from '../../fixtures/check.ts';
import type { Session } from '../../fixtures/session.ts';
import { callsOf, momentOfReturn, test } from './calls.ts';

interface World {
  readonly newRelyingParty: NewRelyingParty;
  readonly user: User;
  readonly createUser: () => Promise<User>;
  readonly barrier: Barrier;
  readonly check: Check;
}

/** One user's session at one client ends so; the next user in the browser logs out at another, and the former is not called. */
async function verifyForgotten(
  { newRelyingParty, user, createUser, barrier, check }: World,
  end: (former: Session) => Promise<void>,
): Promise<void> {
  const earlier = await newRelyingParty({ origin: 1, frontChannel: true });
  const current = await newRelyingParty({ origin: 0, frontChannel: true });
  const former = await earlier.signIn(user);
  await former.stopRefreshing();
  await former.confirmAlive();
  await end(former);
  const next = await current.signIn(await createUser());
  await next.confirmAlive();
  await given('BACK-SID-2', () => {
    expect(next.sid === former.sid ? "the former session's" : 'its own', 'the sid of the next session').toBe('its own');
  });
  const before = await earlier.cursor();
  await next.logOut();
  await momentOfReturn(current);
  await given('RPLOGOUT-END-1', () => expect(next).toHaveEnded());
  await barrier([earlier, current]);
  await given('FRONT-IFRAME-1', async () => {
    expect(await callsOf(current), 'calls of the client of this session').not.toEqual([]);
  });
  const calls = await callsOf(earlier, before);
  await check('FRONT-IFRAME-4', () => {
    expect(calls, 'calls of the client of the earlier session').toEqual([]);
  });
}

const ENDINGS: readonly {
  readonly by: string;
  readonly end: (former: Session, admin: AdminClient, user: User) => Promise<void>;
}[] = [
  {
    by: 'a logout',
    end: async (former) => {
      await former.logOut();
      await given('RPLOGOUT-END-1', () => expect(former).toHaveEnded());
    },
  },
  {
    by: 'its termination through the API',
    end: async (former, admin, user) => {
      await admin.terminateSessions(user);
      await given('IS-ADMIN-2', () => expect(former).toHaveEnded());
    },
  },
];

for (const { by, end } of ENDINGS) {
  test(
    `FRONT-IFRAME-4 a client of an earlier session in the browser, which has ended by ${by}, is not called`,
    verifies('FRONT-IFRAME-4'),
    async ({ announced: _, newRelyingParty, user, createUser, admin, barrier, check }) => {
      await verifyForgotten({ newRelyingParty, user, createUser, barrier, check }, (former) =>
        end(former, admin, user),
      );
    },
  );
}

test(
  'FRONT-IFRAME-4 a client of an earlier session in the browser, which has ended by idleness, is not called',
  verifies('FRONT-IFRAME-4'),
  async ({ announced: _, newRelyingParty, user, createUser, clock, timings, barrier, check }) => {
    const world = { newRelyingParty, user, createUser, barrier, check };
    const silence = plus(timings.idleTimeout, timings.margin);
    clock.needs(silence);
    await verifyForgotten(world, async (former) => {
      await clock.advance(silence);
      await given('IS-IDLE-2', () => expect(former).toHaveEnded());
    });
  },
);
