import { expect, given, test, Undecided, verifies } from '../../fixtures/index.ts';
import { keepCallsUnderWay } from './calls-under-way.ts';
import { isAboutNext, namingNext, whoIsNamed } from './who-is-named.ts';

test(
  'BACK-SID-5 the logout token of the next user in a browser names that user: silent calls were under way when the former one logged out',
  verifies('BACK-SID-5', 'SESSION-IFRAME-14'),
  async ({ relyingParty, user, createUser, check }) => {
    const former = await relyingParty.signIn(user);
    await former.stopRefreshing();
    await former.confirmAlive();
    await former.confirmIframe();
    const stop = await keepCallsUnderWay(relyingParty);
    await former.logOut();
    await stop();
    await given('RPLOGOUT-END-1', () => expect(former).toHaveEnded());
    const reply = await former.askIframe();
    if (reply === 'no reply') throw new Undecided('the check-session iframe does not reply', 'SESSION-IFRAME-1');
    await check('SESSION-IFRAME-14', () => {
      expect(reply).toBe('changed');
    });

    const next = await relyingParty.signIn(await createUser());
    await next.stopRefreshing();
    if (next.sub === former.sub) throw new Undecided('the former user is still signed in', 'RPLOGOUT-END-1');
    const before = (await relyingParty.allLogoutTokens()).length;
    await next.logOut();
    await next.waitForLogoutToken();
    const all = (await relyingParty.allLogoutTokens())
      .slice(before)
      .map((token) => whoIsNamed(token, { former, next }));
    const named = all.find((each) => isAboutNext(each)) ?? all[0];
    if (named === undefined) throw new Undecided('no logout token for the next user has arrived', 'BACK-DELIVERY-1');
    await check('BACK-SID-5', () => {
      expect(named).toEqual(namingNext(named));
    });
  },
);
