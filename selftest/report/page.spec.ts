import type { Page } from '@playwright/test';
import { expect, test } from './open-page.ts';
import { clean, couldNotRun, failing, interrupted } from './samples.ts';

const rows = (page: Page) => page.locator('.requirements tbody tr:visible');
const total = clean.requirements.length;

test('a run that could not happen says why, and what to do', async ({ page, open }) => {
  await open(couldNotRun);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Could not run');
  await expect(page.locator('#obstacles')).toContainText('No Docker engine can be used');
  await expect(page.locator('#obstacles')).toContainText('What to do: start Docker');
  await expect(page.locator('#obstacles')).toContainText('Nothing had been verified');
});

test('an interrupted run says what was verified before', async ({ page, open }) => {
  await open(interrupted);
  await expect(page.locator('#obstacles')).toContainText(/Before that, \d+ requirements had been judged/);
  await expect(page.locator('#findings')).toContainText('IS-IDLE-2');
});

test('a finding shows both sides, and its exchange is two clicks away', async ({ page, open }) => {
  await open(failing);
  await page
    .getByRole('navigation', { name: 'Findings' })
    .getByRole('link', { name: /IS-IDLE-2/ })
    .click();
  const finding = page.locator('#finding-is-idle-2');
  await expect(finding.locator('.clause a')).toHaveAttribute('href', /^https:/);
  await expect(finding).toContainText('Signed out too late or too early:');
  await expect(finding.locator('.expected')).toContainText('the session has ended');
  await expect(finding.locator('.actual')).toContainText('code=<code>');
  await expect(finding.getByRole('link', { name: /Trace/ })).toHaveAttribute('href', 'test-results/some/trace.zip');
  await finding.getByRole('link', { name: /The exchange/ }).click();
  const exchange = page.locator('#exchange-a1-b1');
  await expect(exchange.getByText('https://localhost:9443/oidc/logout')).toBeVisible();
  await expect(exchange.getByText('"sub": "alice"').first()).toBeVisible();
  await expect(exchange.getByText('clears cookie opbs')).toBeVisible();
});

test('what a server has sent is text on the page, and never markup', async ({ page, open }) => {
  await open(failing);
  await expect(page.getByText('relying party: "<img src=x onerror=alert(1)>"').first()).toBeVisible();
  await expect(page.locator('main img, main script')).toHaveCount(0);
});

test('the list of requirements is filtered by words, verdict and area together', async ({ page, open }) => {
  await open(failing);
  await expect(rows(page)).toHaveCount(total);
  await page.getByLabel('Verdict', { exact: true }).selectOption('FAILED');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole('status')).toHaveText(`2 of ${total} requirements`);
  await page.getByLabel('Area', { exact: true }).selectOption('cookies');
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByLabel('Search').fill('hint-3 documented');
  await expect(rows(page)).toHaveCount(0);
  await page.getByLabel('Search').fill('hint-3 must');
  await expect(rows(page).filter({ hasText: 'RPLOGOUT-HINT-3' })).toHaveCount(1);
});

test('a count and a cell of the matrix lead to their requirements', async ({ page, open }) => {
  await open(failing);
  await page
    .getByRole('link', { name: /1.*KNOWN/ })
    .first()
    .click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('link', { name: /^Idle timeout, .*1 FAILED/ }).click();
  await expect(rows(page).filter({ hasText: 'IS-IDLE-2' })).toHaveCount(1);
});

test('everything can be done by keyboard', async ({ page, open }) => {
  await open(failing);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the findings' })).toBeFocused();
  const exchange = page.locator('#finding-is-idle-2').getByRole('link', { name: /The exchange/ });
  await exchange.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#exchange-a1-b1 li').first()).toBeVisible();
  await page.getByLabel('Search').focus();
  await page.keyboard.type('IS-IDLE-2');
  await expect(rows(page).first()).toContainText('IS-IDLE-2');
  const first = rows(page).first().locator('summary');
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(rows(page).first().getByText('idle-timeout/boundary.spec.ts')).toBeVisible();
});

test('a timeline tells in words what it shows, and has a mark for each event', async ({ page, open }) => {
  await open(failing);
  const picture = page.getByRole('img', { name: /15 min 30 s of server time with an idle timeout of 15 min/ }).first();
  await expect(picture).toHaveAccessibleName(/1 × asked, and alive.*Last, at 15 min 24 s: asked, and alive/);
  await expect(picture.locator('.mark')).toHaveCount(4);
  await expect(picture.locator('.window')).toHaveCount(2);
});

test('the kill table says which planted fault was missed', async ({ page, open }) => {
  await open(failing);
  await expect(page.locator('.kills tr').filter({ hasText: 'state-dropped' })).toContainText('missed');
  await expect(page.locator('.kills tr').filter({ hasText: 'idle-timeout-never' })).toContainText('caught');
});

test('on paper the exchanges are unfolded, and what one can only click is not there', async ({ page, open }) => {
  await open(failing);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('.filters')).toBeHidden();
  await expect(page.locator('#exchange-a1-b1 li').first()).toBeVisible();
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page shows everything, and no filter that would not work', async ({ page, open }) => {
    await open(failing);
    await expect(page.locator('.requirements tbody tr')).toHaveCount(total);
    await expect(page.locator('.filters')).toBeHidden();
  });
});
