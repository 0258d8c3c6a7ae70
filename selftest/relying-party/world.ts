import { test as base } from '@playwright/test';
import { Agent, fetch, type RequestInit, type Response } from 'undici';

import { RelyingPartyControl, type RegistrationInput } from '../../containers/relying-party/client.ts';
import { relyingPartyUrls, type RelyingPartyUrls } from '../../containers/relying-party/protocol.ts';
import { type RelyingPartyServer, startRelyingPartyServer } from '../../containers/relying-party/server.ts';
import { StubIssuer } from './stub-issuer.ts';

/** A client with one cookie: as much of a browser as these tests need. */
export class Visitor {
  readonly #agent: Agent;
  #cookie = '';

  constructor(certificate: string) {
    this.#agent = new Agent({ pipelining: 0, connect: { ca: certificate } });
  }

  get cookie(): string {
    return this.#cookie;
  }

  async get(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.#cookie.split(';')[0] ?? '', 'content-type': 'application/json' };
    const response = await fetch(url, { redirect: 'manual', dispatcher: this.#agent, headers, ...init });
    this.#cookie = response.headers.get('set-cookie') ?? this.#cookie;
    return response;
  }

  post(url: string | URL, body: unknown): Promise<Response> {
    return this.get(url, { method: 'POST', body: JSON.stringify(body) });
  }

  /** Where a request redirects to. */
  async redirect(url: string | URL): Promise<URL> {
    return new URL((await this.get(url)).headers.get('location') ?? '');
  }

  /** The text of a page without its markup. */
  async text(url: string | URL): Promise<string> {
    return (await (await this.get(url)).text()).replaceAll(/<[^>]*>|\s+/g, ' ').replaceAll(/ +/g, ' ');
  }
}

export const ALICE = { sub: 'alice', sid: 'session-1' };

/** Signs alice in, as if she had been at the issuer's login page. */
export async function signIn(visitor: Visitor, urls: RelyingPartyUrls, issuer: StubIssuer): Promise<void> {
  const request = await visitor.redirect(urls.signIn);
  await visitor.get(await issuer.approve(request, ALICE));
}

interface Fixtures {
  hostname: string;
  server: RelyingPartyServer;
  control: RelyingPartyControl;
  issuer: StubIssuer;
  visitor: Visitor;
  /** Of the relying party `rp`, besides what the stub issuer has to know of it. */
  registration: Partial<RegistrationInput>;
  /** Registers `rp` at the stub issuer, or anew with a change. */
  register: (change?: Partial<RegistrationInput>) => Promise<void>;
  /** Urls of the relying party `rp`, registered at the stub issuer. */
  urls: RelyingPartyUrls;
}

/** A relying-party server, and an issuer that is as small as it can be: no browser, no login. */
export const test = base.extend<Fixtures>({
  hostname: ['localhost', { option: true }],
  server: async ({ hostname }, use) => {
    const server = await startRelyingPartyServer({ hostname, httpsPorts: [0, 0], httpPort: 0 });
    await use(server);
    await server.close();
  },
  control: async ({ server }, use) => {
    await use(new RelyingPartyControl(server));
  },
  issuer: async ({ hostname }, use) => {
    const issuer = await StubIssuer.start(hostname);
    await use(issuer);
    await issuer.close();
  },
  visitor: async ({ server }, use) => {
    await use(new Visitor(server.certificate));
  },
  registration: [{}, { option: true }],
  register: async ({ control, issuer, registration }, use) => {
    const { issuer: url, certificate: issuerCertificate } = issuer;
    const client = { title: 'Shop & <Sons>', clientId: 'client', clientSecret: 'secret' };
    await use((change = {}) =>
      control.register('rp', { issuer: url, issuerCertificate, ...client, ...registration, ...change }),
    );
  },
  urls: async ({ server, register }, use) => {
    await register();
    await use(relyingPartyUrls(String(server.origins[0]), server.backChannelOrigin, 'rp'));
  },
});
