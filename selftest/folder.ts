import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';

/** A folder of the test's own, which stays until the next self-test for whoever wants to look, and a way to put a file there. */
export const test = base.extend<{ folder: string; file: (name: string, content: unknown) => string }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright insists on a destructured first argument
  folder: async ({}, use, testInfo) => {
    await use(testInfo.outputPath());
  },
  file: async ({ folder }, use) => {
    await use((name, content) => {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    });
  },
});
export { expect } from '@playwright/test';
