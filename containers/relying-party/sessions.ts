import { randomBytes } from 'node:crypto';

import type { RelyingPartyEvent } from './protocol.ts';

type EventOf<Type extends RelyingPartyEvent['type']> = Extract<RelyingPartyEvent, { type: Type }>;

export type SilentOutcome = EventOf<'silent-result'>['outcome'];
export type Tokens = NonNullable<EventOf<'silent-result'>['tokens']>;

/** What the home page is told about a silent call. Everything in it may be seen by the user. */
export interface SilentResult {
  /** The page's own name for the call. */
  readonly call: string;
  readonly outcome: SilentOutcome;
  readonly error?: string;
  /** Outcome and error for people, e.g. `refused: login_required`. */
  readonly label: string;
  /** Is the user still signed in here? */
  readonly signedIn: boolean;
  readonly message: string;
  readonly sessionState?: string;
  /** Silent calls of this sign-in so far, this one included. */
  readonly count: number;
}

export interface SignedIn {
  readonly tokens: Tokens;
  readonly scope: string;
}

/** A silent call between the page's question and its one and only result. */
export class SilentCall {
  readonly id: string;
  /** `asked`: the provider has not answered. `answering`: its answer is being validated. */
  phase: 'asked' | 'answering' | 'settled' = 'asked';
  readonly result: Promise<SilentResult>;
  #resolve: (result: SilentResult) => void = () => undefined;

  constructor(id: string) {
    this.id = id;
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  settle(result: SilentResult): void {
    this.phase = 'settled';
    this.#resolve(result);
  }
}

/** What the relying party remembers of one browser; the cookie holds nothing but `id`. */
export interface BrowserSession {
  readonly id: string;
  signedIn: SignedIn | undefined;
  /** Shown on the home page until something newer happens. */
  notice: string;
  /** `state` of the last logout request; undefined inside when it was left out on purpose. */
  logout: { readonly state: string | undefined } | undefined;
  /** Silent calls of this sign-in. */
  silentCount: number;
  lastSilent: { readonly label: string; readonly at: Date } | undefined;
  readonly silentCalls: Map<string, SilentCall>;
}

/** An authorization request that waits for its answer. Kept on the server, found by `state`. */
export interface AuthorizationRequest {
  readonly session: BrowserSession;
  readonly redirectUri: string;
  readonly scope: string;
  readonly responseMode: string | undefined;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Set when the request is made by the hidden iframe. */
  readonly silentCall: SilentCall | undefined;
}

export const newBrowserSession = (): BrowserSession => ({
  id: randomBytes(32).toString('base64url'),
  signedIn: undefined,
  notice: '',
  logout: undefined,
  silentCount: 0,
  lastSilent: undefined,
  silentCalls: new Map(),
});

/** Begins a sign-in of this browser: everything that belonged to the one before is gone. */
export function signIn(session: BrowserSession, signedIn: SignedIn): void {
  Object.assign(session, { signedIn, notice: '', silentCount: 0, lastSilent: undefined });
}

/** Ends the sign-in of this browser, here only; the provider is not told. */
export function signOut(session: BrowserSession, notice: string): void {
  session.signedIn = undefined;
  session.notice = notice;
}

/** Adds to a map that must not grow for ever: the oldest entry leaves when there are `limit` already. */
export function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, limit: number): void {
  const oldest = map.keys().next();
  if (map.size >= limit && !oldest.done) map.delete(oldest.value);
  map.set(key, value);
}
