import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { SilentResult } from './sessions.ts';
import { urlsOf, type WebContext } from './web-context.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly script?: string;
  readonly status?: ContentfulStatusCode;
  /** Origins whose pages may be shown in frames of this page. */
  readonly frames?: readonly string[];
  /** Who may show this page in a frame; absent: nobody but this origin. */
  readonly framedBy?: 'anyone' | 'nobody';
}

const FRAME_ANCESTORS = { anyone: '', nobody: "frame-ancestors 'none'; ", own: "frame-ancestors 'self'; " };

/** Sends a page with headers that allow it no script, style or frame but those it names. */
export function send(c: WebContext, page: Page): Response | Promise<Response> {
  const frames = ["'self'", ...(page.frames ?? [])].join(' ');
  const policy =
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; ` +
    `frame-src ${frames}; ${FRAME_ANCESTORS[page.framedBy ?? 'own']}form-action 'self'; base-uri 'none'`;
  c.header('Content-Security-Policy', policy);
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Content-Type-Options', 'nosniff');
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${page.title}</title>
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/assets/style.css" />
          ${page.script ? html`<script type="module" src="/assets/${page.script}"></script>` : ''}
        </head>
        <body>
          ${page.body}
        </body>
      </html>`,
    page.status ?? 200,
  );
}

/** A page that says one thing. */
const notice = (c: WebContext, title: string, text: Html | string): Html =>
  html`<main class="narrow">
    <p class="eyebrow">${c.var.relyingParty.registration.title}</p>
    <h1>${title}</h1>
    <p data-testid="message" role="status">${text}</p>
    <p><a class="button" href="${urlsOf(c).home}">Home</a></p>
  </main>`;

/** Where the browser lands after the end-session endpoint. */
export function loggedOutPage(
  c: WebContext,
  outcome: { stateMatches: boolean; error: string | undefined; description: string | undefined },
): Response | Promise<Response> {
  const { error, description = '', stateMatches } = outcome;
  const title = error === undefined ? 'You are logged out' : 'The provider did not log you out';
  const problem =
    error === undefined ? '' : `${error}${description ? `: ${description}` : ''}. You are signed out here. `;
  const state = stateMatches ? '' : 'This answer does not carry the state that was sent from this browser.';
  const text = `${problem}${state}` || 'You are signed out here and at the provider.';
  return send(c, { title, body: notice(c, title, text), framedBy: 'nobody' });
}

/** For the provider's hidden iframe: anybody may frame it (Front-Channel Logout 1.0, section 2). */
export function frontChannelPage(c: WebContext, status: 200 | 400, text: string): Response | Promise<Response> {
  return send(c, { title: text, status, body: html`<p>${text}</p>`, framedBy: 'anyone' });
}

export function unexpectedCallbackPage(c: WebContext): Response | Promise<Response> {
  const title = 'Nobody asked for this answer';
  const text =
    'It belongs to no sign-in that was begun here in this browser, or to one that has been answered already. Start again from the home page.';
  return send(c, { title, status: 400, body: notice(c, title, text) });
}

/** Shown when the server does not know the relying party, or failed itself. */
export function plainPage(
  c: WebContext,
  status: ContentfulStatusCode,
  title: string,
  text: Html | string,
): Response | Promise<Response> {
  const body = html`<main class="narrow">
    <h1>${title}</h1>
    <p data-testid="message">${text}</p>
  </main>`;
  return send(c, { title, status, body });
}

/** Hands an answer in the fragment, which no server sees, back to `/callback` as a form. */
export function fragmentPage(c: WebContext): Response | Promise<Response> {
  const body = html`<main class="narrow"><p>Signing in …</p></main>`;
  return send(c, { title: 'Signing in', script: 'fragment.js', body });
}

/** Lives in the refresh iframe for a moment and tells its parent how the silent call ended. */
export function silentResultPage(c: WebContext, result: SilentResult): Response | Promise<Response> {
  const body = html`<p id="result" data-result="${JSON.stringify(result)}">${result.label}</p>`;
  return send(c, { title: 'Silent call', script: 'silent-result.js', body });
}
