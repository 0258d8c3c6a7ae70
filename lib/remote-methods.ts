import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { Agent, fetch } from 'undici';

/** A method that another process may call: all arguments and results are plain data. */
export type RemoteMethod = (...args: readonly unknown[]) => Promise<unknown>;
export type RemoteMethods = Readonly<Record<string, RemoteMethod>>;

export interface MethodServerAddress {
  readonly url: string;
  readonly token: string;
}

/** Methods that other processes call over HTTP, see {@link serveMethods}. */
export interface MethodServer {
  readonly address: MethodServerAddress;
  close(): Promise<void>;
}

export interface MethodServerOptions {
  /** Default: the loopback interface. */
  readonly address?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** What a caller has to know. Default: a new one. */
  readonly token?: string;
}

export const newToken = (): string => randomBytes(24).toString('base64url');

/** Serves methods to other processes, to bearers of the token only. @throws Error of the system when the port is taken. */
export async function serveMethods(
  methods: RemoteMethods,
  { address = '127.0.0.1', port = 0, token = newToken() }: MethodServerOptions = {},
): Promise<MethodServer> {
  const offered = new Map(Object.entries(methods));
  const refused = { message: { error: 'not allowed' } };
  const app = new Hono();
  app.use(
    bearerAuth({ token, noAuthenticationHeader: refused, invalidAuthenticationHeader: refused, invalidToken: refused }),
  );
  app.post('/:method', async (context) => {
    const method = offered.get(context.req.param('method'));
    if (method === undefined) return context.json({ error: 'no such method' }, 404);
    try {
      return context.json({ result: await method(...(await context.req.json<unknown[]>())) });
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 500);
    }
  });
  const server = createAdaptorServer({ fetch: app.fetch, createServer });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return {
    address: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Longer than any wait for the lock and any restart; without it a lost server would hold a test for ever. */
const LONGEST_CALL_MS = 30 * 60_000;

/** Calls a method of {@link serveMethods} by its name. @throws Error with the message of the one that the method threw. */
export function methodCaller({ url, token }: MethodServerAddress): (name: string, args: unknown[]) => Promise<unknown> {
  const dispatcher = new Agent({ headersTimeout: LONGEST_CALL_MS, bodyTimeout: LONGEST_CALL_MS });
  return async (name, args) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify(args);
    const answer = await fetch(`${url}/${name}`, { method: 'POST', body, headers, dispatcher });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };
}
