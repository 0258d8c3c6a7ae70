import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seconds } from '../../lib/durations.ts';
import { startGuard } from '../../lib/guard.ts';
import { endProcessGroup } from '../../lib/process-group.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';
import { readReport } from '../comparison/read-report.ts';
import type { Report } from '../schema.ts';
import type { Side } from './side.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');

/** A run that was told to end first removes what it has made on the server. */
const GRACE = seconds(120);
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ends with the exit code of the process; null where a signal ended it. Signals that reach us are passed on, once. */
async function untilEnded(side: Side, args: readonly string[]): Promise<{ code: number | null; stopped: boolean }> {
  const child = spawn(process.execPath, [CLI, 'test', ...args], {
    cwd: ROOT,
    env: side.environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own: npm and the terminal both send Ctrl-C, and the runner takes the second for "at once, unclean".
    detached: true,
  });
  const { pid } = child;
  const guard = pid === undefined ? undefined : startGuard({ kind: 'process-group', pid, directories: [] });
  let killing: Promise<void> | undefined;
  let late: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (late !== undefined || pid === undefined) return;
    child.kill('SIGINT');
    late = setTimeout(() => {
      killing = endProcessGroup(pid, seconds(0));
    }, GRACE);
  };
  for (const name of STOPS) process.on(name, stop);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', resolve);
    });
    await killing;
    return { code, stopped: late !== undefined };
  } finally {
    clearTimeout(late);
    for (const name of STOPS) process.off(name, stop);
    if (pid !== undefined) await endProcessGroup(pid, seconds(5));
    guard?.release();
  }
}

const obstaclesOf = (report: Report | undefined): string =>
  report === undefined
    ? 'it left no report; its own message is above.'
    : report.obstacles.map(({ problem }) => problem).join('\n');

const remedyOf = (report: Report | undefined): string =>
  report?.obstacles.find(({ remedy }) => remedy !== undefined)?.remedy ??
  'fix what it names, and start the check again.';

/**
 * Runs the suite against one side and gives its report.
 * @throws CannotRunError when the run could not happen, did not get to its end, or was interrupted.
 */
export async function runSuite(side: Side, reportFolder: string, args: readonly string[]): Promise<Report> {
  const file = join(reportFolder, 'report.json');
  const { code, stopped } = await untilEnded(side, args);
  if (stopped)
    throw new CannotRunError(
      `The check was interrupted during the run ${side.which} (${side.name}).`,
      'start it again; an incomplete run is not compared.',
    );
  const report = existsSync(file) ? readReport(file) : undefined;
  if (report === undefined || report.obstacles.length > 0 || code === null)
    throw new CannotRunError(
      `The run ${side.which} (${side.name}) could not start, or did not finish: ${obstaclesOf(report)}`,
      remedyOf(report),
    );
  return report;
}
