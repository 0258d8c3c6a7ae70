import type { Context } from 'koa';

/** 303 whatever led here: the browser goes on with GET, and a form with credentials goes no further. */
export function redirect(ctx: Context, url: string): void {
  ctx.status = 303;
  // As it stands: the framework's own redirect would encode it anew.
  ctx.set('Location', url);
  ctx.body = '';
  ctx.remove('Content-Type');
}

/** The uri with parameters behind its own; `undefined` values are left out. */
export function withParameters(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  if (given.length === 0) return uri;
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams(given).toString()}`;
}

const LIMIT_BYTES = 100_000;

/** Reads a form. Empty for other content types. @throws 413 beyond 100 kB. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  if (ctx.is('application/x-www-form-urlencoded') === false) return new URLSearchParams();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT_BYTES) ctx.throw(413);
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** What an OAuth endpoint was asked, whether it came in the query or as a form. */
export async function readParameters(ctx: Context): Promise<URLSearchParams> {
  return ctx.method === 'POST' ? readForm(ctx) : new URLSearchParams(ctx.querystring);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
