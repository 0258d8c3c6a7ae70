import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Comparison } from './comparison.ts';
import type { Condition } from './conditions.ts';
import type { Difference, Section } from './outline.ts';

export interface PageOptions {
  /** Urls of the two reports, relative to the page; absent where it is not known where they stay. */
  readonly reports?: Readonly<Record<'before' | 'after', string>>;
}

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const idOf = ({ title }: Section): string => title.replaceAll(' ', '-');

const showCondition = ({ name, before, after, matters }: Condition): Html => {
  const different = before !== after;
  const unfair = different && matters !== undefined;
  return html`<tr class="${different ? 'different' : ''}">
    <th scope="row">${name}${unfair ? html` <span class="unfair">unfair</span>` : ''}</th>
    ${
      different
        ? html`<td>${before}</td>
            <td>${after}</td>`
        : html`<td colspan="2">${before}</td>`
    }
  </tr>`;
};

const side = (which: 'before' | 'after', { reports }: PageOptions): Html =>
  reports === undefined ? html`${which}` : html`<a href="${reports[which]}">${which}: the report</a>`;

const showDifference = ({ subject, about, before, after, details }: Difference): Html =>
  html`<article class="difference">
    <h3>${subject}</h3>
    <p class="change">
      <span class="before">${before === '' ? 'was not there' : before}</span> →
      <span class="after">${after === '' ? 'is gone' : after}</span>
    </p>
    ${about === undefined ? '' : html`<p>${about}</p>`}
    ${
      details.length === 0
        ? ''
        : html`<ul>
            ${details.map((detail) => html`<li>${detail}</li>`)}
          </ul>`
    }
  </article>`;

const showSection = (section: Section): Html =>
  html`<section id="${idOf(section)}" aria-labelledby="${idOf(section)}-title" class="${section.tone}">
    <h2 id="${idOf(section)}-title">${section.title}: ${section.differences.length}</h2>
    <p>${section.meaning}</p>
    ${section.differences.map(showDifference)}
  </section>`;

const showCount = (section: Section): Html =>
  html`<li>
    ${
      section.differences.length === 0
        ? html`${section.title}: none`
        : html`<a href="#${idOf(section)}">${section.title}: ${section.differences.length}</a>`
    }
  </li>`;

export function renderBody(comparison: Comparison, options: PageOptions): Html {
  const { answer, sentence, reservations, conditions, sections } = comparison;
  return html`<header class="${answer.replace(' ', '-')}">
      <h1>May I upgrade? ${sentence}</h1>
      ${reservations.map((text) => html`<p>${text}</p>`)}
    </header>
    <nav aria-label="Changes">
      <ul>
        ${sections.map(showCount)}
      </ul>
    </nav>
    <section aria-labelledby="conditions-title">
      <h2 id="conditions-title">What was compared</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="conditions-title">
        <table>
          <thead>
            <tr>
              <td></td>
              <th scope="col">${side('before', options)}</th>
              <th scope="col">${side('after', options)}</th>
            </tr>
          </thead>
          <tbody>
            ${conditions.map(showCondition)}
          </tbody>
        </table>
      </div>
    </section>
    ${sections.filter(({ differences }) => differences.length > 0).map(showSection)}`;
}

/** The comparison as one self-contained page. */
export const renderPage = async (comparison: Comparison, options: PageOptions): Promise<string> =>
  (await renderBody(comparison, options)).toString();
