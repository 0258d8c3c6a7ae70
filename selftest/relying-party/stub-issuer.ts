import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as jose from 'jose';

import { loopbackCertificate } from '../../lib/loopback-certificate.ts';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const CHECK_SESSION = `<!doctype html><script>
  addEventListener('message', async ({ source, origin, data }) => {
    const status = await (await fetch('status?question=' + encodeURIComponent(data))).text();
    if (status !== 'silence') source.postMessage(status, origin);
  });
</script>`;

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly location?: URL;
  readonly body?: unknown;
}

/** As much of an issuer as a relying party and its page need. There is no login: the test says how it answers. */
export class StubIssuer {
  readonly certificate: string;
  /** Claims of the user that a browser is signed in as; undefined: nobody. */
  user: jose.JWTPayload | undefined;
  /** What the check-session iframe says to a session_state that it has not seen before, and to one that it has. */
  statuses: readonly [first: string, again: string] = ['unchanged', 'unchanged'];
  /** While true, browsers wait at the authorization endpoint. */
  holding = false;
  /** While true, the token endpoint answers 503. */
  failing = false;
  /** What the check-session iframe was asked. */
  readonly questions: string[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #tokens = new Map<string, unknown>();
  readonly #server: Server;
  readonly #privateKey: jose.CryptoKey;
  readonly #jwk: jose.JWK;
  readonly #port: number;

  private constructor(server: Server, certificate: string, privateKey: jose.CryptoKey, jwk: jose.JWK) {
    this.#server = server.on('request', (request, response) => void this.#serve(request, response));
    this.#port = (server.address() as AddressInfo).port;
    this.certificate = certificate;
    this.#privateKey = privateKey;
    this.#jwk = jwk;
  }

  static async start(hostname: string): Promise<StubIssuer> {
    const { key, certificate } = await loopbackCertificate(hostname);
    const { publicKey, privateKey } = await jose.generateKeyPair('RS256');
    const server = createServer({ key, cert: certificate });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StubIssuer(server, certificate, privateKey, { ...(await jose.exportJWK(publicKey)), kid: 'stub' });
  }

  get issuer(): string {
    return `https://localhost:${this.#port}/op`;
  }

  sign(claims: jose.JWTPayload): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    return new jose.SignJWT({ iss: this.issuer, aud: 'client', iat: now, exp: now + 120, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'stub' })
      .sign(this.#privateKey);
  }

  logoutToken(claims: jose.JWTPayload): Promise<string> {
    return this.sign({ jti: randomUUID(), events: { [LOGOUT_EVENT]: {} }, ...claims });
  }

  /** Answers an authorization request with a code that is good for an ID token with these claims. */
  async approve(request: URL, claims: jose.JWTPayload): Promise<URL> {
    const code = randomUUID();
    const id_token = await this.sign({ nonce: request.searchParams.get('nonce'), ...claims });
    this.#tokens.set(code, { access_token: 'access', token_type: 'Bearer', id_token });
    return answer(request, { code, session_state: `state.${code}` });
  }

  /** Lets the browsers go on that wait at the authorization endpoint. */
  release(): void {
    this.holding = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Goes down; {@link restart} brings it back at the same address. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  async restart(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.issuer);
    const { status, type = 'application/json', location, body } = await this.#reply(url, request);
    response.writeHead(status, { 'content-type': type, ...(location && { location: location.href }) });
    response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
  }

  async #reply(url: URL, request: IncomingMessage): Promise<Reply> {
    switch (url.pathname.slice('/op/'.length)) {
      case '.well-known/openid-configuration':
        return { status: 200, body: this.#metadata() };
      case 'jwks':
        return { status: 200, body: { keys: [this.#jwk] } };
      case 'token': {
        if (this.failing) return { status: 503 };
        const body = this.#tokens.get((await formOf(request)).get('code') ?? '');
        return body === undefined ? { status: 400, body: { error: 'invalid_grant' } } : { status: 200, body };
      }
      case 'authorize':
        if (this.holding) await new Promise<void>((resolve) => this.#waiting.push(resolve));
        return { status: 302, location: await this.#authorize(url) };
      case 'check-session':
        return { status: 200, type: 'text/html', body: CHECK_SESSION };
      case 'status':
        return { status: 200, type: 'text/plain', body: this.#status(url.searchParams.get('question') ?? '') };
      default:
        return { status: 404 };
    }
  }

  #authorize(request: URL): URL | Promise<URL> {
    return this.user ? this.approve(request, this.user) : answer(request, { error: 'login_required' });
  }

  #status(question: string): string {
    const [first, again] = this.statuses;
    const status = this.questions.includes(question) ? again : first;
    this.questions.push(question);
    return status;
  }

  #metadata() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/logout`,
      check_session_iframe: `${issuer}/check-session`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let form = '';
  for await (const chunk of request.setEncoding('utf8')) form += String(chunk);
  return new URLSearchParams(form);
}

/** The callback that answers an authorization request. */
export function answer(request: URL, parameters: Readonly<Record<string, string>>): URL {
  const callback = new URL(request.searchParams.get('redirect_uri') ?? '');
  const state = request.searchParams.get('state') ?? '';
  callback.search = new URLSearchParams({ ...parameters, state }).toString();
  return callback;
}
