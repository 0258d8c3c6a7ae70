import { html } from 'hono/html';
import { AREAS, type Area } from '../../requirements/types.ts';
import { VERDICTS } from '../../requirements/verdict.ts';
import type { Report, RequirementResult } from '../schema.ts';
import { AREA_TITLES, counted } from '../words.ts';
import type { Html } from './document.ts';
import { scrollable, slug, symbol } from './parts.ts';

/** How many of these have which verdict, worst first; a click shows them. */
function cell(results: readonly RequirementResult[], area: Area, specification: string): Html {
  if (results.length === 0) return html`<td></td>`;
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: results.filter((result) => result.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  return html`<td class="${slug(counts[0]?.verdict ?? 'NOT RUN')}">
    <a href="#requirements" data-area="${area}" data-specification="${specification}">
      <span class="unseen">${AREA_TITLES[area]}, ${specification}:</span>
      ${counts.map(
        ({ verdict, count }) =>
          html`<span class="${slug(verdict)}"
            >${count} <span aria-hidden="true">${symbol(verdict)}</span><span class="unseen">${verdict}</span></span
          > `,
      )}
    </a>
  </td>`;
}

/** Area by specification. */
export function matrix({ requirements }: Report): Html {
  const specifications = [...new Set(requirements.map(({ requirement }) => requirement.specification))];
  const legend = VERDICTS.map((verdict) => `${symbol(verdict)} ${verdict.toLowerCase()}`).join('   ');
  return html`${scrollable(
      'Matrix of areas and specifications',
      html`<table class="matrix">
        <thead>
          <tr>
            <th scope="col">Area</th>
            ${specifications.map((specification) => html`<th scope="col">${specification}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${AREAS.map((area) => {
            const ofArea = requirements.filter(({ requirement }) => requirement.area === area);
            return html`<tr>
              <th scope="row">${AREA_TITLES[area]}</th>
              ${specifications.map((specification) =>
                cell(
                  ofArea.filter(({ requirement }) => requirement.specification === specification),
                  area,
                  specification,
                ),
              )}
            </tr>`;
          })}
        </tbody>
      </table>`,
    )}
    <p class="legend">${legend}. ${counted(requirements.length, 'requirement')} in total.</p>`;
}
