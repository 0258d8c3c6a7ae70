import type { AdapterPayload, JWK, Provider } from 'oidc-provider';
import { Applications, type Application } from './applications.ts';
import type { Faults } from './faults/index.ts';
import { Collection, type Journal } from './journal.ts';
import { SUPER_DOMAIN } from './product.ts';
import { ServerSettings, type SettingValues } from './server-settings.ts';
import { Sessions, type Session } from './sessions.ts';
import { Users, type User } from './users.ts';
import type { Variant } from './variant.ts';

/** What one user has allowed one client. */
export interface Approval {
  readonly scopes: string[];
}

/** What the library asked to be kept. */
export interface StoredModel {
  readonly payload: AdapterPayload;
  /** Milliseconds of the moved clock. */
  readonly expiresAt?: number | undefined;
}

/** All realms of the server: what one of them needs to know of the others. */
export interface Directory {
  realms(): Realm[];
  byDomain(domain: string): Realm | undefined;
  /** @throws Error when the domain is taken. */
  addTenant(domain: string): Promise<Realm>;
}

export interface RealmOptions {
  readonly domain: string;
  readonly origin: string;
  readonly key: JWK;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly variant: Variant;
  readonly directory: Directory;
  readonly log: (line: string) => void;
  /** Makes the library's part of the realm, which works on all of the rest. */
  readonly createProvider: (realm: Realm) => Provider;
}

const CLEANING_INTERVAL_MS = 60_000;

/** A tenant, or the super tenant: its own issuer, keys, users, applications, sessions, settings and cookies. */
export class Realm {
  readonly domain: string;
  /** Of all paths: the server's own, and in a tenant `/t/<domain>`. */
  readonly prefix: string;
  readonly issuer: string;
  readonly faults: Faults;
  readonly variant: Variant;
  readonly directory: Directory;
  readonly log: (line: string) => void;
  readonly applications: Applications;
  readonly users: Users;
  readonly settings: ServerSettings;
  readonly sessions: Sessions;
  readonly approvals: Collection<Approval>;
  readonly models: Collection<StoredModel>;
  readonly provider: Provider;
  readonly key: JWK;
  readonly #origin: string;

  constructor(options: RealmOptions) {
    const { domain, origin, key, journal, faults, variant, directory, log, createProvider } = options;
    const collection = <Value extends object>(name: string) => new Collection<Value>(journal, `${domain}/${name}`);
    this.domain = domain;
    this.prefix = `${variant.contextPath}${domain === SUPER_DOMAIN ? '' : `/t/${domain}`}`;
    this.#origin = origin;
    this.issuer = this.url('/oauth2/token');
    this.faults = faults;
    this.variant = variant;
    this.directory = directory;
    this.log = log;
    this.applications = new Applications(collection<Application>('applications'));
    this.users = new Users(collection<User>('users'), domain);
    this.settings = new ServerSettings(collection<SettingValues>('settings'), faults);
    this.sessions = new Sessions(collection<Session>('sessions'), this.settings, faults);
    this.approvals = collection('approvals');
    this.models = collection('models');
    this.key = key;
    this.provider = createProvider(this);
    this.forgetExpired();
    setInterval(() => {
      this.forgetExpired();
    }, CLEANING_INTERVAL_MS).unref();
  }

  get cookiePath(): string {
    return `${this.prefix}/`;
  }

  /** Absolute url of a path of this realm. */
  url(path: string): string {
    return `${this.#origin}${this.prefix}${path}`;
  }

  /** Drops what has run out and nobody asked for. */
  forgetExpired(): void {
    const now = Date.now();
    this.sessions.forgetExpired();
    for (const [id, { expiresAt }] of this.models.entries())
      if (expiresAt !== undefined && expiresAt < now) this.models.delete(id);
  }

  /** A user of this realm, or of another one for an application that is open to all. */
  findUser(id: string): User | undefined {
    for (const realm of this.directory.realms()) {
      const user = realm.users.get(id);
      if (user !== undefined) return user;
    }
    return undefined;
  }
}
