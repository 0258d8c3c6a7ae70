import { isDeepStrictEqual } from 'node:util';
import { milliseconds, plus, type Duration } from '../lib/durations.ts';
import type { TomlSetting } from '../product/deployment-toml.ts';
import { HealthWatch, type Loss } from './health.ts';
import { ServerLock, type LockMode } from './server-lock.ts';
import type { Target } from './target.ts';

/** A target as all tests of a run use it together: the clock goes forward step by step, and the server can be locked. */
export interface SharedTarget extends Omit<Target, 'moveClock'> {
  /** Moves the server's clock on by `span`, whoever moved it before. */
  advanceClock(span: Duration): Promise<void>;
  /**
   * Restarts the server if its clock was moved since its last start. A real server reckons the age of the sessions that
   * it reads back from its database by a clock that nobody moves, so a session would seem older by as much.
   */
  settleClock(): Promise<void>;
  /** Restarts the server with these settings in addition to those of its first start, unless it runs with them already. */
  reconfigure(settings: readonly TomlSetting[]): Promise<void>;
  /** Does it run with other settings than at its first start? */
  isReconfigured(): Promise<boolean>;
  /** Why the server can't be tested any longer, see {@link HealthWatch.examine}; undefined while this run has halted it. To be asked by who holds a lock. */
  examine(): Promise<Loss | undefined>;
  /** From now on {@link hasSignedIn} is true, for all processes of the run. */
  noteSignIn(): Promise<void>;
  /** Has a user signed in during this run, on the provider's pages or without? Then these pages can be driven. */
  hasSignedIn(): Promise<boolean>;
  /** Waits until the server may be used, `exclusive` to move its clock or restart it. Resolves to the ticket that releases the lock. */
  lockServer(mode: LockMode): Promise<string>;
  unlockServer(ticket: string): Promise<void>;
  /** Makes behaviours wrong, those and no others; only where the suite itself is being tested. */
  plantFaults?(names: readonly string[]): Promise<void>;
  /** Has what was planted last changed anything yet? What is wrong inside of a stand-in is taken to have. */
  faultsTookEffect?(): Promise<boolean>;
  /** The address to register in place of a receiver of logout tokens, which passes on what it gets, as planted. */
  relayOf?(receiver: string): Promise<string>;
}

/** What can make behaviours of a target wrong. */
export type Planting = Required<Pick<SharedTarget, 'plantFaults' | 'faultsTookEffect' | 'relayOf'>>;

/** Shares a target within the process that started it. */
export function shareTarget(target: Target, planting?: Planting): SharedTarget {
  const lock = new ServerLock();
  const watch = new HealthWatch(target.description);
  let offset = milliseconds(0);
  let offsetAtStart = offset;
  let isHalted = false;
  let signedIn = false;
  let added: readonly TomlSetting[] = [];
  const halt: Target['halt'] = async (how) => {
    isHalted = true;
    await target.halt(how);
  };
  const resume: Target['resume'] = async (settings = []) => {
    try {
      await target.resume(settings);
      offsetAtStart = offset;
      added = settings;
    } finally {
      isHalted = false;
    }
  };
  const restart: Target['resume'] = async (settings) => {
    await halt('graceful');
    await resume(settings);
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
      if (offset !== offsetAtStart) await restart();
    },
    reconfigure: async (settings) => {
      if (!isDeepStrictEqual(settings, added)) await restart(settings);
    },
    isReconfigured: () => Promise.resolve(added.length > 0),
    examine: () => (isHalted ? Promise.resolve(undefined) : watch.examine(offset)),
    logTail: (lines) => target.logTail(lines),
    stop: () => target.stop(),
    noteSignIn: () => {
      signedIn = true;
      return Promise.resolve();
    },
    hasSignedIn: () => Promise.resolve(signedIn),
    lockServer: (mode) => lock.acquire(mode),
    unlockServer: (ticket) => {
      lock.release(ticket);
      return Promise.resolve();
    },
  };
}
