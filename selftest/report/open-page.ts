import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Report } from '../../report/schema.ts';
import { writeReport } from '../../report/write.ts';
import { expect, test as base } from '../folder.ts';

/** Opens the page of a report from a file, and fails when the page breaks its own policy or asks for anything else. */
export const test = base.extend<{ open: (report: Report) => Promise<void> }>({
  open: async ({ page, folder }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') || !request.isNavigationRequest()) complaints.push(request.url());
    });
    await use(async (report) => {
      await writeReport(folder, report);
      await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    });
    expect(complaints, 'what the page complained of, or asked for').toEqual([]);
  },
});
export { expect } from '@playwright/test';
