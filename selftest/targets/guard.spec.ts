import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { GuardJob } from '../../lib/guard.ts';
import { endProcessGroup, membersOf } from '../../lib/process-group.ts';
import { milliseconds } from '../../lib/durations.ts';
import { expect, test } from './world.ts';

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const PARENT = fileURLToPath(new URL('./guarded-parent.ts', import.meta.url));

interface Guarded {
  readonly parent: ChildProcess;
  readonly group: number;
  readonly guard: number;
}

async function startGuarded(job: GuardJob, cwd: string, mode = ''): Promise<Guarded> {
  const parent = spawn(process.execPath, ['--import', LOADER, PARENT, JSON.stringify(job), mode], {
    cwd,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
  return { parent, ...(JSON.parse(line) as { group: number; guard: number }) };
}

const kill = async ({ parent }: Guarded, signal: NodeJS.Signals): Promise<void> => {
  const exit = once(parent, 'exit');
  parent.kill(signal);
  await exit;
};

for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
  test(`what a process started and made is gone after its ${signal}`, async ({ directory }) => {
    const doomed = join(directory, 'doomed');
    mkdirSync(join(doomed, 'with', 'content'), { recursive: true });
    const guarded = await startGuarded({ kind: 'process-group', directories: [doomed] }, directory);
    expect(membersOf(guarded.group)).toHaveLength(2);
    await kill(guarded, signal);
    await expect.poll(() => membersOf(guarded.group)).toEqual([]);
    await expect.poll(() => existsSync(doomed)).toBe(false);
    await expect.poll(() => membersOf(guarded.guard)).toEqual([]);
  });
}

test('a guard that was released does nothing, and ends', async ({ directory }) => {
  const kept = join(directory, 'kept');
  mkdirSync(kept);
  const guarded = await startGuarded({ kind: 'process-group', directories: [kept] }, directory, 'release');
  await expect.poll(() => membersOf(guarded.guard)).toEqual([]);
  await kill(guarded, 'SIGKILL');
  expect(existsSync(kept)).toBe(true);
  expect(membersOf(guarded.group)).toHaveLength(2);
  await endProcessGroup(guarded.group, milliseconds(5_000));
});

test('Ctrl-C does not reach the guard: it is in a session of its own', async ({ directory }) => {
  const guarded = await startGuarded({ kind: 'process-group', directories: [] }, directory);
  expect(membersOf(guarded.guard)).toEqual([guarded.guard]);
  await kill(guarded, 'SIGKILL');
  await expect.poll(() => membersOf(guarded.group)).toEqual([]);
});

test('a folder outside the folder for temporary files is never removed', async ({ directory }) => {
  // For the guard, the folder for temporary files is this one.
  const temporary = join(directory, 'temporary');
  const precious = join(directory, 'precious');
  mkdirSync(temporary);
  mkdirSync(precious);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = temporary;
  const guarded = await startGuarded(
    { kind: 'process-group', directories: [precious, join(temporary, '..', 'precious')] },
    directory,
  ).finally(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  await kill(guarded, 'SIGKILL');
  await expect.poll(() => membersOf(guarded.guard)).toEqual([]);
  expect(existsSync(precious)).toBe(true);
});

test("a module's clean-up is called with its argument", async ({ directory }) => {
  const file = join(directory, 'mark');
  const job = { kind: 'module', module: 'selftest/targets/mark.ts', argument: { file, text: 'cleaned up' } } as const;
  const guarded = await startGuarded(job, directory);
  await kill(guarded, 'SIGKILL');
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe('cleaned up');
  await endProcessGroup(guarded.group, milliseconds(5_000));
});

test('a group that ignores the request to end is made to end', async () => {
  const stubborn = spawn('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 1; done'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(stubborn.stdout, 'data');
  const group = stubborn.pid ?? 0;
  await endProcessGroup(group, milliseconds(300));
  expect(membersOf(group)).toEqual([]);
});
