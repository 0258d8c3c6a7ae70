import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { Agent, fetch } from 'undici';
import { milliseconds, plus, type Duration } from '../lib/durations.ts';
import { HealthWatch, type Loss } from './health.ts';
import type { TomlSetting } from '../product/deployment-toml.ts';
import { TurnQueue } from './server-lock.ts';
import type { Target, TargetDescription } from './target.ts';

/**
 * One process starts the target; many processes run tests. The steward lends the target to them over loopback, so that a
 * clock is moved, and a server restarted, by whoever owns it. It also grants turns: see {@link TurnQueue}.
 */
export interface Steward {
  readonly address: StewardAddress;
  /** As {@link LentTarget.examine}. */
  examine(): Promise<Loss | undefined>;
  close(): Promise<void>;
}

export interface StewardAddress {
  readonly url: string;
  readonly token: string;
}

type Work = (body: Record<string, unknown>) => Promise<unknown>;

/** A target as its users see it: the clock goes forward step by step, and the server is used in turns. */
export interface LentTarget extends Omit<Target, 'moveClock'> {
  /** Moves the server's clock on by `span`, whoever moved it before. */
  advanceClock(span: Duration): Promise<void>;
  /**
   * Restarts the server if its clock was moved since its last start. A real server reckons the age of the sessions that
   * it reads back from its database by a clock that nobody moves, so a session would seem older by as much.
   */
  settleClock(): Promise<void>;
  /** Why the server can't be tested any longer, see {@link HealthWatch.examine}; undefined while this run has halted it. To be asked within a turn. */
  examine(): Promise<Loss | undefined>;
  /** Waits until the server may be used: together with others, or `alone` (to move its clock or restart it). Resolves to the end of the turn. */
  takeTurn(alone: boolean): Promise<() => Promise<void>>;
  /** Makes behaviours wrong, those and no others; only where the suite itself is being tested. */
  plantFaults?(names: readonly string[]): Promise<void>;
  /** The address to register in place of a receiver of logout tokens, which passes on what it gets, as planted. */
  relayOf?(receiver: string): Promise<string>;
}

/** What can make behaviours of a target wrong. */
export type Planting = Required<Pick<LentTarget, 'plantFaults' | 'relayOf'>>;

/** Lends a target within the process that started it. */
export function lend(target: Target, planting?: Planting): LentTarget {
  const turns = new TurnQueue();
  const watch = new HealthWatch(target.description);
  let offset = milliseconds(0);
  let offsetAtStart = offset;
  let isHalted = false;
  const halt: Target['halt'] = async (how) => {
    isHalted = true;
    await target.halt(how);
  };
  const resume: Target['resume'] = async (configuration) => {
    try {
      await target.resume(configuration);
      offsetAtStart = offset;
    } finally {
      isHalted = false;
    }
  };
  return {
    ...planting,
    description: target.description,
    advanceClock: async (span) => {
      const next = plus(offset, span);
      await target.moveClock(next);
      offset = next;
    },
    halt,
    resume,
    settleClock: async () => {
      if (offset === offsetAtStart) return;
      await halt('graceful');
      await resume();
    },
    examine: () => (isHalted ? Promise.resolve(undefined) : watch.examine(offset)),
    logTail: (lines) => target.logTail(lines),
    stop: () => target.stop(),
    takeTurn: async (alone) => {
      const ticket = await turns.take(alone);
      return () => {
        turns.end(ticket);
        return Promise.resolve();
      };
    },
  };
}

/** Lends a target to other processes, over loopback and to bearers of the token only. */
export async function startSteward(target: Target, planting?: Planting): Promise<Steward> {
  const token = randomBytes(24).toString('base64url');
  const lent = lend(target, planting);
  const turns = new Map<string, () => Promise<void>>();
  const works: Readonly<Record<string, Work>> = {
    description: () =>
      Promise.resolve({ ...lent.description, ...(planting === undefined ? {} : { takesFaults: true }) }),
    'plant-faults': async ({ names }) => lent.plantFaults?.(names as string[]),
    'relay-of': async ({ receiver }) => lent.relayOf?.(receiver as string),
    'advance-clock': ({ span }) => lent.advanceClock(span as Duration),
    halt: ({ how }) => lent.halt(how as 'graceful' | 'kill'),
    resume: ({ configuration }) => lent.resume(configuration as TomlSetting[] | undefined),
    'settle-clock': () => lent.settleClock(),
    examine: () => lent.examine(),
    'log-tail': ({ lines }) => lent.logTail(lines as number),
    'take-turn': async ({ alone }) => {
      const ticket = randomUUID();
      turns.set(ticket, await lent.takeTurn(alone === true));
      return ticket;
    },
    'end-turn': async ({ ticket }) => {
      await turns.get(ticket as string)?.();
      turns.delete(ticket as string);
    },
  };
  const app = new Hono();
  app.post('/:work', async (context) => {
    const given = Buffer.from(context.req.header('authorization') ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
      return context.json({ error: 'not allowed' }, 401);
    const work = works[context.req.param('work')];
    if (work === undefined) return context.json({ error: 'no such work' }, 404);
    try {
      return context.json({ result: (await work(await context.req.json())) ?? null });
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 500);
    }
  });
  const server = createAdaptorServer({ fetch: app.fetch, createServer });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: { url: `http://127.0.0.1:${port}`, token },
    examine: () => lent.examine(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Longer than any queue of turns and any restart; without it a lost steward would hold a test for ever. */
const LONGEST_WORK_MS = 20 * 60_000;

/** Borrows a target from the process that started it. */
export async function connectToTarget({ url, token }: StewardAddress): Promise<LentTarget> {
  const dispatcher = new Agent({ headersTimeout: LONGEST_WORK_MS, bodyTimeout: LONGEST_WORK_MS });
  const ask = async (work: string, body: Record<string, unknown> = {}): Promise<unknown> => {
    const answer = await fetch(`${url}/${work}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      dispatcher,
    });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };
  const description = (await ask('description')) as TargetDescription;
  const planting: Planting = {
    plantFaults: async (names) => {
      await ask('plant-faults', { names });
    },
    relayOf: async (receiver) => (await ask('relay-of', { receiver })) as string,
  };
  return {
    ...(description.takesFaults === true ? planting : {}),
    description,
    advanceClock: async (span) => {
      await ask('advance-clock', { span });
    },
    halt: async (how) => {
      await ask('halt', { how });
    },
    resume: async (configuration) => {
      await ask('resume', { configuration });
    },
    settleClock: async () => {
      await ask('settle-clock');
    },
    examine: async () => ((await ask('examine')) as Loss | null) ?? undefined,
    logTail: async (lines) => (await ask('log-tail', { lines })) as string,
    stop: () => Promise.resolve(),
    takeTurn: async (alone) => {
      const ticket = await ask('take-turn', { alone });
      return async () => {
        await ask('end-turn', { ticket });
      };
    },
  };
}
