import { defineConfig } from '@playwright/test';

/**
 * Whole runs on servers of other kinds, as an operator would make them: `npm run test:operators`. Twenty runs of the suite
 * are too much for every `npm test`; they are made every week, and when something about them is changed.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/operators',
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
});
