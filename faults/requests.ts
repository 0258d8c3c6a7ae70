import type { Answer, Fault, Request } from './fault.ts';
import { PATHS, redirectTo } from './mutations.ts';

type RequestMutation = NonNullable<Fault['request']>;

const isForm = ({ method, headers }: Request): boolean =>
  method === 'POST' && (headers.get('content-type') ?? '').includes('x-www-form-urlencoded');

/** Changes the parameters of requests to an endpoint, those of the query and those of a form; `change` does so in place. */
export const changeQuery =
  (endpoint: keyof typeof PATHS, change: (parameters: URLSearchParams, request: Request) => void): RequestMutation =>
  (request) => {
    if (!request.url.pathname.endsWith(PATHS[endpoint])) return request;
    if (isForm(request)) {
      const form = new URLSearchParams(request.body);
      change(form, request);
      return { ...request, body: form.toString() };
    }
    const url = new URL(request.url);
    const query = new URLSearchParams(url.search);
    change(query, request);
    url.search = query.toString();
    return { ...request, url };
  };

/** Is it a request that shows no page? */
export const isSilent = (parameters: URLSearchParams): boolean =>
  (parameters.get('prompt') ?? '').split(' ').includes('none');

/** The answer of a provider that refuses an authorization request. */
export function refuse(asked: URLSearchParams, error: string): Answer {
  const url = new URL(asked.get('redirect_uri') ?? '');
  url.searchParams.set('error', error);
  const state = asked.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return redirectTo(url.href);
}

/** The answer of a token endpoint that takes neither code nor refresh token. */
export const invalidGrant = (): Answer => ({
  status: 400,
  headers: new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' }),
  body: JSON.stringify({ error: 'invalid_grant' }),
});

const cookiesOf = ({ headers }: Request): string => headers.get('cookie') ?? '';

/** The value of one cookie of the request. */
export const cookieOf = (request: Request, name: string): string | undefined =>
  cookiesOf(request)
    .split('; ')
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Does the browser have a cookie of a session, alive or not? */
export const hasSession = (request: Request): boolean => cookiesOf(request).includes('commonAuthId=');

/** Does the browser have the cookie that the check-session iframe reads? */
export const hasBrowserState = (request: Request): boolean => cookiesOf(request).includes('opbs=');

/** Has the browser any cookie of the server? */
export const isStranger = (request: Request): boolean => cookiesOf(request) === '';

/** The request as if the browser had these cookies, `name=value; …`, as well. */
export function addCookies(request: Request, cookies: string): Request {
  const headers = new Headers(request.headers);
  headers.set('cookie', [cookies, cookiesOf(request)].filter((each) => each !== '').join('; '));
  return { ...request, headers };
}

/** Answers in the server's place, which then does nothing. */
export const pretend =
  (method: string, path: RegExp, status: number, body = ''): NonNullable<Fault['request']> =>
  (request) =>
    request.method === method && path.test(request.url.pathname)
      ? { status, headers: new Headers({ 'content-type': 'application/json' }), body }
      : request;
