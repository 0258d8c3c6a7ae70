import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import suite from '../../playwright.config.ts';

/** Makes the pictures of the README: `npm run docs`. */
export default defineConfig(suite, {
  testDir: '.',
  globalSetup: '../../fixtures/run/global-setup.ts',
  outputDir: join(suite.outputDir ?? 'test-results', 'pictures'),
  reporter: 'list',
  workers: 1,
});
