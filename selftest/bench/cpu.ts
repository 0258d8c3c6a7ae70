import { readdirSync, readFileSync } from 'node:fs';
import { seconds } from '../../lib/durations.ts';
import { readProcessStat } from '../../lib/process-stat.ts';

/** CPU seconds by who used them. The suite's share includes whatever else ran on the machine meanwhile. */
export interface CpuUse {
  readonly total: number;
  readonly browser: number;
  readonly server: number;
  readonly suite: number;
}

/** What the kernel counts in, as seen from outside (`man 5 proc`, USER_HZ): the same on every Linux in use. */
const TICKS_PER_SECOND = 100;
const SAMPLE_EVERY = seconds(0.5);

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Its own, and of those children that are gone. */
  readonly ticks: number;
}

function readProcess(pid: number): Process | undefined {
  const stat = readProcessStat(pid);
  if (stat === undefined) return undefined;
  const ticks = stat.fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
  return { pid, parent: Number(stat.fields[1]), name: stat.name, ticks };
}

const KINDS = { browser: /^(chrom|headless_shell)/i, server: /^java/ } as const;
type Kind = keyof typeof KINDS;

/** CPU seconds of the whole machine since it was started, apart from idleness. */
function machineSeconds(): number {
  const [, user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8').split(/\s+/);
  return [user, nice, system, irq, softirq, steal].reduce((sum, each) => sum + Number(each), 0) / TICKS_PER_SECOND;
}

type Seen = Map<number, Process>;

/**
 * Brings up to date what is known of the processes of a kind. One that is gone has left its ticks to its parent, if that
 * is still there; otherwise what was last seen of it stays.
 */
function update(seen: Seen, kind: RegExp): void {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const alive = pids.map(readProcess).filter((each) => each !== undefined && kind.test(each.name)) as Process[];
  const byPid = new Map(alive.map((each) => [each.pid, each]));
  for (const { pid, parent } of [...seen.values()]) if (!byPid.has(pid) && byPid.has(parent)) seen.delete(pid);
  for (const each of alive) seen.set(each.pid, { ...each, parent: seen.get(each.pid)?.parent ?? each.parent });
}

/** Measures until it is stopped; undefined where there is no `/proc`. */
export function measureCpu(): (() => CpuUse) | undefined {
  if (process.platform !== 'linux') return undefined;
  const before = machineSeconds();
  const last: Record<Kind, Seen> = { browser: new Map(), server: new Map() };
  const sample = (): void => {
    for (const [kind, pattern] of Object.entries(KINDS) as [Kind, RegExp][]) update(last[kind], pattern);
  };
  sample();
  const atStart = { browser: sum(last.browser), server: sum(last.server) };
  const timer = setInterval(sample, SAMPLE_EVERY);
  return () => {
    clearInterval(timer);
    sample();
    const total = machineSeconds() - before;
    const [browser, server] = [sum(last.browser) - atStart.browser, sum(last.server) - atStart.server];
    return { total, browser, server, suite: total - browser - server };
  };
}

const sum = (seen: Seen): number => [...seen.values()].reduce((all, { ticks }) => all + ticks, 0) / TICKS_PER_SECOND;
