import { EventLog } from './event-log.ts';
import type { RelyingPartyRegistration } from './protocol.ts';
import { Provider } from './provider.ts';
import { type AuthorizationRequest, type BrowserSession, signOut } from './sessions.ts';

/** One relying party of the server: its registration, its provider, its browsers, and what happened to it. */
export class RelyingParty {
  readonly id: string;
  readonly events = new EventLog();
  readonly sessions = new Map<string, BrowserSession>();
  /** Authorization requests without an answer, by `state`. */
  readonly requests = new Map<string, AuthorizationRequest>();
  #registration: RelyingPartyRegistration;
  #provider: Provider;

  constructor(id: string, registration: RelyingPartyRegistration) {
    this.id = id;
    this.#registration = registration;
    this.#provider = new Provider(registration);
  }

  get registration(): RelyingPartyRegistration {
    return this.#registration;
  }

  get provider(): Provider {
    return this.#provider;
  }

  /** Takes over a changed registration; what is known of the provider stays, unless it is about another provider. */
  configure(registration: RelyingPartyRegistration): void {
    const before = this.#registration;
    this.#registration = registration;
    const keys = ['issuer', 'clientId', 'clientSecret', 'issuerCertificate'] as const;
    if (keys.every((key) => before[key] === registration[key])) return;
    this.#provider = new Provider(registration);
  }

  /** Forgets browsers and requests; the event log goes on, so that readers keep their place in it. */
  forget(): void {
    this.sessions.clear();
    this.requests.clear();
  }

  /** Signs out every browser whose ID token has this `sid`, or, where none is given, this `sub`. */
  endSessions(of: { readonly sid: unknown; readonly sub: unknown }, notice: string): void {
    const claim = typeof of.sid === 'string' ? 'sid' : 'sub';
    for (const session of this.sessions.values()) {
      if (session.signedIn && session.signedIn.tokens.claims[claim] === of[claim]) signOut(session, notice);
    }
  }
}

/** The relying parties of one server, by id. */
export class RelyingParties {
  readonly #byId = new Map<string, RelyingParty>();

  get(id: string): RelyingParty | undefined {
    return this.#byId.get(id);
  }

  all(): readonly RelyingParty[] {
    return [...this.#byId.values()];
  }

  /** Registers, or registers anew under the same id. */
  put(id: string, registration: RelyingPartyRegistration): 'created' | 'replaced' {
    const existing = this.#byId.get(id);
    if (!existing) {
      this.#byId.set(id, new RelyingParty(id, registration));
      return 'created';
    }
    existing.forget();
    existing.configure(registration);
    return 'replaced';
  }

  close(): void {
    for (const { events } of this.#byId.values()) events.release();
    this.#byId.clear();
  }
}
