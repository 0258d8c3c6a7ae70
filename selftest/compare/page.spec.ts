import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { accessibilityFaults } from '../accessibility.ts';
import type { Comparison } from '../../report/comparison/comparison.ts';
import { renderPage, type PageOptions } from '../../report/comparison/page.ts';
import { expect, test as base } from '../folder.ts';
import { eventfulUpgrade, quietUpgrade } from './upgrade.ts';

/** Opens a comparison from a file, and watches what the page asks for and complains about. */
const test = base.extend<{
  open: (comparison: Comparison, options?: PageOptions) => Promise<{ requests: string[]; complaints: string[] }>;
}>({
  open: async ({ page, folder }, use) => {
    await use(async (comparison, options = {}) => {
      const file = join(folder, 'index.html');
      writeFileSync(file, await renderPage(comparison, options));
      const [requests, complaints]: [string[], string[]] = [[], []];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(pathToFileURL(file).href);
      return { requests, complaints };
    });
  },
});

const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

test('the answer is the first thing that is read', async ({ page, open }) => {
  await open(eventfulUpgrade);
  await expect(page).toHaveTitle('May I upgrade? No: 2 requirements newly fail.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^May I upgrade\?\s+No$/);
  await expect(page.getByRole('banner')).toContainText('2 requirements newly fail.');
});

test('what newly fails comes before all other changes, with what was expected and what happened', async ({
  page,
  open,
}) => {
  await open(eventfulUpgrade);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'What was compared',
    'Newly failing',
    'Hard to compare',
    'Newly passing',
    'Changed known deviations',
    'Changed warnings',
    'No longer judged',
    'Timing changes beyond noise',
    'Changed facts',
    'Still failing',
  ]);
  const failing = page.getByRole('region', { name: 'Newly failing' });
  await expect(failing.getByRole('article')).toHaveCount(2);
  await expect(failing.getByRole('article').first()).toContainText('what IS-IDLE-2 requires');
});

test('both versions and what differs between the runs stand side by side, with links to the reports', async ({
  page,
  open,
}) => {
  await open(eventfulUpgrade, { reports: { before: 'before/index.html', after: 'after/index.html' } });
  const server = page.getByRole('row', { name: /^server/ });
  await expect(server).toContainText('WSO2 Identity Server 7.0.0');
  await expect(server).toContainText('WSO2 Identity Server 7.2.0');
  await expect(page.getByRole('link', { name: 'after, the report' })).toHaveAttribute('href', 'after/index.html');
});

test('changed times and facts are tables of before and after', async ({ page, open }) => {
  await open(eventfulUpgrade);
  const times = page.getByRole('region', { name: 'Timing changes beyond noise', exact: true });
  await expect(times.getByRole('row', { name: /first ended/ })).toContainText('22 min 10 s');
  const facts = page.getByRole('region', { name: 'Changed facts', exact: true });
  await expect(facts.getByRole('row', { name: /^null/ })).toContainText('present');
  await expect(facts.getByRole('row', { name: /id_token/ })).toContainText('+ claim org_handle');
});

test('an upgrade that changes nothing says so, and has nothing else to read', async ({ page, open }) => {
  await open(quietUpgrade);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Yes');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['What was compared', 'Still failing']);
});

test('the page asks for nothing and breaks nothing of its own policy', async ({ page, open }) => {
  const { requests, complaints } = await open(eventfulUpgrade);
  expect(requests).toEqual([page.url()]);
  expect(complaints).toEqual([]);
});

test('text of a server stays text', async ({ page, open }) => {
  const { complaints } = await open({ ...eventfulUpgrade, sentence: 'No: <img src=x onerror=alert(1)>' });
  await expect(page.getByRole('banner')).toContainText('<img src=x onerror=alert(1)>');
  expect(complaints).toEqual([]);
});

for (const [device, viewport] of Object.entries(WIDTHS))
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`on a ${device} in ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      test('nothing is wider than the screen, and axe finds nothing', async ({ page, open }) => {
        await open(eventfulUpgrade, { reports: { before: 'before/index.html', after: 'after/index.html' } });
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, 'pixels beyond the screen').toBeLessThanOrEqual(0);
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    });
