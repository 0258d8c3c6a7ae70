import { decodeJwt } from 'jose';
import { expect, given } from '../../fixtures/index.ts';
import type { LogoutToken } from '../../fixtures/events.ts';
import type { Session } from '../../fixtures/session.ts';

export async function expectEnded(sessions: readonly Session[]): Promise<void> {
  for (const session of sessions) await expect(session).toHaveEnded();
}

/** By its sid or, where it has none, by its sub: a user may have several sessions at one client. */
function names({ token }: LogoutToken, session: Session): boolean {
  const { sid, sub } = decodeJwt(token);
  return sid === undefined ? sub === session.sub : sid === session.sid;
}

/** Each of these clients receives a logout token for its session, which it can accept. */
export async function expectTold(sessions: readonly Session[]): Promise<void> {
  for (const session of sessions) {
    const token = await session.relyingParty.findLogoutToken((each) => names(each, session));
    expect(token, `a logout token for the session at ${session.relyingParty.name}`).toBeDefined();
    await given('BACK-TOKEN-1', () => {
      expect(token?.problem, 'what is wrong with the logout token').toBeUndefined();
    });
  }
}
