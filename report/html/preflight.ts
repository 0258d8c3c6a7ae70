import { html } from 'hono/html';
import { skipReason } from '../../fixtures/preflight/announced.ts';
import type { PreflightRow } from '../../fixtures/recording/attachments.ts';
import type { Report } from '../schema.ts';
import { counted } from '../words.ts';
import type { Html } from './document.ts';
import { scrollable } from './parts.ts';

const STATES: Readonly<Record<PreflightRow['state'], Html>> = {
  available: html`<span class="chip passed"><span aria-hidden="true">✓</span> available</span>`,
  missing: html`<span class="chip skipped"><span aria-hidden="true">–</span> not here</span>`,
  open: html`<span class="chip undecided"><span aria-hidden="true">?</span> left to the tests</span>`,
};

/** How many requirements were skipped, wholly or in part, for want of it. */
export const skippedFor = ({ requirements }: Pick<Report, 'requirements'>, row: PreflightRow): number =>
  requirements.filter(({ reasons }) => reasons.includes(skipReason(row))).length;

const rowOf = (report: Report, row: PreflightRow): Html => {
  const skipped = skippedFor(report, row);
  return html`<tr>
    <th scope="row">${row.check}</th>
    <td>${STATES[row.state]}</td>
    <td>
      ${row.detail} ${row.remedy === undefined ? '' : html`<span class="reason">To have it: ${row.remedy}.</span>`}
      ${skipped === 0 ? '' : html`<span class="reason">${counted(skipped, 'requirement')} skipped for want of it.</span>`}
    </td>
  </tr>`;
};

/** What could be judged here, as it looked before the first test. */
export function preflight(report: Report): Html | '' {
  if (report.preflight === undefined) return '';
  const { rows, picture } = report.preflight;
  return html`${scrollable(
    'What could be judged here',
    html`<table class="preflight">
      <thead>
        <tr>
          <th scope="col">What is needed</th>
          <th scope="col">Is it there?</th>
          <th scope="col">What was seen</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => rowOf(report, row))}
      </tbody>
    </table>`,
  )}
  ${picture === undefined ? '' : html`<p><a href="${picture}">A picture of the page that ended the run</a></p>`}`;
}
