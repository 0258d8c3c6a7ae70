import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBrowser } from '../../setup/find-browser.ts';
import { expect, test } from './world.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
const AREAS = [
  'tests/sign-in',
  'tests/keep-alive',
  'tests/durability',
  'tests/back-channel-logout',
  'tests/idle-timeout/boundary',
];

test('the conformance suite runs on containers as it does elsewhere', async ({ image, directory, needs }) => {
  test.setTimeout(600_000);
  needs(findBrowser(process.env['BROWSER_PATH']) !== undefined, 'there is no browser');
  const environment = {
    ...process.env,
    IS_TARGET: 'container',
    IS_IMAGE: image,
    IS_CLOCK: 'movable',
    REPORT_FOLDER: directory,
    FORCE_COLOR: '0',
  };
  const run = promisify(execFile)(process.execPath, [CLI, 'test', ...AREAS], {
    cwd: ROOT,
    env: environment,
    timeout: 580_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  // It rejects with all that was written, unless the exit code is 0.
  const { stdout } = await run;
  expect(stdout).toMatch(/\b\d+ passed/);
  expect(stdout).toContain('(container)');
});
