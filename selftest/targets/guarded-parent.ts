import { spawn } from 'node:child_process';
import { startGuard, type GuardJob } from '../../lib/guard.ts';

/**
 * A process that starts something, has it guarded, and waits to be killed. Its first argument is the job as JSON; one of
 * the kind `process-group` gets the group that is started here. Its second argument `release` lets the guard go at once.
 */
const [, , job = '', mode] = process.argv;
const child = spawn('sh', ['-c', 'sleep 600 & wait'], { detached: true, stdio: 'ignore' });
const given = JSON.parse(job) as GuardJob;
const guard = startGuard({ kind: 'process-group', directories: [] });
guard.update(given.kind === 'process-group' && child.pid !== undefined ? { ...given, pid: child.pid } : given);
if (mode === 'release') guard.release();
process.stdout.write(`${JSON.stringify({ group: child.pid, guard: guard.pid })}\n`);
process.stdin.resume();
