import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Agent, request as send } from 'undici';
import { fetchServerCertificate, trustOptions } from '../lib/http.ts';
import { isAnswer, type Answer, type Delivery, type Fault, type Request, type World } from './fault.ts';
import { DeliveryRelay } from './relay.ts';
import { SessionIndex } from './session-index.ts';
import { PATHS } from './mutations.ts';
import { OTHER_ALGORITHM, TokenForge } from './tokens.ts';

/** Of one connection only; each side makes its own. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-encoding'];

/** Remembered once the server could not be reached. */
export const WAS_AWAY = 'the server was away';

const textOfRequest = ({ method, url, headers, body }: Request): string =>
  JSON.stringify([method, url.href, [...headers], body]);
const textOfAnswer = ({ status, headers, body }: Answer): string => JSON.stringify([status, [...headers], body]);

export interface ProxyOptions {
  /**
   * Where the server really listens; asked for each request, since a server that starts again may move. Where its
   * certificate is not known, the first that it presents is.
   */
  readonly upstream: () => { readonly origin: string; readonly certificate?: string | undefined };
  /** What the proxy presents, as for `https.createServer`. */
  readonly identity:
    { readonly key: string; readonly cert: string } | { readonly pfx: Buffer; readonly passphrase: string };
  /** 0: a free port. */
  readonly port: number;
  /** Default: the loopback interface. */
  readonly address?: string;
}

/** Stands in front of a server, at `https://localhost:<port>`, and makes what is exchanged with it wrong as planted. */
export class FaultProxy implements World {
  readonly tokens = new TokenForge();
  readonly memory = new Map<string, string>();
  readonly relay = new DeliveryRelay(this);
  readonly #sessions = new SessionIndex();
  #now = new Date();
  readonly #options: ProxyOptions;
  readonly #server;
  #agent: { readonly origin: string; readonly agent: Agent } | undefined;
  #faults: readonly Fault[] = [];
  #tookEffect = false;
  #origin = '';

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#server = createServer(options.identity, (incoming, outgoing) => {
      this.#serve(incoming, outgoing).catch(() => {
        this.memory.set(WAS_AWAY, 'yes');
        // The server is away, and so is what stands in front of it.
        incoming.socket.destroy();
      });
    });
  }

  /** @throws Error of the system when the port is taken. */
  static async start(options: ProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    await proxy.relay.start();
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject).listen(options.port, options.address ?? '127.0.0.1', resolve);
    });
    proxy.#origin = `https://localhost:${(proxy.#server.address() as AddressInfo).port}`;
    return proxy;
  }

  get origin(): string {
    return this.#origin;
  }

  /** What is wrong now; relays of deliveries ask as well. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** Makes these behaviours wrong, and no others. */
  plant(faults: readonly Fault[]): void {
    this.#faults = faults;
    this.#tookEffect = false;
    this.memory.clear();
  }

  /** Has anything been changed since the last {@link plant}? */
  get tookEffect(): boolean {
    return this.#tookEffect;
  }

  /** To be told by whatever changes something. */
  noteEffect(): void {
    this.#tookEffect = true;
  }

  authorizationOf = (state: string | null): URLSearchParams | undefined => this.#sessions.authorizationOf(state);

  authorizationOfCode = (code: string | null): URLSearchParams | undefined => this.#sessions.authorizationOfCode(code);

  idTokenOf = (request: Request): string | undefined => this.#sessions.idTokenOf(request);

  secretOf = (clientId: string): string | undefined => this.#sessions.secretOf(clientId);

  receivers = (): readonly string[] => this.relay.receivers;

  send = (request: Request): Promise<Answer> => {
    this.noteEffect();
    return this.#forward(request);
  };

  deliver = (delivery: Delivery): Promise<void> => {
    this.noteEffect();
    return this.relay.deliver(delivery);
  };

  now = (): Date => this.#now;

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await Promise.all([closed, this.relay.close()]);
    await this.#agent?.agent.destroy();
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await this.#read(incoming);
    const answer = await this.#exchange(request);
    const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie');
    outgoing.writeHead(
      answer.status,
      [...headers, ...answer.headers.getSetCookie().map((cookie) => ['set-cookie', cookie])].flat(),
    );
    // As latin1, a byte a character: see #forward.
    outgoing.end(Buffer.from(answer.body, 'latin1'));
  }

  async #read(incoming: IncomingMessage): Promise<Request> {
    const body = (await buffer(incoming)).toString('latin1');
    const headers = new Headers();
    for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
      headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
    }
    return { method: incoming.method ?? 'GET', url: new URL(incoming.url ?? '/', this.origin), headers, body };
  }

  async #exchange(original: Request): Promise<Answer> {
    let request = original;
    for (const fault of this.#faults) {
      const before = textOfRequest(request);
      const changed = fault.request?.(request, this) ?? request;
      if (isAnswer(changed) || textOfRequest(changed) !== before) this.noteEffect();
      if (isAnswer(changed)) return changed;
      request = changed;
    }
    let answer = await this.#forward(request);
    this.#now = new Date(answer.headers.get('date') ?? Date.now());
    this.#sessions.learn(request, answer);
    answer = await this.#publish(request, answer);
    for (const fault of this.#faults) {
      const before = textOfAnswer(answer);
      answer = (await fault.answer?.(answer, request, this)) ?? answer;
      if (textOfAnswer(answer) !== before) this.noteEffect();
    }
    return answer;
  }

  /** Bodies are text of a byte a character, so that what is not text passes unharmed. */
  async #forward({ method, url, headers, body }: Request): Promise<Answer> {
    const { origin } = this.#options.upstream();
    const sent = [...headers].filter(([name]) => !HOP_BY_HOP.includes(name)).flat();
    const text = this.tokens.restore(body);
    const answer = await send(`${origin}${this.tokens.restore(`${url.pathname}${url.search}`)}`, {
      dispatcher: await this.#dispatcher(),
      method: method as 'GET',
      headers: sent,
      ...(text === '' ? {} : { body: Buffer.from(text, 'latin1') }),
    });
    const back = new Headers();
    for (const [name, values] of Object.entries(answer.headers)) {
      if (HOP_BY_HOP.includes(name) || values === undefined) continue;
      for (const value of [values].flat()) back.append(name, value);
    }
    return {
      status: answer.statusCode,
      headers: back,
      body: Buffer.from(await answer.body.arrayBuffer()).toString('latin1'),
    };
  }

  async #dispatcher(): Promise<Agent> {
    const { origin, certificate } = this.#options.upstream();
    if (this.#agent?.origin !== origin) {
      // Without kept-alive connections: one that outlives a jump of the server's clock is dead.
      const trusted = certificate ?? (await fetchServerCertificate(origin));
      const connect = { ...trustOptions(trusted), rejectUnauthorized: true, maxCachedSessions: 0 };
      this.#agent = { origin, agent: new Agent({ pipelining: 0, connect }) };
    }
    return this.#agent.agent;
  }

  /** Changed tokens can be verified with what the server publishes: their keys are there, and their algorithms. */
  async #publish({ url }: Request, answer: Answer): Promise<Answer> {
    if (answer.status !== 200) return answer;
    if (url.pathname.endsWith(PATHS.jwks)) {
      const { keys } = JSON.parse(answer.body) as { keys: unknown[] };
      return { ...answer, body: JSON.stringify({ keys: [...keys, ...(await this.tokens.publicKeys(url.pathname))] }) };
    }
    if (!url.pathname.endsWith(PATHS.discovery)) return answer;
    const document = JSON.parse(answer.body) as { id_token_signing_alg_values_supported: string[] };
    const algorithms = [...document.id_token_signing_alg_values_supported, OTHER_ALGORITHM];
    return { ...answer, body: JSON.stringify({ ...document, id_token_signing_alg_values_supported: algorithms }) };
  }
}
