import type { Session } from '../../fixtures/session.ts';
import { Undecided } from '../../fixtures/undecided.ts';

/** The session_state of a sign-in. @throws Undecided, blocked by SESSION-STATE-5, where there was none. */
export function stateOf({ signedIn }: Session): string {
  if (signedIn.sessionState === undefined)
    throw new Undecided('the sign-in has brought no session_state', 'SESSION-STATE-5');
  return signedIn.sessionState;
}

/** The session_state that a silent request brings now. @throws Undecided where it brings none. */
export async function newStateOf(session: Session): Promise<string> {
  const { outcome, tokens } = await session.refreshNow();
  if (tokens === undefined) throw new Undecided(`the silent request has brought nothing: ${outcome}`, 'CORE-PROMPT-1');
  if (tokens.sessionState === undefined)
    throw new Undecided('the silent request has brought no session_state', 'SESSION-STATE-5');
  return tokens.sessionState;
}

/** The iframe's reply. @throws Undecided, blocked by SESSION-IFRAME-1, where there was none. */
export function heard(reply: string): string {
  if (reply !== 'no reply') return reply;
  throw new Undecided('the check-session iframe does not reply, or cannot be loaded', 'SESSION-IFRAME-1');
}

/** The value with another character in place of the one at this position. */
export const altered = (value: string, position: number): string =>
  `${value.slice(0, position)}${value[position] === '0' ? '1' : '0'}${value.slice(position + 1)}`;

/** Runs something so many times, one after the other. */
export async function repeat(times: number, what: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < times; done += 1) await what();
}
