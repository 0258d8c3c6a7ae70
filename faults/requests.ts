import type { Fault, Request } from './fault.ts';
import { PATHS } from './mutations.ts';

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
