import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBrowser } from '../../setup/find-browser.ts';
import { expect, test } from './world.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One of an answer, one of a delivery, and one that the proxy sends by itself. */
const FAULTS = ['logout-by-post-refused', 'logout-token-of-another-issuer', 'sent-again-after-204'];

test('faults are planted in front of a server in a container, and caught', async ({ image, needs }) => {
  test.setTimeout(600_000);
  needs(findBrowser(process.env['BROWSER_PATH']) !== undefined, 'there is no browser');
  const command = ['--import', 'tsx', 'selftest/faults/main.ts', '--target', 'container'];
  const run = promisify(execFile)(process.execPath, [...command, ...FAULTS.flatMap((name) => ['--fault', name])], {
    cwd: ROOT,
    env: { ...process.env, IS_IMAGE: image, IS_CLOCK: 'movable', FORCE_COLOR: '0' },
    timeout: 580_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  const { stdout } = await run.catch((error: unknown) => {
    throw new Error(`${String(error)}\n${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  });
  expect(stdout).toContain(`${FAULTS.length} of ${FAULTS.length} faults planted in front of WSO2 Identity Server`);
});
