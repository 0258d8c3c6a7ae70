import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSettings } from '../../targets/settings.ts';
import { expect, test } from '../../fixtures/index.ts';

const SIZE = { width: 1000, height: 640 };
const REPORT = resolve(readSettings().REPORT_FOLDER, 'index.html');
const picture = (name: string): string => join(import.meta.dirname, `${name}.png`);

test('the sample relying party, signed in', async ({ relyingParty, user }) => {
  const { page } = await relyingParty.signIn(user);
  await page.setViewportSize(SIZE);
  await page.screenshot({ path: picture('relying-party') });
});

test('the report of the last run', async ({ page }) => {
  expect(existsSync(REPORT), `${REPORT} is there; npm start makes it`).toBe(true);
  await page.setViewportSize(SIZE);
  await page.goto(pathToFileURL(REPORT).href);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.screenshot({ path: picture('report') });
});
