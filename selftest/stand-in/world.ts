import { randomBytes } from 'node:crypto';
import { test as base } from '@playwright/test';
import { decodeJwt, type JWTPayload } from 'jose';
import { fetch, Agent } from 'undici';
import { milliseconds, type Duration } from '../../lib/durations.ts';
import { AdminClient, type Application, type User } from '../../product/admin-client.ts';
import type { ApplicationRequest } from '../../product/application-request.ts';
import { startReference } from '../../targets/reference/reference.ts';
import type { Target } from '../../targets/target.ts';
import { Browser, type Answer } from './browser.ts';
import { Receiver } from './receiver.ts';

export interface Tokens {
  readonly idToken: string;
  readonly claims: JWTPayload;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export const CALLBACK = 'https://rp.example/callback';
export const ERROR_PAGE = '/authenticationendpoint/oauth2_error.do';
export const LOGGED_OUT = 'https://rp.example/logged-out';

/** Where an answer went, and with what. */
export function answered(answer: Answer): {
  to: string;
  query: URLSearchParams;
  names: string[];
  fragment: URLSearchParams;
} {
  const location = new URL(answer.headers.get('location') ?? 'none:');
  return {
    to: `${location.origin}${location.pathname}`,
    query: location.searchParams,
    names: [...location.searchParams.keys()],
    fragment: new URLSearchParams(location.hash.slice(1)),
  };
}

/** The steps that these tests share. */
export class World {
  readonly target: Target;
  readonly admin: AdminClient;
  readonly receiver = new Receiver();
  #offset = milliseconds(0);
  readonly #browsers: Browser[] = [];

  constructor(target: Target) {
    this.target = target;
    const { baseUrl, admin, certificate } = target.description;
    this.admin = new AdminClient({ baseUrl, credentials: admin, certificate });
  }

  url(path: string): string {
    return `${this.target.description.baseUrl}${path}`;
  }

  browser(): Browser {
    const browser = new Browser(this.target.description.certificate ?? '');
    this.#browsers.push(browser);
    return browser;
  }

  async advance(by: Duration): Promise<void> {
    this.#offset = milliseconds(this.#offset + by);
    await this.target.moveClock(this.#offset);
  }

  user(): Promise<User> {
    return this.admin.createUser({ user: `user-${randomBytes(4).toString('hex')}`, password: 'Secret@1234' });
  }

  application(request: Partial<ApplicationRequest> = {}): Promise<Application> {
    return this.admin.createApplication({
      name: `app-${randomBytes(4).toString('hex')}`,
      callbackUrls: [CALLBACK, LOGGED_OUT],
      ...request,
    });
  }

  authorizeUrl(application: Application, parameters: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: application.clientId,
      redirect_uri: CALLBACK,
      scope: 'openid',
      state: 's1',
      nonce: 'n1',
      ...parameters,
    });
    return this.url(`/oauth2/authorize?${query.toString()}`);
  }

  silent(
    browser: Browser,
    application: Application,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return browser.get(this.authorizeUrl(application, { prompt: 'none', ...parameters }));
  }

  /** `code`, or the error. */
  async silentResult(
    browser: Browser,
    application: Application,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const { query } = answered(await this.silent(browser, application, parameters));
    return query.has('code') ? 'code' : (query.get('error') ?? 'page');
  }

  /** Goes to the login page and submits it; the answer of the form. */
  async submitLogin(
    browser: Browser,
    application: Application,
    user: { user: string; password: string },
    more: Record<string, string> = {},
    parameters: Record<string, string> = {},
  ) {
    const login = answered(await browser.get(this.authorizeUrl(application, parameters)));
    await browser.get(`${login.to}?${login.query.toString()}`);
    const form = {
      usernameUserInput: user.user,
      username: user.user,
      password: user.password,
      sessionDataKey: login.query.get('sessionDataKey') ?? '',
      ...more,
    };
    return browser.post(this.url('/commonauth'), form);
  }

  async signIn(
    browser: Browser,
    application: Application,
    user: { user: string; password: string },
    more: Record<string, string> = {},
    parameters: Record<string, string> = {},
  ): Promise<Tokens> {
    const submitted = await this.submitLogin(browser, application, user, more, parameters);
    const answer = await browser.follow(submitted.headers.get('location') ?? '');
    return this.redeem(application, answered(answer).query.get('code') ?? '');
  }

  redeem(application: Application, code: string): Promise<Tokens> {
    return this.token(application, { grant_type: 'authorization_code', code, redirect_uri: CALLBACK });
  }

  /** The token endpoint's answer, whatever it is. */
  askForTokens(
    { clientId, clientSecret }: Application,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    return this.call('/oauth2/token', {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        ...headers,
      },
    });
  }

  async token(application: Application, form: Record<string, string>): Promise<Tokens> {
    const answer = await this.askForTokens(application, form);
    const body = JSON.parse(answer.body) as Record<string, string>;
    if (answer.status !== 200) throw new Error(`token endpoint: ${answer.status} ${answer.body}`);
    const idToken = body['id_token'] ?? '';
    return {
      idToken,
      claims: decodeJwt(idToken),
      accessToken: body['access_token'] ?? '',
      refreshToken: body['refresh_token'] ?? '',
    };
  }

  async call(
    path: string,
    init: { method?: string; body?: URLSearchParams | string; headers?: Record<string, string> } = {},
  ) {
    const dispatcher = new Agent({ pipelining: 0, connect: { ca: this.target.description.certificate ?? '' } });
    const response = await fetch(this.url(path), {
      ...init,
      redirect: 'manual',
      dispatcher,
      signal: AbortSignal.timeout(10_000),
    });
    const body = await response.text();
    await dispatcher.close();
    return { status: response.status, headers: response.headers, body };
  }

  logOut(browser: Browser, parameters: Record<string, string>): Promise<Answer> {
    return browser.get(this.url(`/oidc/logout?${new URLSearchParams(parameters).toString()}`));
  }

  async close(): Promise<void> {
    await this.receiver.stop();
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    await this.target.stop();
  }
}

export const test = base.extend<object, { world: World }>({
  world: [
    // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
    async ({}, use) => {
      const world = new World(await startReference({ progress: () => undefined }));
      await world.receiver.start();
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
});
