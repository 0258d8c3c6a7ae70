import { randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { seconds, type Duration } from '../../containers/durations.ts';
import type { User } from '../../containers/identity-server/admin-client.ts';
import { Browser, type Answer } from './browser.ts';
import type { Exchange } from './recording.ts';
import { describeToken } from './tokens.ts';
import type { Client, World } from './world.ts';

export interface Tokens {
  readonly names: readonly string[];
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly claims: Record<string, unknown>;
}

const DELIVERY_TIMEOUT = seconds(10);

/** Where an authorization answer went, and with what. */
export function outcome({ location }: Answer): Record<string, unknown> {
  const url = new URL(location ?? 'none:');
  const parameters = url.searchParams;
  return {
    to: `${url.origin}${url.pathname}`,
    params: [...parameters.keys()],
    error: parameters.get('error') ?? undefined,
    error_description: parameters.get('error_description') ?? undefined,
    state: parameters.get('state') ?? undefined,
    hasCode: parameters.has('code'),
    hasSessionState: parameters.has('session_state'),
    ...(url.hash === '' ? {} : { fragment: [...new URLSearchParams(url.hash.slice(1)).keys()] }),
  };
}

export const succeeded = (answer: Answer): boolean => outcome(answer)['hasCode'] === true;
export const statusAndLocation = ({ status, location: loc }: Answer) => ({ status, loc });

/** The stage of one probe: its users, its browsers, and what is kept of their exchanges. */
export class Scene {
  readonly world: World;
  readonly exchanges: Exchange[] = [];
  readonly #users: User[] = [];
  #isRecording = true;

  constructor(world: World) {
    this.world = world;
  }

  url(path: string): string {
    return `${this.world.description.baseUrl}${path}`;
  }

  browser(): Browser {
    const { http, description, placeholders } = this.world;
    return new Browser(http, description.baseUrl, placeholders, (exchange) => {
      if (this.#isRecording) this.exchanges.push(exchange);
    });
  }

  async user(): Promise<User> {
    const name = `${this.world.prefix}${randomBytes(4).toString('hex')}`;
    const user = await this.world.admin.createUser({ user: name, password: 'Secret@1234' });
    this.#users.push(user);
    this.world.placeholders.name(name, `user ${this.#users.length}`);
    return user;
  }

  /** What a probe presupposes, and is no fact of it. */
  async unrecorded<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#isRecording = false;
    try {
      return await work();
    } finally {
      this.#isRecording = true;
    }
  }

  advance(span: Duration): Promise<void> {
    return this.world.advance(span);
  }

  authorizeUrl(client: Client, parameters: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: client.callback,
      scope: 'openid',
      state: 's1',
      nonce: 'n1',
      ...parameters,
    });
    return this.url(`/oauth2/authorize?${query.toString()}`);
  }

  silent(browser: Browser, client: Client, parameters: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return browser.send(this.authorizeUrl(client, { prompt: 'none', ...parameters }));
  }

  async isLive(browser: Browser, client: Client = this.world.clients.A): Promise<boolean> {
    return succeeded(await this.silent(browser, client));
  }

  /** To the login page, and its form: the answer of the form. */
  async submitLogin(
    browser: Browser,
    client: Client,
    user: { user: string; password: string },
    { remember = false } = {},
  ): Promise<Answer> {
    const page = await browser.send(this.authorizeUrl(client));
    await browser.follow(page);
    const form = {
      usernameUserInput: user.user,
      username: user.user,
      password: user.password,
      sessionDataKey: new URL(page.location ?? 'none:').searchParams.get('sessionDataKey') ?? '',
      ...(remember ? { chkRemember: 'on' } : {}),
    };
    return browser.send(this.url('/commonauth'), { method: 'POST', form });
  }

  async signIn(browser: Browser, client: Client, user: User, options: { remember?: boolean } = {}): Promise<Answer> {
    const answer = await browser.follow(await this.submitLogin(browser, client, user, options));
    if (!succeeded(answer)) throw new Error(`the sign-in was answered ${answer.status} ${answer.location ?? ''}`);
    return answer;
  }

  async signInForTokens(browser: Browser, client: Client, user: User, options: { remember?: boolean } = {}) {
    return this.redeem(client, await this.signIn(browser, client, user, options));
  }

  /** A user in a browser of their own, signed in; none of it is recorded. */
  signedIn(client: Client = this.world.clients.A, known?: User, options: { remember?: boolean } = {}) {
    return this.unrecorded(async () => {
      const [user, browser] = [known ?? (await this.user()), this.browser()];
      return { user, browser, ...(await this.signInForTokens(browser, client, user, options)) };
    });
  }

  redeem(client: Client, { location }: Answer): Promise<Tokens> {
    const code = new URL(location ?? 'none:').searchParams.get('code') ?? '';
    return this.token(client, { grant_type: 'authorization_code', code, redirect_uri: client.callback });
  }

  /** A request of the client's back end to the token endpoint, without the user's cookies, however it is answered. */
  askForTokens(client: Client, form: Readonly<Record<string, string>>): Promise<Answer> {
    const authorization = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;
    return this.browser().send(this.url('/oauth2/token'), { method: 'POST', form, authorization });
  }

  async token(client: Client, form: Readonly<Record<string, string>>): Promise<Tokens> {
    const { status, body } = await this.askForTokens(client, form);
    if (status !== 200) throw new Error(`the token endpoint answered ${status} to ${form['grant_type'] ?? ''}`);
    const answer = JSON.parse(body) as Readonly<Record<string, string | undefined>>;
    const idToken = answer['id_token'] ?? '';
    return {
      names: Object.keys(answer).sort(),
      idToken,
      accessToken: answer['access_token'] ?? '',
      refreshToken: answer['refresh_token'] ?? '',
      claims: idToken === '' ? {} : decodeJwt(idToken),
    };
  }

  userinfo({ accessToken }: Tokens): Promise<Answer> {
    return this.browser().send(this.url('/oauth2/userinfo'), { authorization: `Bearer ${accessToken}` });
  }

  logOut(browser: Browser, parameters: Readonly<Record<string, string>>): Promise<Answer> {
    const query = new URLSearchParams(parameters).toString();
    return browser.send(this.url(`/oidc/logout${query === '' ? '' : `?${query}`}`));
  }

  /** Begins to listen for logout tokens; the function tells those that came, once there are `expected` of them. */
  async listen(): Promise<(expected: number) => Promise<Record<string, unknown>[]>> {
    const { control, prefix } = this.world;
    const ids = [`${prefix}A`, `${prefix}B`];
    const cursors = await Promise.all(ids.map((id) => control.cursor(id)));
    const arrived = async () =>
      (await Promise.all(ids.map((id, index) => control.eventsSince(id, cursors[index] ?? 0)))).flat();
    return async (expected) => {
      const deadline = performance.now() + DELIVERY_TIMEOUT;
      let events = await arrived();
      while (events.length < expected && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        events = await arrived();
      }
      return events.flatMap(({ event }) =>
        event.type === 'logout-token'
          ? [
              {
                method: 'POST',
                contentType: event.contentType,
                fields: event.parameters.map(([name]) => name),
                ...describeToken(event.token),
              },
            ]
          : [],
      );
    };
  }

  /** Removes what the probe made. Where the server is gone it stays: a remote one is swept in the end, our own is ended. */
  async close(): Promise<void> {
    for (const { id } of this.#users.splice(0)) await this.world.admin.deleteUser(id).catch(() => undefined);
  }
}
