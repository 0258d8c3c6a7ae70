import { html } from 'hono/html';
import { AREAS, IMPACTS, LEVELS } from '../../requirements/types.ts';
import { VERDICTS } from '../../requirements/verdict.ts';
import type { Report, RequirementResult } from '../schema.ts';
import { isBroken } from '../undecided.ts';
import { AREA_TITLES, counted, IMPACT_TITLES, LEVEL_TITLES } from '../words.ts';
import type { Html } from './document.ts';
import { clauseLink } from './findings.ts';
import { chip, findingLink } from './parts.ts';

const choice = (
  id: string,
  label: string,
  all: string,
  options: readonly string[],
  titles: Readonly<Record<string, string>> = {},
): Html =>
  html`<label for="${id}">${label}</label>
    <select id="${id}" data-filter="${id.replace('filter-', '')}">
      <option value="">${all}</option>
      ${options.map((option) => html`<option value="${option}">${titles[option] ?? option}</option>`)}
    </select>`;

function row(result: RequirementResult): Html {
  const { requirement, verdict, tests, reasons } = result;
  const { id, specification, level, impact, area, text } = requirement;
  return html`<tr
    data-verdict="${verdict}"
    data-area="${area}"
    data-level="${level}"
    data-impact="${impact}"
    data-specification="${specification}"
  >
    <td data-label="Verdict">${chip(verdict)}</td>
    <td data-label="Requirement">
      ${isBroken(result) ? findingLink(id, html`<strong>${id}</strong>`) : html`<strong>${id}</strong>`}
      <span class="text">${text}</span>
      ${reasons.map((reason) => html`<span class="reason">Skipped: ${reason}</span>`)}
    </td>
    <td data-label="Clause">${clauseLink(requirement)}</td>
    <td data-label="Level">${LEVEL_TITLES[level]}<span class="text where">${IMPACT_TITLES[impact]}</span></td>
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
      ${choice('filter-area', 'Area', 'all areas', AREAS, AREA_TITLES)}
      ${choice('filter-impact', 'Impact', 'all impacts', IMPACTS, IMPACT_TITLES)}
      ${choice('filter-level', 'Level', 'all levels', LEVELS, LEVEL_TITLES)}
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
          <th scope="col">Level and impact</th>
          <th scope="col">Tests</th>
        </tr>
      </thead>
      <tbody>
        ${requirements.map(row)}
      </tbody>
    </table>`;
}
