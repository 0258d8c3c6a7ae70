import type { Page } from '@playwright/test';
import { expect, test } from './open-page.ts';
import { clean, couldNotRun, elsewhere, failing, known, partial, standIn } from './samples.ts';

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

const next = (page: Page) => page.getByRole('region', { name: 'What next' }).getByRole('listitem');

test('the first screen says what to do next: read, and repeat', async ({ page, open }) => {
  await open(failing);
  await expect(next(page)).toHaveText([
    /^\s*Read the 2 new failures below/,
    /npx playwright test --grep/,
    /no longer occurs/,
  ]);
  await next(page).getByRole('link').click();
  await expect(page.locator('#finding-is-idle-2')).toBeInViewport();
});

test('what could not be had here comes with its remedy, and with what was skipped for want of it', async ({
  page,
  open,
}) => {
  await open(elsewhere);
  const table = page.getByRole('region', { name: 'What could be judged here' }).locator('tbody tr');
  await expect(table).toHaveText([
    /sign-in.*available/s,
    /silent call.*left to the tests/s,
    /logout token.*not here.*To have it: run the suite on the machine of the server.*2 requirements skipped/s,
  ]);
  await expect(next(page)).toHaveText([/To have more judged \(2 requirements skipped here\): run the suite on/]);
});

test('a good report says what it is good for, and one of nothing sends nobody anywhere', async ({ page, open }) => {
  await open(clean);
  await expect(next(page)).toHaveText([/Nothing to be done\. .*npm run compare/s]);
  await open(couldNotRun);
  await expect(next(page)).toHaveCount(0);
});

test('the settings are folded until somebody asks for them', async ({ page, open }) => {
  await open(clean);
  const settings = page.locator('#circumstances').getByText('sha256:0f1e2d3c');
  await expect(settings).toBeHidden();
  await page.getByRole('link', { name: 'What was tested, and how' }).click();
  await expect(settings).toBeVisible();
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
