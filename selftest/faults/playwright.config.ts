import { cpus } from 'node:os';
import { defineConfig, type Project } from '@playwright/test';
import type { CookiePolicyOptions } from '../../fixtures/run/cookie-policy.ts';
import { findBrowser } from '../../setup/find-browser.ts';
import { readOrder, wantedFaults } from './order.ts';

const executablePath = findBrowser(process.env['BROWSER_PATH'])?.executablePath;

const order = readOrder();

/** The cookie topologies of the suite. */
const topologies: readonly Project<object, CookiePolicyOptions>[] = [
  { name: 'same-site', grepInvert: /@third-party-cookies/ },
  { name: 'third-party cookies allowed', grep: /@third-party-cookies-allowed/, use: { cookiePolicy: 'allowed' } },
  { name: 'third-party cookies blocked', grep: /@third-party-cookies-blocked/, use: { cookiePolicy: 'blocked' } },
];

/**
 * `npm run selftest`: a project takes one batch of trials, with one worker, one provider and one browser. There are as many as there are
 * faults, so that each can have its own; which project has which tests with which fault, the reporter plans.
 */
export default defineConfig<object, CookiePolicyOptions>({
  testDir: '../../tests',
  outputDir: '../../test-results/faults',
  globalSetup: '../../fixtures/run/global-setup.ts',
  // Some wait for what the fault keeps from happening, while others work.
  // A server that all share has one fault at a time.
  workers: order.target === 'reference' ? cpus().length + 2 : 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['./kill-table-reporter.ts']],
  use: {
    browserName: 'chromium',
    launchOptions: executablePath === undefined ? {} : { executablePath },
    // Of no use to a quick machine, and of need to one that is busy: what fails here would be a fault of nobody.
    navigationTimeout: 30_000,
    actionTimeout: 15_000,
  },
  projects: wantedFaults(order).flatMap((_, index) =>
    topologies.map((topology) => ({
      ...topology,
      name: `${topology.name ?? ''} ${index + 1}`,
      metadata: { topology: topology.name },
      workers: 1,
    })),
  ),
});
