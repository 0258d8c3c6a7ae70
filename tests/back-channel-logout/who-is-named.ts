import { decodeJwt } from 'jose';
import type { LogoutToken } from '../../fixtures/events.ts';
import type { Session } from '../../fixtures/session.ts';

/** Two users who were signed in one after the other in one browser. */
export interface Succession {
  readonly former: Session;
  readonly next: Session;
}

/** Whom a logout token names, in words; `none` where it leaves the claim out. */
export interface Named {
  readonly sub: 'the former user' | 'the next user' | 'somebody else' | 'none';
  readonly sid: "the former user's" | "the next user's" | "somebody else's" | 'none';
}

/** Reads whom a logout token names. A sid that both users were given counts as that of the next. */
export function whoIsNamed({ token }: LogoutToken, { former, next }: Succession): Named {
  const { sub, sid } = decodeJwt<{ sid?: unknown }>(token);
  const whose = (claim: unknown, ofFormer: string, ofNext: string) =>
    claim === undefined ? 'none' : claim === ofNext ? 'next' : claim === ofFormer ? 'former' : 'other';
  return {
    sub: ({ none: 'none', next: 'the next user', former: 'the former user', other: 'somebody else' } as const)[
      whose(sub, former.sub, next.sub)
    ],
    sid: ({ none: 'none', next: "the next user's", former: "the former user's", other: "somebody else's" } as const)[
      whose(sid, former.sid, next.sid)
    ],
  };
}

/** Is it about the session of the next user, by its sub or by its sid? */
export const isAboutNext = ({ sub, sid }: Named): boolean => sub === 'the next user' || sid === "the next user's";

/** What the token should say, given what it leaves out. */
export const namingNext = ({ sub, sid }: Named): Named => ({
  sub: sub === 'none' ? 'none' : 'the next user',
  sid: sid === 'none' ? 'none' : "the next user's",
});
