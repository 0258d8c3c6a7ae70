import type { AuthorizationFailure } from './authorization.ts';
import type { Parameters } from './protocol.ts';
import type { RelyingParty } from './relying-parties.ts';
import { type BrowserSession, type SilentCall, type SilentResult, signOut, type Tokens } from './sessions.ts';

const ENDED = 'Your session has ended, sign in again.';

/** Errors by which a provider says that it will not answer without the user (OpenID Connect Core 1.0, 3.1.2.6). */
const NEEDS_THE_USER: ReadonlySet<string> = new Set([
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
]);

type Answer = { readonly tokens: Tokens } | { readonly failure: AuthorizationFailure };

/** A failure, and the tokens that came all the same when it is they that are wrong. */
type Judged = { readonly renewed: Tokens } | { readonly failure: AuthorizationFailure; readonly tokens?: Tokens };

interface Settling {
  readonly relyingParty: RelyingParty;
  readonly session: BrowserSession;
  readonly call: SilentCall;
  readonly parameters: Parameters;
}

/** Gives a silent call its one result: renews or ends the local sign-in, records the event, tells the page. */
export function settleSilentCall({ relyingParty, session, call, parameters }: Settling, answer: Answer): void {
  if (call.phase === 'settled') return;
  const judged = judge(session, answer);
  if ('renewed' in judged) {
    renew(session, judged.renewed);
    relyingParty.events.append({ type: 'silent-result', outcome: 'renewed', parameters, tokens: judged.renewed });
  } else {
    const { failure, tokens } = judged;
    if (endsSignIn(failure)) signOut(session, '');
    session.notice = noticeFor(failure);
    relyingParty.events.append({ type: 'silent-result', parameters, ...failure, ...(tokens && { tokens }) });
  }
  call.settle(resultFor(session, call, 'renewed' in judged ? undefined : judged.failure));
}

/** The result of a call that could not be made, because nobody is signed in here. */
export function notSignedIn(call: string, session: BrowserSession | undefined): SilentResult {
  const message = session?.notice ?? ENDED;
  return { call, outcome: 'invalid', label: 'not signed in', signedIn: false, message, count: 0 };
}

function judge(session: BrowserSession, answer: Answer): Judged {
  if ('failure' in answer) return answer;
  const { tokens } = answer;
  const invalid = (error: string, description: string): Judged => ({
    failure: { outcome: 'invalid', error, description },
    tokens,
  });
  if (!session.signedIn)
    return invalid('not_signed_in', 'The user left this application while the call was under way.');
  return tokens.claims['sub'] === session.signedIn.tokens.claims['sub']
    ? { renewed: tokens }
    : invalid('subject_changed', 'Another user is signed in at the provider.');
}

function renew(session: BrowserSession, tokens: Tokens): void {
  const before = session.signedIn;
  if (!before) return;
  const { sessionState } = before.tokens;
  session.signedIn = { ...before, tokens: { ...(sessionState !== undefined && { sessionState }), ...tokens } };
  session.notice = '';
}

const endsSignIn = ({ outcome, error }: AuthorizationFailure): boolean =>
  outcome === 'invalid' || (outcome === 'refused' && NEEDS_THE_USER.has(error));

function noticeFor(failure: AuthorizationFailure): string {
  const { outcome, error, description } = failure;
  const details = description ? `${error}: ${description}` : error;
  if (outcome === 'lost')
    return `The session could not be refreshed (${description}). The next refresh will try again.`;
  if (outcome === 'invalid') return `${ENDED} The silent refresh got an answer that is not valid (${details}).`;
  return endsSignIn(failure)
    ? `${ENDED} The silent refresh was refused (${error}): either the session at the provider is over, or this browser blocks third-party cookies.`
    : `The session could not be refreshed (${details}). The next refresh will try again.`;
}

function resultFor(session: BrowserSession, call: SilentCall, failure: AuthorizationFailure | undefined): SilentResult {
  const label = failure ? `${failure.outcome}: ${failure.error}` : 'renewed';
  session.silentCount += 1;
  session.lastSilent = { label, at: new Date() };
  const sessionState = session.signedIn?.tokens.sessionState;
  return {
    call: call.id,
    outcome: failure?.outcome ?? 'renewed',
    ...(failure && { error: failure.error }),
    label,
    signedIn: session.signedIn !== undefined,
    message: session.notice,
    ...(sessionState !== undefined && { sessionState }),
    count: session.silentCount,
  };
}
