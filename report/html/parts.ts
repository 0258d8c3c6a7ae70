import { html } from 'hono/html';
import type { Verdict } from '../../requirements/verdict.ts';
import type { Html } from './document.ts';

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  FAILED: '✕',
  WARNING: '!',
  KNOWN: '≈',
  UNDECIDED: '?',
  PASSED: '✓',
  SKIPPED: '–',
  'NOT RUN': '·',
};

/** As a class and in the data of a row: `not-run`. */
export const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

export const symbol = (verdict: Verdict): string => SYMBOLS[verdict];

/** The verdict in a word and a sign, not in colour alone. */
export const chip = (verdict: Verdict): Html =>
  html`<span class="chip ${slug(verdict)}"><span aria-hidden="true">${SYMBOLS[verdict]}</span> ${verdict}</span>`;

/** A section with a heading that a link can lead to. */
export const section = (id: string, title: string, intro: string, body: Html): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${intro === '' ? '' : html`<p class="intro">${intro}</p>`} ${body}
  </section>`;

/** Names and values; those without a value are left out. */
export const definitions = (entries: readonly (readonly [string, Html | string])[]): Html =>
  html`<dl class="facts">
    ${entries
      .filter(([, value]) => value !== '')
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;

/** What was expected beside what happened. */
export const sides = (expected: string, actual: string): Html =>
  html`<dl class="sides">
    <div class="expected">
      <dt>Expected</dt>
      <dd><pre>${expected}</pre></dd>
    </div>
    <div class="actual">
      <dt>Actual</dt>
      <dd><pre>${actual}</pre></dd>
    </div>
  </dl>`;

/** Something wider than a phone: it scrolls by itself, also by keyboard. */
export const scrollable = (label: string, body: Html): Html =>
  html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${body}</div>`;

/** A link to the finding of a broken requirement. */
export const findingLink = (id: string, content: Html | string = id): Html =>
  html`<a href="#finding-${slug(id)}">${content}</a>`;
