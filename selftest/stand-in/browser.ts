import { Agent, fetch, getSetCookies, Headers, type Cookie, type Response } from 'undici';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** `Set-Cookie` lines as they came. */
  readonly setCookies: readonly string[];
}

/** One browser without pages: it keeps cookies, follows nothing by itself, and verifies the server's certificate. */
export class Browser {
  readonly cookies = new Map<string, Cookie>();
  readonly #dispatcher: Agent;

  constructor(certificate: string) {
    this.#dispatcher = new Agent({ pipelining: 0, connect: { ca: certificate } });
  }

  get(url: string): Promise<Answer> {
    return this.#send(url, {});
  }

  post(url: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send(url, { method: 'POST', body: new URLSearchParams(form) });
  }

  /** Follows redirects as long as they stay on the server. */
  async follow(url: string): Promise<Answer> {
    let answer = await this.get(url);
    for (let hops = 0; hops < 10; hops += 1) {
      const location = answer.headers.get('location');
      if (location === null || new URL(location).origin !== new URL(url).origin) return answer;
      answer = await this.get(location);
    }
    throw new Error(`${url} redirects without end`);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name)?.value;
  }

  #header(url: string): string {
    const { pathname } = new URL(url);
    const sent = [...this.cookies.values()].filter(({ path = '/' }) => pathname.startsWith(path));
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  async #send(url: string, init: { method?: string; body?: URLSearchParams }): Promise<Answer> {
    const headers = new Headers({ cookie: this.#header(url), 'user-agent': 'self-test' });
    const response: Response = await fetch(url, {
      ...init,
      headers,
      redirect: 'manual',
      dispatcher: this.#dispatcher,
      signal: AbortSignal.timeout(10_000),
    });
    for (const cookie of getSetCookies(response.headers)) {
      if (cookie.maxAge === 0) this.cookies.delete(cookie.name);
      else this.cookies.set(cookie.name, cookie);
    }
    return {
      status: response.status,
      headers: response.headers,
      body: await response.text(),
      setCookies: response.headers.getSetCookie(),
    };
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }
}
