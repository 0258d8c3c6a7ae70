import { accessibilityFaults } from '../accessibility.ts';
import { expect, test } from './open-page.ts';
import { clean, couldNotRun, failing, interrupted, known, partial, standIn } from './samples.ts';

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
