import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import type { Report } from '../../report/schema.ts';
import { writeReport } from '../../report/write.ts';
import { accessibilityFaults } from '../accessibility.ts';
import { clean, couldNotRun, failing, interrupted, known, partial, standIn } from './samples.ts';

/** Opens the page of a report from a file, and fails when the page breaks its own policy or asks for anything else. */
const test = base.extend<{ open: (report: Report) => Promise<void> }>({
  open: async ({ page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'is-report-'));
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
    rmSync(folder, { recursive: true });
    expect(complaints, 'what the page complained of, or asked for').toEqual([]);
  },
});

const samples = {
  clean,
  'with a known deviation': known,
  failing,
  'of a part of the suite': partial,
  'on a stand-in': standIn,
  interrupted,
  'that could not run': couldNotRun,
};
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

for (const [what, report] of Object.entries(samples)) {
  test(`the page of a run ${what} fits every width and is accessible, light and dark`, async ({ page, open }) => {
    await open(report);
    for (const [device, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `pixels beyond the width of a ${device}`).toBeLessThanOrEqual(0);
    }
    // The rows of a table are alike, and all of them would take axe minutes.
    await page.evaluate(() => {
      for (const row of document.querySelectorAll('tbody tr:nth-child(n + 20)')) row.remove();
    });
    for (const [device, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityFaults(page), `on a ${device}, ${colorScheme}`).toEqual([]);
      }
    }
  });
}

const rows = (page: Page) => page.locator('.requirements tbody tr:visible');
const total = clean.requirements.length;

/** One of the three answers at the top. */
const answer = (page: Page, name: string) => page.locator('.answers > div').filter({ hasText: name });

test('the first screen names the product, its version, and the three answers', async ({ page, open }) => {
  await open(failing);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /WSO2 Identity Server 7\.1\.0\s+Breaks at least 2 MUSTs and 1 documented promise/,
  );
  await expect(answer(page, 'Conformance')).toContainText('Breaks at least 2 MUSTs and 1 documented promise');
  await expect(answer(page, 'Expectation')).toContainText('2 new failures: IS-IDLE-2, SESSION-IFRAME-1');
  await expect(answer(page, 'Coverage')).toContainText(`${total - 6} of ${total} requirements judged`);
  await expect(answer(page, 'Certification')).toContainText(/Ready for certification: \d+ of \d+/);
  await expect(page.locator('#circumstances')).toContainText('sha256:0f1e2d3c');
  await expect(page.locator('#circumstances')).toContainText('0123456789abcdef');
});

test('the first screen names the three worst findings, by what they do to people', async ({ page, open }) => {
  await open(failing);
  const worst = page.getByRole('region', { name: 'The worst 3 of 4 findings' });
  await expect(worst.getByRole('listitem')).toHaveText([
    /^\s*Signed out without consent\..*KNOWN RPLOGOUT-HINT-3\s*, D4/s,
    /^\s*Signed out too late or too early\..*FAILED IS-IDLE-2/s,
    /^\s*Interoperability\..*FAILED SESSION-IFRAME-1/s,
  ]);
});

test('known deviations are no news, and no conformance either; one that is gone is the first remark', async ({
  page,
  open,
}) => {
  await open(known);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Breaks 1 MUST');
  await expect(answer(page, 'Expectation')).toContainText('Nothing new: the only deviation is listed for 7.1.0');
  await expect(page.getByRole('region', { name: 'Remarks' }).getByRole('listitem').first()).toContainText(
    'D11 no longer occurs',
  );
});

test('a stand-in is called one in words, and gets no colour of a verdict', async ({ page, open }) => {
  await open(standIn);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stand-in: the suite works');
  await expect(page.getByRole('note')).toContainText('Stand-in, not the product');
  await expect(page.locator('.banner')).toHaveClass('banner neutral');
  await expect(page.locator('.banner')).not.toContainText('CONFORMANT');
});

test('a part of the suite does not look like a verdict', async ({ page, open }) => {
  await open(partial);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    `Partial run: 12 of ${total} requirements judged`,
  );
  await expect(page.locator('.banner')).toHaveClass('banner neutral');
  await expect(page.locator('.banner')).not.toContainText('CONFORMANT');
});

test('what is undecided is a line for each reason, unexplained ones first, and unfolds', async ({ page, open }) => {
  await open(failing);
  const undecided = page.getByRole('region', { name: 'Undecided' });
  await expect(undecided.locator('summary')).toHaveText([
    /^1 requirement undecided: the relying party could not be asked/,
    '3 requirements blocked by SESSION-IFRAME-1',
  ]);
  await expect(undecided.getByText('SESSION-IFRAME-2', { exact: true })).toBeHidden();
  await undecided.getByText('3 requirements blocked by').click();
  await expect(undecided.getByText('SESSION-IFRAME-2', { exact: true })).toBeVisible();
  await undecided.getByRole('link', { name: 'The finding SESSION-IFRAME-1' }).click();
  await expect(page.locator('#finding-session-iframe-1')).toBeInViewport();
});

test('what stands in the way of a certification module is in its row', async ({ page, open }) => {
  await open(failing);
  const row = page.locator('.modules tr').filter({ hasText: 'oidcc-session-management-rp-initiated-logout' });
  await expect(row).toContainText('not ready');
  await expect(row).toContainText('SESSION-IFRAME-1');
});

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
