import type { IncomingMessage, ServerResponse } from 'node:http';
import { Collection, type Journal } from './journal.ts';
import { signingKey } from './keys.ts';
import { SUPER_DOMAIN } from './product.ts';
import { createProvider } from './provider.ts';
import { Realm, type Directory, type RealmOptions } from './realm.ts';
import { mount } from './routes.ts';

export type Handler = (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) => void;

type Common = Pick<RealmOptions, 'origin' | 'faults' | 'variant' | 'log'>;

/** The realms of one server, found by the `/t/<domain>` in front of the path. */
export class Realms implements Directory {
  readonly #realms = new Map<string, { realm: Realm; handle: Handler }>();
  readonly #journal: Journal;
  readonly #tenants: Collection<{ domain: string }>;
  readonly #common: Common;

  constructor(journal: Journal, common: Common) {
    this.#journal = journal;
    this.#tenants = new Collection(journal, 'tenants');
    this.#common = common;
  }

  realms(): Realm[] {
    return [...this.#realms.values()].map(({ realm }) => realm);
  }

  byDomain(domain: string): Realm | undefined {
    return this.#realms.get(domain)?.realm;
  }

  async addTenant(domain: string): Promise<Realm> {
    const realm = await this.open(domain);
    this.#tenants.set(domain, { domain });
    return realm;
  }

  async open(domain: string): Promise<Realm> {
    const key = await signingKey(this.#journal, domain);
    const realm = new Realm({ domain, key, journal: this.#journal, directory: this, createProvider, ...this.#common });
    mount(realm);
    const serve = realm.provider.callback();
    const handle: Handler = (request, response) => void serve(request, response);
    this.#realms.set(domain, { realm, handle });
    return realm;
  }

  async openTenants(): Promise<void> {
    for (const { domain } of this.#tenants.values()) await this.open(domain);
  }

  handle: Handler = (request, response) => {
    const original = request.url ?? '/';
    const { contextPath } = this.#common.variant;
    const own = original.startsWith(`${contextPath}/`) ? original.slice(contextPath.length) : '/outside';
    const [, domain = SUPER_DOMAIN, rest = own] = /^\/t\/([^/?]+)(\/.*)$/.exec(own) ?? [];
    request.originalUrl = original;
    request.url = rest;
    // Node keeps the text of this header for a second of its own, unmoved time.
    response.setHeader('Date', new Date().toUTCString());
    const target = this.#realms.get(domain);
    if (target === undefined) response.writeHead(404).end();
    else target.handle(request, response);
  };
}
