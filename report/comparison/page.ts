import { html } from 'hono/html';
import { renderDocument, type Html } from '../html/document.ts';
import { chip, scrollable, section, sides, slug } from '../html/parts.ts';
import { VERDICTS } from '../../requirements/verdict.ts';
import type { Answer, Comparison } from './comparison.ts';
import type { Condition } from './conditions.ts';
import type { Difference, Section } from './outline.ts';

export interface PageOptions {
  /** Urls of the two reports, relative to the page; absent where it is not known where they stay. */
  readonly reports?: Readonly<Record<'before' | 'after', string>>;
}

/** The looks of the banner and of a card are those of the report. */
const BANNERS: Readonly<Record<Answer, string>> = {
  yes: 'good',
  no: 'bad',
  'with care': 'care',
  'not known': 'open',
};
const TONES: Readonly<Record<Section['tone'], string>> = { bad: 'failed', good: 'passed', neutral: 'skipped' };

function banner({ answer, sentence, reservations }: Comparison): Html {
  const [word = '', ...rest] = sentence.split(': ');
  return html`<header class="banner ${BANNERS[answer]}">
    <h1><span class="product">May I upgrade?</span> <span class="headline">${word}</span></h1>
    <p class="explanation">${rest.join(': ')}</p>
    ${reservations.map((text) => html`<p class="stand-in" role="note">${text}</p>`)}
  </header>`;
}

const tally = (sections: readonly Section[]): Html =>
  html`<ul class="tally changes" aria-label="Changes by kind">
    ${sections.map(({ title, tone, differences: { length } }) => {
      const content = html`<span class="number">${length}</span> <span class="name">${title}</span>`;
      return html`<li class="${TONES[tone]} ${length === 0 ? 'none' : ''}">
        <a href="#${length === 0 ? 'conditions' : slug(title)}">${content}</a>
      </li>`;
    })}
  </ul>`;

/** A verdict as it looks in the report, anything else as it is. */
function value(text: string, absent: string): Html | string {
  const verdict = VERDICTS.find((name) => name === text);
  if (verdict !== undefined) return chip(verdict);
  return text === '' ? absent : text;
}

const change = ({ before, after }: Difference): Html =>
  html`${value(before, 'was not there')} → ${value(after, 'is gone')}`;

const card = (difference: Difference, tone: Section['tone']): Html => {
  const { subject, about, details, evidence = [] } = difference;
  return html`<article class="finding ${TONES[tone]}">
    <p class="clause">${change(difference)}</p>
    <h3><span class="id">${subject}</span> ${about}</h3>
    ${details.map((detail) => html`<p class="deviation">${detail}</p>`)}
    ${evidence.map(
      ({ where, expected, actual }) =>
        html`<div class="evidence">
          <p class="test">${where}</p>
          ${sides(expected, actual)}
        </div>`,
    )}
  </article>`;
};

const row = ({ subject, about, before, after, details }: Difference): Html =>
  html`<tr>
    <th scope="row">${subject} <span class="where">${about}</span></th>
    <td>${before}</td>
    <td>${after}</td>
    <td>${details.map((detail) => html`<div>${detail}</div>`)}</td>
  </tr>`;

const table = (title: string, differences: readonly Difference[]): Html =>
  scrollable(
    `Table of ${title}`,
    html`<table class="changes values">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Gone (-) and come (+)</th>
        </tr>
      </thead>
      <tbody>
        ${differences.map(row)}
      </tbody>
    </table>`,
  );

const changes = ({ title, meaning, tone, about, differences }: Section): Html =>
  section(
    slug(title),
    `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    meaning,
    about === 'values' ? table(title, differences) : html`${differences.map((difference) => card(difference, tone))}`,
  );

const conditionRow = ({ name, before, after, matters }: Condition): Html =>
  before === after
    ? html`<tr>
        <th scope="row">${name}</th>
        <td colspan="2">${before}</td>
      </tr>`
    : html`<tr>
        <th scope="row">${name} ${matters === undefined ? '' : html`<span class="chip warning">! unfair</span>`}</th>
        <td>${before}</td>
        <td>${after}</td>
      </tr>`;

function conditionTable(conditions: readonly Condition[], { reports }: PageOptions): Html {
  const head = (which: 'before' | 'after'): Html | string =>
    reports === undefined ? which : html`<a href="${reports[which]}">${which}, the report</a>`;
  return scrollable(
    'Table of the conditions',
    html`<table class="changes">
      <thead>
        <tr>
          <th scope="col">Condition</th>
          <th scope="col">${head('before')}</th>
          <th scope="col">${head('after')}</th>
        </tr>
      </thead>
      <tbody>
        ${conditions.map(conditionRow)}
      </tbody>
    </table>`,
  );
}

/** The comparison as one self-contained page, in the looks of the report. */
export function renderPage(comparison: Comparison, options: PageOptions): Promise<string> {
  const { sentence, conditions, sections } = comparison;
  const body = html`<a class="skip" href="#main">Skip to the changes</a>
    ${banner(comparison)}
    <main id="main">
      ${tally(sections)} ${section('conditions', 'What was compared', '', conditionTable(conditions, options))}
      ${sections.filter(({ differences }) => differences.length > 0).map(changes)}
    </main>`;
  return renderDocument({ title: `May I upgrade? ${sentence}`, body });
}
