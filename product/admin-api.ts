import type { z } from 'zod';

import { AdminError } from './admin-error.ts';
import { createHttpClient, type HttpClient } from '../lib/http.ts';
import { authorizer, basicAuthorization, type AdminCredentials, type Administrator } from './administrator.ts';

export interface AdminCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as JSON, or as a form if it is `URLSearchParams`. */
  readonly body?: unknown;
  readonly contentType?: string;
  /** Another identity than the administrator, e.g. the user whose own sessions are listed. */
  readonly as?: AdminCredentials;
  /** The one status that means success. */
  readonly expect: number;
}

export interface AdminAnswer {
  readonly headers: Headers;
  readonly body: string;
}

function payloadOf({ body, contentType = 'application/json' }: AdminCall) {
  if (body === undefined) return {};
  // Of a form the type is named by fetch itself.
  if (body instanceof URLSearchParams) return { body };
  return { headers: { 'content-type': contentType }, body: JSON.stringify(body) };
}

/** Authenticated calls to the product's REST and SCIM interfaces, of the super tenant or of one tenant. */
export class AdminApi {
  readonly #origin: string;
  readonly #prefix: string;
  readonly #authorize: () => Promise<string>;
  readonly #http: HttpClient;

  constructor(options: {
    baseUrl: string;
    credentials: Administrator;
    certificate?: string | undefined;
    tenant?: string | undefined;
  }) {
    this.#origin = options.baseUrl;
    this.#prefix = options.tenant === undefined ? '' : `/t/${options.tenant}`;
    this.#http = createHttpClient({ certificate: options.certificate });
    this.#authorize = authorizer(this.#http, options.baseUrl, options.credentials);
  }

  /**
   * @throws AdminError when the answer is not `call.expect`, quoting the server's code and description.
   * @throws NoAdministratorError where an administrator is needed, and there is none.
   */
  async call(call: AdminCall): Promise<AdminAnswer> {
    const authorization = call.as === undefined ? await this.#authorize() : basicAuthorization(call.as);
    const { headers, ...payload } = payloadOf(call);
    const answer = await this.#http.fetch(`${this.#origin}${this.#prefix}${call.path}`, {
      method: call.method,
      redirect: 'manual',
      headers: {
        authorization,
        accept: 'application/json, application/scim+json',
        ...headers,
      },
      ...payload,
    });
    const body = await answer.text();
    if (answer.status !== call.expect)
      throw new AdminError(`${call.method} ${this.#prefix}${call.path}`, answer.status, body);
    return { headers: new Headers([...answer.headers]), body };
  }

  /** Like {@link call}, with the JSON body checked against what the suite relies on. */
  async read<Schema extends z.ZodType>(call: AdminCall, schema: Schema): Promise<z.output<Schema>> {
    const { body } = await this.call(call);
    const request = `${call.method} ${this.#prefix}${call.path}`;
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      throw new AdminError(request, call.expect, `not JSON: ${body.slice(0, 120)}`);
    }
    const result = schema.safeParse(parsed);
    if (!result.success) throw new AdminError(request, call.expect, `unexpected form: ${result.error.message}`);
    return result.data;
  }
}
