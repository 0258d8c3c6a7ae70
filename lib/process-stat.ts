import { readFileSync } from 'node:fs';

/** What `/proc/<pid>/stat` says: the program's name, and the fields behind it, of which the first is the state. */
export interface ProcessStat {
  readonly name: string;
  readonly fields: readonly string[];
}

/** Undefined for a process that has ended, and where there is no `/proc`. */
export function readProcessStat(pid: string | number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name is in brackets, and may itself hold spaces and brackets.
    const end = text.lastIndexOf(')');
    return { name: text.slice(text.indexOf('(') + 1, end), fields: text.slice(end + 2).split(' ') };
  } catch {
    return undefined;
  }
}
