import { expect, given, plus, test, Undecided, verifies } from '../../fixtures/index.ts';
import { isAboutNext, namingNext, whoIsNamed } from './who-is-named.ts';

test(
  'BACK-SID-2 the next user in a browser has a session, a logout token and clients of their own: after idle expiry',
  verifies('BACK-SID-2', 'BACK-SID-3', 'BACK-SID-4'),
  async ({ relyingParty, secondRelyingParty, user, createUser, clock, timings, barrier, check }) => {
    const former = await relyingParty.signIn(user);
    const formerElsewhere = await secondRelyingParty.joinSession();
    await former.stopRefreshing();
    await formerElsewhere.stopRefreshing();
    await former.confirmAlive();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    await given('IS-IDLE-2', () => expect(former).toHaveEnded());

    const next = await relyingParty.signIn(await createUser());
    await next.stopRefreshing();
    if (next.sub === former.sub) throw new Undecided('the former user is still signed in', 'IS-IDLE-2');
    next.confirmSid();
    await check('BACK-SID-2', () => {
      expect(next.sid === former.sid ? "the former session's" : 'its own', 'the sid of the next session').toBe(
        'its own',
      );
    });

    const before = (await relyingParty.allLogoutTokens()).length;
    await next.logOut();
    await barrier([relyingParty, secondRelyingParty]);
    const tokens = (await relyingParty.allLogoutTokens()).slice(before);
    const all = tokens.map((token) => whoIsNamed(token, { former, next }));
    const named = all.find((each) => isAboutNext(each)) ?? all.find(({ sub }) => sub === 'the former user');
    if (named === undefined) throw new Undecided('no logout token for the next user has arrived', 'BACK-DELIVERY-1');
    await check('BACK-SID-3', () => {
      expect(named).toEqual(namingNext(named));
    });
    await check('BACK-SID-4', async () => {
      const elsewhere = (await secondRelyingParty.allLogoutTokens()).map((token) =>
        whoIsNamed(token, { former, next }),
      );
      expect(
        elsewhere.filter((each) => isAboutNext(each)).map(({ sub }) => sub),
        'whom the logout tokens name that a client of the former user was sent',
      ).toEqual([]);
    });
  },
);
