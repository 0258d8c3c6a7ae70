import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redactAll } from '../fixtures/recording/redact.ts';
import { badgeOf } from './badge.ts';
import { renderPage } from './html/page.ts';
import { renderSummary } from './summary.ts';
import { report as format, type Report } from './schema.ts';

/**
 * Writes everything that people and programs read of a run, and appends the summary to that of the CI step where there
 * is one. @throws Error of the file system, or ZodError where the report is not what the schema says.
 */
export async function writeReport(folder: string, report: Report, stepSummary?: string): Promise<void> {
  const clean = format.parse(redactAll(report));
  const summary = renderSummary(clean);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(clean, undefined, 2)}\n`);
  writeFileSync(join(folder, 'index.html'), await renderPage(clean));
  writeFileSync(join(folder, 'summary.md'), summary);
  writeFileSync(join(folder, 'badge.json'), `${JSON.stringify(badgeOf(clean), undefined, 2)}\n`);
  if (stepSummary !== undefined) appendFileSync(stepSummary, `${summary}\n`);
}
