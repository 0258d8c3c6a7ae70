import {
  describeAnswer,
  describeLogoutAnswer,
  isCode,
  saysEnded,
  seenLogout,
  type SeenLogout,
} from '../../fixtures/exchanges/answers.ts';
import type { Check } from '../../fixtures/check.ts';
import { given, expect } from '../../fixtures/index.ts';
import { logoutParameters } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering, type LogoutAnswer } from '../../fixtures/exchanges/logout.ts';
import type { Session } from '../../fixtures/session.ts';
import { Undecided } from '../../fixtures/undecided.ts';
import type { RequirementId } from '../../requirements/index.ts';

/** Where a logout request led, and what had become of the session then. */
export interface Outcome extends SeenLogout {
  readonly session: 'alive' | 'ended';
  /** What was sent as the hint, where one deviation is told from another by it. */
  readonly hint?: string;
}

/** Asks by a silent call, in a browser in which one has succeeded. @throws Undecided where the answer tells neither. */
export async function outcomeOf(session: Session, answer: LogoutAnswer): Promise<Outcome> {
  if (!session.hasSucceededSilently) await session.confirmAlive();
  const silent = await session.askSilently();
  if (isCode(silent)) return { ...seenLogout(answer), session: 'alive' };
  if (saysEnded(silent)) return { ...seenLogout(answer), session: 'ended' };
  throw new Undecided(`the silent call does not tell whether the session lives: ${describeAnswer(silent)}`);
}

/** All of the outcome is told in the finding: by it deviations are told apart. */
export function expectOutcome(outcome: Outcome, wanted: Partial<Outcome>): void {
  expect(outcome).toEqual(expect.objectContaining(wanted));
}

/** The address that the browser is on in the end, without its query. */
export const addressOf = ({ url }: LogoutAnswer): string => `${url.origin}${url.pathname}`;

/** The browser has come to `uri` in the end, with whatever parameters. */
export function expectArrival(answer: LogoutAnswer, uri: string): void {
  expect(addressOf(answer), describeLogoutAnswer(answer)).toBe(uri);
}

/**
 * Positive control: the plainest request for a logout, with a hint and by GET, leads to the uri. It does so also where
 * the session is over by now.
 * @throws Undecided, blocked by RPLOGOUT-REDIRECT-1, where it does not.
 */
export async function confirmRedirect(session: Session, uri = session.relyingParty.urls.loggedOut): Promise<void> {
  const parameters = logoutParameters(session, { post_logout_redirect_uri: uri });
  const answer = await requestLogoutAnswering(session.relyingParty, { parameters }, 'Yes');
  await given('RPLOGOUT-REDIRECT-1', () => {
    expectArrival(answer, uri);
  });
}

/** That nobody is signed in after a logout: else what follows it says nothing about a logout without a session. */
export async function confirmEnd(session: Session): Promise<void> {
  await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
}

/** Checks whose claims are blocked where `id` did not hold in this test before. */
export const needing =
  (check: Check, id: RequirementId): Check =>
  (other, claim, { needs = [] } = {}) =>
    check(other, claim, { needs: [id, ...needs] });
