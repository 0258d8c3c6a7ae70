import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { Agent, fetch } from 'undici';
import type { SharedTarget } from './shared-target.ts';

/**
 * One process starts the target, many processes run tests. They call its methods over HTTP, so that a clock is moved,
 * and a server restarted, by whoever owns it.
 */
export interface TargetServer {
  readonly address: TargetServerAddress;
  close(): Promise<void>;
}

export interface TargetServerAddress {
  readonly url: string;
  readonly token: string;
}

/** Only who started a target may stop it. */
type RemoteMethods = Omit<SharedTarget, 'description' | 'stop'>;
type MethodName = keyof RemoteMethods;

/** All arguments and results are plain data. */
const REMOTE: Readonly<Record<MethodName, true>> = {
  advanceClock: true,
  examine: true,
  halt: true,
  hasSignedIn: true,
  isReconfigured: true,
  lockServer: true,
  logTail: true,
  noteSignIn: true,
  plantFaults: true,
  reconfigure: true,
  relayOf: true,
  resume: true,
  settleClock: true,
  unlockServer: true,
};

type Method = (...args: readonly unknown[]) => Promise<unknown>;

/** What a server tells of its target at first; some targets lack some methods. */
type Offer = Pick<SharedTarget, 'description'> & { readonly methods: readonly string[] };

const isRemote = (name: string): boolean => Object.hasOwn(REMOTE, name);

/** Serves a target to other processes, over loopback and to bearers of the token only. */
export async function serveTarget(target: SharedTarget): Promise<TargetServer> {
  const token = randomBytes(24).toString('base64url');
  const methods = new Map(
    Object.entries(target as unknown as Readonly<Record<string, Method>>).filter(([name]) => isRemote(name)),
  );
  const offer: Offer = { description: target.description, methods: [...methods.keys()] };
  const refused = { message: { error: 'not allowed' } };
  const app = new Hono();
  app.use(
    bearerAuth({ token, noAuthenticationHeader: refused, invalidAuthenticationHeader: refused, invalidToken: refused }),
  );
  app.get('/', (context) => context.json({ result: offer }));
  app.post('/:method', async (context) => {
    const method = methods.get(context.req.param('method'));
    if (method === undefined) return context.json({ error: 'no such method' }, 404);
    try {
      return context.json({ result: await method(...(await context.req.json<unknown[]>())) });
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 500);
    }
  });
  const server = createAdaptorServer({ fetch: app.fetch, createServer });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { url: `http://127.0.0.1:${port}`, token },
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
const LONGEST_CALL_MS = 20 * 60_000;

/** The target of the process that started it. */
export async function connectToTarget({ url, token }: TargetServerAddress): Promise<SharedTarget> {
  const dispatcher = new Agent({ headersTimeout: LONGEST_CALL_MS, bodyTimeout: LONGEST_CALL_MS });
  const request = async (path: string, options: { method: string; body?: string }): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/${path}`, { ...options, headers, dispatcher });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };
  const { description, methods } = (await request('', { method: 'GET' })) as Offer;
  const callable = methods.map((name): [string, Method] => [
    name,
    (...args) => request(name, { method: 'POST', body: JSON.stringify(args) }),
  ]);
  return { ...(Object.fromEntries(callable) as unknown as RemoteMethods), description, stop: () => Promise.resolve() };
}
