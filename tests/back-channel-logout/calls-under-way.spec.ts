import { expect, given, seconds, test, Undecided, verifies } from '../../fixtures/index.ts';
import type { Session } from '../../fixtures/session.ts';
import { keepCallsUnderWay } from '../../fixtures/exchanges/calls-under-way.ts';
import { isAboutNext, namingNext, whoIsNamed, type Named, type Succession } from './who-is-named.ts';

/**
 * The server has to handle a call in the middle of the logout. In so many rounds one is: real 7.0.0 names the wrong user in
 * 5 of 12 rounds, and leaves the iframe unchanged in 2 of 12.
 */
const ROUNDS = 8;
const LONGEST_ROUND_MS = seconds(10);

/** Logs out while silent calls are under way, and says what the iframe answers afterwards. */
async function logOutDuringCalls(session: Session): Promise<string> {
  const stop = await keepCallsUnderWay(session.relyingParty);
  await session.logOut();
  await stop();
  await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
  const reply = await session.askIframe();
  if (reply === 'no reply') throw new Undecided('the check-session iframe does not reply', 'SESSION-IFRAME-1');
  return reply;
}

/** Whom the logout token for the next user names, once it has arrived. */
async function nameInLogoutToken(succession: Succession): Promise<Named> {
  const { next } = succession;
  await next.waitForLogoutToken();
  const names = (await next.relyingParty.logoutTokens(next)).map((token) => whoIsNamed(token, succession));
  const named = names.find((each) => isAboutNext(each)) ?? names[0];
  if (named === undefined) throw new Undecided('no logout token for the next user has arrived', 'BACK-DELIVERY-1');
  return named;
}

const isRight = (named: Named): boolean => JSON.stringify(named) === JSON.stringify(namingNext(named));

test(
  'BACK-SID-5 the logout token of the next user in a browser names that user: silent calls were under way when the former one logged out',
  verifies('BACK-SID-5', 'SESSION-IFRAME-14'),
  async ({ relyingParty, user, createUser, check }, testInfo) => {
    testInfo.setTimeout(testInfo.timeout + ROUNDS * LONGEST_ROUND_MS);
    let former = await relyingParty.signIn(user);
    await former.stopRefreshing();
    await former.confirmAlive();
    await former.confirmIframe();
    const replies = [await logOutDuringCalls(former)];
    const names: Named[] = [];
    const isShown = (): boolean => replies.some((reply) => reply !== 'changed') && !names.every(isRight);
    while (names.length < ROUNDS && !isShown()) {
      const next = await relyingParty.signIn(await createUser());
      await next.stopRefreshing();
      if (next.sub === former.sub) throw new Undecided('the former user is still signed in', 'RPLOGOUT-END-1');
      await next.confirmAlive();
      replies.push(await logOutDuringCalls(next));
      names.push(await nameInLogoutToken({ former, next }));
      former = next;
    }
    await check('SESSION-IFRAME-14', () => {
      expect(replies.find((reply) => reply !== 'changed') ?? 'changed').toBe('changed');
    });
    const named = names.find((each) => !isRight(each)) ?? names[0];
    if (named === undefined) throw new Undecided('no user has followed another');
    await check('BACK-SID-5', () => {
      expect(named).toEqual(namingNext(named));
    });
  },
);
