import { defineConfig } from '@playwright/test';

/** What needs a Docker engine: `npm run test:containers`. Where there is none, every test is skipped with that reason. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/containers',
  globalSetup: './global-setup.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '../../test-results/containers.json' }]],
});
