import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { seconds } from './durations.ts';
import { guardJob, RELEASE, type GuardJob } from './guard.ts';
import { endProcessGroup } from './process-group.ts';

// The program that startGuard starts. It has nobody to talk to: its starter is gone when it has something to do.

const GRACE = seconds(20);

async function removeTemporary(directory: string): Promise<void> {
  const temporary = realpathSync(tmpdir()) + sep;
  const parent = realpathSync(dirname(directory)) + sep;
  if (!parent.startsWith(temporary)) throw new Error(`${directory} is not in ${temporary}`);
  // A process that is being killed may still write a last file.
  await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

async function carryOut(job: GuardJob): Promise<void> {
  if (job.kind === 'module') {
    const { cleanUp } = (await import(new URL(`../${job.module}`, import.meta.url).href)) as {
      cleanUp: (argument: unknown) => Promise<unknown>;
    };
    await cleanUp(job.argument);
    return;
  }
  try {
    if (job.pid !== undefined) await endProcessGroup(job.pid, GRACE);
  } finally {
    await Promise.all(job.directories.map(removeTemporary));
  }
}

function readJob(line: string): GuardJob | undefined {
  try {
    return guardJob.parse(JSON.parse(line));
  } catch {
    return undefined; // Its starter ended in the middle of the line: the job before it holds.
  }
}

let job: GuardJob | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === RELEASE) process.exit(0);
  job = readJob(line) ?? job;
}
if (job !== undefined) await carryOut(job);
