import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from './run.ts';

/** A file system that is full after 64 kB; undefined where this machine lets us make none. */
const test = base.extend<{ tinyDisk: string | undefined }>({
  tinyDisk: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'is-tiny-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
    await use(mounted ? folder : undefined);
    if (mounted) spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  },
});

test('a disk that is full when the report is written gives exit code 2, and the verdict in the terminal', async ({
  startRun,
  tinyDisk,
}) => {
  test.skip(tinyDisk === undefined, 'mounts a file system of its own, which only root may');
  const run = startRun({ IS_TARGET: 'reference', REPORT_FOLDER: tinyDisk ?? '' }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain(`The report could not be written to ${tinyDisk}`);
  expect(run.output).toContain('no space left on device');
  expect(run.output).toContain('set REPORT_FOLDER to another folder');
  expect(run.output, 'what was verified').toMatch(/\d+ PASSED/);
});
