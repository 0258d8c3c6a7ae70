import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose';

export interface ReceivedLogout {
  readonly path: string;
  readonly token: string;
  readonly contentType: string;
  readonly header: ProtectedHeaderParameters;
  readonly claims: JWTPayload;
}

/** Receives logout tokens on http. */
export class Receiver {
  readonly received: ReceivedLogout[] = [];
  /** How long an answer takes; paths that begin with `/slow` only. */
  slowMs = 0;
  #server: Server | undefined;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const token = new URLSearchParams(body).get('logout_token') ?? '';
        this.received.push({
          path: request.url ?? '',
          token,
          contentType: request.headers['content-type'] ?? '',
          header: decodeProtectedHeader(token),
          claims: decodeJwt(token),
        });
        const delay = request.url?.startsWith('/slow') === true ? this.slowMs : 0;
        setTimeout(() => response.end(), delay).unref();
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}${path}`;
  }

  at(path: string): ReceivedLogout[] {
    return this.received.filter((logout) => logout.path === path);
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}
