import { html } from 'hono/html';
import { AREAS, LEVELS } from '../../requirements/types.ts';
import { VERDICTS } from '../../requirements/verdict.ts';
import type { Report, RequirementResult } from '../schema.ts';
import { needsAttention, showClause } from '../words.ts';
import type { Html } from './document.ts';
import { chip, counted, slug } from './parts.ts';

const choice = (id: string, label: string, all: string, options: readonly string[]): Html =>
  html`<label for="${id}">${label}</label>
    <select id="${id}" data-filter="${id.replace('filter-', '')}">
      <option value="">${all}</option>
      ${options.map((option) => html`<option>${option}</option>`)}
    </select>`;

function row(result: RequirementResult): Html {
  const { requirement, verdict, tests, reasons } = result;
  const { id, specification, level, area, text } = requirement;
  return html`<tr
    data-verdict="${verdict}"
    data-area="${area}"
    data-level="${level}"
    data-specification="${specification}"
  >
    <td data-label="Verdict">${chip(verdict)}</td>
    <td data-label="Requirement">
      ${needsAttention(result) ? html`<a href="#finding-${slug(id)}"><strong>${id}</strong></a>` : html`<strong>${id}</strong>`}
      <span class="text">${text}</span>
      ${reasons.map((reason) => html`<span class="reason">Skipped: ${reason}</span>`)}
    </td>
    <td data-label="Clause">${showClause(requirement)}</td>
    <td data-label="Level">${level}</td>
    <td data-label="Tests">
      ${
        tests.length === 0
          ? 'none in this run'
          : html`<details>
              <summary>${counted(tests.length, 'test')}</summary>
              <ul>
                ${tests.map(
                  ({ title, file, project }) => html`<li>${title} <span class="where">${file}, ${project}</span></li>`,
                )}
              </ul>
            </details>`
      }
    </td>
  </tr>`;
}

/** All requirements; the script of the page filters them. */
export function requirementList({ requirements }: Report): Html {
  const specifications = [...new Set(requirements.map(({ requirement }) => requirement.specification))];
  return html`<div class="filters" role="search" aria-label="Filter the requirements" hidden>
      <label for="filter-text">Search</label>
      <input id="filter-text" type="search" data-filter="text" placeholder="id, clause, words, test" />
      ${choice('filter-verdict', 'Verdict', 'all verdicts', VERDICTS)}
      ${choice('filter-area', 'Area', 'all areas', AREAS)} ${choice('filter-level', 'Level', 'all levels', LEVELS)}
      ${choice('filter-specification', 'Specification', 'all specifications', specifications)}
      <button type="button" data-action="clear">Show all</button>
      <output id="filter-count" aria-live="polite">${counted(requirements.length, 'requirement')}</output>
    </div>
    <table class="requirements">
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Requirement</th>
          <th scope="col">Clause</th>
          <th scope="col">Level</th>
          <th scope="col">Tests</th>
        </tr>
      </thead>
      <tbody>
        ${requirements.map(row)}
      </tbody>
    </table>`;
}
