import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { milliseconds, type Duration } from './durations.ts';
import { readProcessStat } from './process-stat.ts';

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** One letter as `ps` shows it; `Z` is a process that has ended and only waits to be reaped. */
  readonly state: string;
}

function fromProc(pid: string): ProcessEntry | undefined {
  const stat = readProcessStat(pid);
  if (stat === undefined) return undefined;
  const [state = '', parent, group] = stat.fields;
  return { pid: Number(pid), parent: Number(parent), group: Number(group), state };
}

function fromPs(line: string): ProcessEntry {
  const [pid, parent, group, state = ''] = line.trim().split(/\s+/);
  return { pid: Number(pid), parent: Number(parent), group: Number(group), state };
}

function listProcesses(): ProcessEntry[] {
  if (process.platform === 'linux') {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(fromProc).filter((entry) => entry !== undefined);
  }
  const listing = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,state='], { encoding: 'utf8' });
  return listing.trimEnd().split('\n').map(fromPs);
}

const running = (): ProcessEntry[] => listProcesses().filter(({ state }) => !state.startsWith('Z'));

/** The process ids of the group that are still running. */
export const membersOf = (group: number): number[] =>
  running()
    .filter((entry) => entry.group === group)
    .map(({ pid }) => pid);

/** The process ids of all that a running process has started, and of what those have started; itself first. */
export function familyOf(pid: number): number[] {
  const all = running();
  const family = [pid];
  // The list grows while it is walked.
  for (const elder of family) family.push(...all.filter(({ parent }) => parent === elder).map((entry) => entry.pid));
  return family;
}

/** Those of `pids` that have not ended. */
export function stillRunning(pids: readonly number[]): number[] {
  const all = new Set(running().map(({ pid }) => pid));
  return pids.filter((pid) => all.has(pid));
}

function signal(group: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-group, name);
  } catch (error) {
    // ESRCH: the group has ended. macOS says EPERM where all that is left of it is not reaped yet.
    if (membersOf(group).length > 0) throw error;
  }
}

async function ended(group: number, within: Duration): Promise<boolean> {
  const deadline = performance.now() + within;
  while (membersOf(group).length > 0) {
    if (performance.now() > deadline) return false;
    await delay(milliseconds(100));
  }
  return true;
}

const KILL_TIMEOUT = milliseconds(5_000);

/** Ends a process group: asks it to (SIGTERM), and after `grace` makes it (SIGKILL). A group that has ended already is no error. */
export async function endProcessGroup(group: number, grace: Duration): Promise<void> {
  if (grace > 0) {
    signal(group, 'SIGTERM');
    if (await ended(group, grace)) return;
  }
  signal(group, 'SIGKILL');
  if (!(await ended(group, KILL_TIMEOUT)))
    throw new Error(`process group ${group} is still there ${KILL_TIMEOUT} ms after SIGKILL`);
}
