import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** A piece of a page. Everything that is put into the template is escaped, unless it is one itself. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const read = (name: string): Promise<string> => readFile(new URL(`public/${name}`, import.meta.url), 'utf8');
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * One self-contained page. Its policy permits the style and the script that are in it, known by their hashes, and nothing
 * else: no network, no handler in an attribute, no form.
 */
export async function renderDocument({
  title,
  body,
}: {
  readonly title: string;
  readonly body: Html;
}): Promise<string> {
  const [style, script] = await Promise.all([read('style.css'), read('page.js')]);
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        ${body}${raw(`<script type="module">${script}</script>`)}
      </body>
    </html>`;
  return `${page.toString()}\n`;
}
