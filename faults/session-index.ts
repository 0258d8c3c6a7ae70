import type { Answer, Request } from './fault.ts';

const MOST_ENTRIES = 5_000;

/** Remembers no more than the latest. */
class Recent<Value> extends Map<string, Value> {
  override set(key: string, value: Value): this {
    if (this.size >= MOST_ENTRIES) this.clear();
    return super.set(key, value);
  }
}

/** The values that a browser's session cookie has, or is being given. */
const sessionCookie = ({ headers }: Request): string | undefined =>
  /commonAuthId=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];

/** Knows which authorization request, which browser and which ID token belong together, from what passes by. */
export class SessionIndex {
  readonly #requests = new Recent<URLSearchParams>();
  readonly #codes = new Recent<{ readonly asked: URLSearchParams; readonly cookie: string | undefined }>();
  readonly #idTokens = new Recent<string>();
  readonly #secrets = new Recent<string>();

  authorizationOf = (state: string | null): URLSearchParams | undefined => this.#requests.get(state ?? '');

  authorizationOfCode = (code: string | null): URLSearchParams | undefined => this.#codes.get(code ?? '')?.asked;

  idTokenOf = (request: Request): string | undefined => this.#idTokens.get(sessionCookie(request) ?? '');

  /** The secret of a client that was registered, or has asked for tokens. */
  secretOf = (clientId: string): string | undefined => this.#secrets.get(clientId);

  /** Takes in one exchange with the server. */
  learn(request: Request, answer: Answer): void {
    const { pathname, searchParams } = request.url;
    if (pathname.endsWith('/oauth2/authorize')) {
      const parameters = new URLSearchParams([...searchParams, ...new URLSearchParams(request.body)]);
      if (parameters.has('client_id')) this.#requests.set(parameters.get('state') ?? '', parameters);
    }
    if (pathname.endsWith('/inbound-protocols/oidc')) this.#learnClient(answer);
    if (pathname.endsWith('/oauth2/token')) this.#learnToken(request, answer);
    const location = answer.headers.get('location');
    if (location !== null) this.#learnCode(request, new URL(location, request.url));
  }

  #learnClient({ body }: Answer): void {
    const [id, secret] = ['clientId', 'clientSecret'].map(
      (name) => new RegExp(`"${name}"\\s*:\\s*"([^"]+)"`).exec(body)?.[1],
    );
    if (id !== undefined && secret !== undefined) this.#secrets.set(id, secret);
  }

  #learnCode(request: Request, { search, hash }: URL): void {
    const parameters = new URLSearchParams(hash.includes('=') ? hash.slice(1) : search);
    const asked = this.#requests.get(parameters.get('state') ?? '');
    const code = parameters.get('code');
    if (asked !== undefined && code !== null) this.#codes.set(code, { asked, cookie: sessionCookie(request) });
  }

  #learnToken({ body }: Request, answer: Answer): void {
    const cookie = this.#codes.get(new URLSearchParams(body).get('code') ?? '')?.cookie;
    const token = /"id_token"\s*:\s*"([^"]+)"/.exec(answer.body)?.[1];
    if (cookie !== undefined && token !== undefined) this.#idTokens.set(cookie, token);
  }
}
