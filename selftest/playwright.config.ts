import { defineConfig } from '@playwright/test';
import { findBrowser } from '../setup/find-browser.ts';

const browser = findBrowser(process.env['BROWSER_PATH']);
const executablePath = browser?.headlessShell ?? browser?.executablePath;

/** The project's own tests: `npm test`. */
export default defineConfig({
  testDir: '.',
  // They need a Docker engine: `npm run test:containers`.
  testIgnore: 'containers/**',
  outputDir: '../test-results/selftest',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '../test-results/selftest.json' }]],
  use: { browserName: 'chromium', launchOptions: executablePath === undefined ? {} : { executablePath } },
});
