import { defineConfig, type ReporterDescription } from '@playwright/test';
import type { CookiePolicyOptions } from './fixtures/run/cookie-policy.ts';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from './targets/settings.ts';
import { CannotRunError } from './lib/cannot-run.ts';
import { makeReportFolder } from './report/folder.ts';
import { findBrowser } from './setup/find-browser.ts';
import { proxyOfBrowser } from './setup/browser-proxy.ts';

function settingsOrExit(): Settings {
  try {
    const settings = readSettings();
    makeReportFolder(settings.REPORT_FOLDER);
    return settings;
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

const settings = settingsOrExit();
const browser = findBrowser(settings.BROWSER_PATH);

/** With a real clock most tests do nothing but wait, and do so side by side. */
const waits = settings.IS_CLOCK === 'real' || settings.IS_TARGET === 'remote';

/** Clients and users that were made for the suite are lent to one test at a time. */
const isGiven = settings.IS_TARGET === 'remote' && settings.IS_CLIENTS !== undefined;

export default defineConfig<object, CookiePolicyOptions>({
  testDir: 'tests',
  outputDir: join(settings.REPORT_FOLDER, 'test-results'),
  globalSetup: './fixtures/run/global-setup.ts',
  fullyParallel: true,
  workers: isGiven ? 1 : waits ? 6 : Math.max(2, availableParallelism()),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A result that changes from one attempt to the next is a finding, not noise.
  retries: 0,
  forbidOnly: settings.CI !== undefined,
  reporter: [
    // The first: nothing that the others print or store holds a secret after it.
    ['./report/redaction.ts'],
    // A person sees one line that changes; a log keeps a line for each test.
    ...(process.stdout.isTTY ? [] : ([['list']] satisfies ReporterDescription[])),
    ['./report/progress.ts'],
    ['html', { outputFolder: join(settings.REPORT_FOLDER, 'playwright'), open: 'never' }],
    ['junit', { outputFile: join(settings.REPORT_FOLDER, 'junit.xml') }],
    ['json', { outputFile: join(settings.REPORT_FOLDER, 'playwright.json') }],
    ['./report/reporter.ts'],
  ],
  use: {
    browserName: 'chromium',
    launchOptions: {
      ...(browser?.executablePath === undefined ? {} : { executablePath: browser.executablePath }),
      ...proxyOfBrowser(settings),
    },
    // Who wants a trace asks for it (--trace on); it is freed of secrets and pictures before it is stored.
    trace: 'off',
    navigationTimeout: 30_000,
    actionTimeout: 15_000,
  },
  projects: [
    { name: 'same-site', grepInvert: /@third-party-cookies|@restart/ },
    {
      name: 'cross-site, third-party cookies allowed',
      grep: /@third-party-cookies-allowed/,
      use: { cookiePolicy: 'allowed' },
    },
    {
      name: 'cross-site, third-party cookies blocked',
      grep: /@third-party-cookies-blocked/,
      use: { cookiePolicy: 'blocked' },
    },
    // Last: what a restart may do to a server is not to be taken for a fault of anything else.
    { name: 'restarts', grep: /@restart/ },
  ],
});
