import { cpus } from 'node:os';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../setup/find-browser.ts';

const browser = findBrowser(process.env['BROWSER_PATH']);
const executablePath = browser?.headlessShell ?? browser?.executablePath;

/** Whole runs of the suite, a minute or two each: begun last, they would keep everybody waiting. */
const WHOLE_RUNS = ['runs/*.spec.ts', 'compare/upgrade-check.spec.ts', 'report/redaction.spec.ts'];
// They need a Docker engine: `npm run test:containers`.
const CONTAINERS = 'containers/**';
// They take long: `npm run test:operators`.
const OPERATORS = 'operators/**';

/** The project's own tests: `npm test`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/selftest',
  fullyParallel: true,
  // Many wait for a program that they have started.
  workers: cpus().length + 2,
  timeout: 120_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '../test-results/selftest.json' }]],
  use: { browserName: 'chromium', launchOptions: executablePath === undefined ? {} : { executablePath } },
  projects: [
    { name: 'whole runs', testMatch: WHOLE_RUNS },
    { name: 'everything else', testIgnore: [CONTAINERS, OPERATORS, ...WHOLE_RUNS] },
  ],
});
