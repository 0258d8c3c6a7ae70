import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotRunError } from '../../lib/cannot-run.ts';
import type { Comparison } from './comparison.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPage, type PageOptions } from './page.ts';
import { renderText } from './text.ts';

/**
 * Prints a comparison, draws it as a page where `html` names a file, and adds it to the step summary of GitHub Actions.
 * @throws CannotRunError when the page cannot be written.
 */
export async function deliver(
  comparison: Comparison,
  html: string | undefined,
  options: PageOptions = {},
): Promise<void> {
  console.log(renderText(comparison));
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary !== undefined && summary !== '') appendFileSync(summary, renderMarkdown(comparison));
  if (html === undefined) return;
  const page = await renderPage(comparison, options);
  try {
    mkdirSync(dirname(html), { recursive: true });
    writeFileSync(html, page);
  } catch (error) {
    throw new CannotRunError(`The page ${html} can't be written: ${String(error)}`, 'name another file with --html.', {
      cause: error,
    });
  }
  console.log(`The page: ${html}`);
}
