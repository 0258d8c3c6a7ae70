import { CookieJar } from 'tough-cookie';
import type { HttpClient } from '../../containers/http.ts';
import type { Placeholders } from './placeholders.ts';
import type { Exchange } from './recording.ts';

export interface Answer {
  readonly status: number;
  /** Absolute; null where the answer is no redirect. */
  readonly location: string | null;
  readonly body: string;
}

interface Message {
  readonly method?: 'GET' | 'POST';
  readonly form?: Readonly<Record<string, string>>;
  readonly authorization?: string;
}

const KEPT_HEADERS = ['content-type', 'cache-control', 'pragma', 'x-frame-options', 'x-content-type-options'];
const MOST_REDIRECTS = 10;

/** Told every exchange, already with placeholders. */
export type Recorder = (exchange: Exchange) => void;

/** A browser without pages: it keeps cookies as browsers do, and follows nothing by itself. */
export class Browser {
  readonly #jar = new CookieJar();
  readonly #http: HttpClient;
  readonly #origin: string;
  readonly #placeholders: Placeholders;
  readonly #record: Recorder;

  constructor(http: HttpClient, origin: string, placeholders: Placeholders, record: Recorder) {
    this.#http = http;
    this.#origin = origin;
    this.#placeholders = placeholders;
    this.#record = record;
  }

  async send(url: string, { method = 'GET', form, authorization }: Message = {}): Promise<Answer> {
    const body = form === undefined ? undefined : new URLSearchParams(form);
    const cookie = await this.#jar.getCookieString(url);
    const response = await this.#http.fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': 'node',
        ...(cookie === '' ? {} : { cookie }),
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const setCookies = response.headers.getSetCookie();
    for (const line of setCookies) await this.#jar.setCookie(line, url);
    const location = response.headers.get('location');
    const headers = KEPT_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const sent = body === undefined ? '' : ` body:${body.toString()}`;
    this.#record({
      request: this.#placeholders.text(`${method} ${url}${sent}`),
      status: response.status,
      ...(location === null ? {} : { location: this.#placeholders.text(location) }),
      headers: Object.fromEntries(headers),
      cookies: setCookies.map((line) => this.#placeholders.cookie(line)),
    });
    return {
      status: response.status,
      location: location === null ? null : new URL(location, url).href,
      body: await response.text(),
    };
  }

  /** Goes where the answer leads, as long as that is the server itself. */
  async follow(answer: Answer): Promise<Answer> {
    let last = answer;
    for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
      if (last.location === null || new URL(last.location).origin !== this.#origin) return last;
      last = await this.send(last.location);
    }
    throw new Error(`${answer.location ?? ''} redirects more than ${MOST_REDIRECTS} times`);
  }

  async cookies(): Promise<{ name: string; value: string; path: string }[]> {
    const { store } = this.#jar;
    const cookies = (await store.getAllCookies()).filter((cookie) => cookie.TTL() > 0);
    return cookies.map(({ key, value, path }) => ({
      name: key,
      value,
      path: typeof path === 'string' ? path : '/',
    }));
  }

  async cookie(name: string): Promise<string | undefined> {
    return (await this.cookies()).find((cookie) => cookie.name === name)?.value;
  }

  async forgetCookie(name: string): Promise<void> {
    const [cookie] = (await this.#jar.getCookies(this.#origin)).filter(({ key }) => key === name);
    if (cookie === undefined) throw new Error(`the browser has no cookie ${name} that could be forgotten`);
    await this.#jar.store.removeCookie(cookie.domain, cookie.path, name);
  }
}
