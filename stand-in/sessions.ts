import { createHash, randomUUID } from 'node:crypto';
import type { Faults } from './faults/index.ts';
import type { Collection } from './journal.ts';
import type { ServerSettings } from './server-settings.ts';

const MINUTE_MS = 60_000;

/** A logout that waits for the user's answer on the consent page. */
export interface PendingLogout {
  /** Only the page that was shown to this browser knows it. */
  readonly token: string;
  readonly redirectUri?: string | undefined;
  readonly state?: string | undefined;
}

/** One browser's single sign-on session. Times are milliseconds of the moved clock. */
export interface Session {
  /** Value of the `commonAuthId` cookie. */
  readonly id: string;
  /** The claim `sid`, the same for every client. */
  sid: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly userAgent: string;
  readonly ip: string;
  remembered: boolean;
  /** When the user last proved who they are; never moved by silent calls. */
  authenticatedAt: number;
  lastAccessAt: number;
  /** Value of the `opbs` cookie, once an OpenID request succeeded. */
  browserState?: string | undefined;
  /** Client ids, in the order of joining. */
  participants: string[];
  /** The library's grant per client id. */
  grants: Record<string, string>;
  pendingLogout?: PendingLogout | undefined;
  /** Whom logout tokens name in place of the user; for a fault. */
  toldSubject?: string;
}

/** The claim `isk`, and the id of a session in the sessions API. */
export const sessionKey = (sid: string): string => createHash('sha256').update(sid).digest('hex');

/** All sessions of one realm, with the rule of when they end by themselves. */
export class Sessions {
  readonly #items: Collection<Session>;
  readonly #settings: ServerSettings;
  readonly #faults: Faults;

  constructor(items: Collection<Session>, settings: ServerSettings, faults: Faults) {
    this.#items = items;
    this.#settings = settings;
    this.#faults = faults;
  }

  start(
    user: { id: string },
    browser: { userAgent: string; ip: string; remembered: boolean },
    former: Session | undefined,
  ): Session {
    const now = Date.now();
    const session: Session = {
      id: randomUUID(),
      sid: randomUUID(),
      userId: user.id,
      createdAt: now,
      authenticatedAt: now,
      lastAccessAt: now,
      participants: [],
      grants: {},
      ...browser,
    };
    if (this.#faults.has('expired-session-inherited') && former !== undefined) {
      const { sid, participants, userId } = former;
      Object.assign(session, { sid, participants, toldSubject: userId });
    }
    this.save(session);
    return session;
  }

  /** The same session under a new id: that from before a sign-in may be known to others. */
  renew(session: Session): Session {
    this.remove(session);
    const renewed = { ...session, id: randomUUID() };
    this.save(renewed);
    return renewed;
  }

  save(session: Session): void {
    this.#items.set(session.id, session);
  }

  /** Restarts the idle clock. */
  touch(session: Session): void {
    session.lastAccessAt = Date.now();
    this.save(session);
  }

  /** The logout that waits for the user, for the one who knows its token, and once. */
  takePendingLogout(session: Session, token: string | null): PendingLogout | undefined {
    const pending = session.pendingLogout;
    if (pending?.token !== token) return undefined;
    session.pendingLogout = undefined;
    this.save(session);
    return pending;
  }

  remove(session: Session): void {
    this.#items.delete(session.id);
  }

  /** The session if it still lives. One that has run out is no longer found; nobody is told. */
  live(id: string | undefined): Session | undefined {
    const session = this.stored(id);
    return session !== undefined && this.#isValid(session) ? session : undefined;
  }

  /** The session, even if it has run out and was not cleaned away yet. */
  stored(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#items.get(id);
  }

  /** Drops what has run out. */
  forgetExpired(): void {
    for (const session of this.#items.values()) if (!this.#isValid(session)) this.remove(session);
  }

  /** Timeouts count as they are set now, not as they were when the session began. A remembered session has a longer one. */
  #isValid({ remembered, lastAccessAt, createdAt }: Session): boolean {
    const now = Date.now();
    if (now - createdAt > this.#settings.maximumMs) return false;
    if (now - lastAccessAt <= this.#idleLimit()) return true;
    if (!remembered || this.#faults.has('remember-me-never-ends')) return remembered;
    const since = this.#faults.has('remember-me-not-extended-by-use') ? createdAt : lastAccessAt;
    return now - since <= this.#settings.rememberMeMs;
  }

  #idleLimit(): number {
    const { idleTimeoutMs } = this.#settings;
    if (this.#faults.has('session-never-idles-out')) return Infinity;
    if (this.#faults.has('idle-timeout-14-minutes')) return idleTimeoutMs - MINUTE_MS;
    return idleTimeoutMs;
  }

  all(): Session[] {
    return this.#items.values().flatMap(({ id }) => this.live(id) ?? []);
  }

  ofUser(userId: string): Session[] {
    return this.all().filter((session) => session.userId === userId);
  }

  byKey(key: string): Session | undefined {
    return this.all().find(({ sid }) => sessionKey(sid) === key);
  }

  bySid(sid: string): Session | undefined {
    return this.all().find((session) => session.sid === sid);
  }
}
