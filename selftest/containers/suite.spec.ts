import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBrowser } from '../../setup/find-browser.ts';
import { CLI } from '../playwright-process.ts';
import { expect, test } from './world.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
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
  // The exit code is the suite's own verdict; what it wrote says why.
  const { stdout } = await run.catch((error: unknown) => {
    throw new Error(`${String(error)}\n${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  });
  expect(stdout).toMatch(/\b\d+ passed/);
  expect(stdout).toContain('(container)');
});
