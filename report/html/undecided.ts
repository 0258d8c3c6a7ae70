import { html } from 'hono/html';
import type { Report, RequirementResult } from '../schema.ts';
import { undecidedFindings, undecidedGroups, type UndecidedGroup } from '../undecided.ts';
import { showGroup } from '../words.ts';
import type { Html } from './document.ts';
import { links } from './findings.ts';
import { findingLink } from './parts.ts';

const item = (result: RequirementResult): Html =>
  html`<li>
    <p><strong>${result.requirement.id}</strong> ${result.requirement.text}</p>
    ${undecidedFindings(result).map(
      (finding) =>
        html`<div class="evidence">
          <p class="test">
            ${finding.test.title} <span class="where">${finding.test.file}, ${finding.test.project}</span>
          </p>
          <pre>${finding.message ?? ''}</pre>
          ${links(finding)}
        </div>`,
    )}
  </li>`;

const group = (each: UndecidedGroup): Html =>
  html`<details class="undecided">
    <summary>${showGroup(each)}</summary>
    ${each.isExplained && each.blockedBy !== undefined ? html`<p>${findingLink(each.blockedBy, `The finding ${each.blockedBy}`)}</p>` : ''}
    <ul>
      ${each.results.map(item)}
    </ul>
  </details>`;

/** What could not be decided, a line for each reason. */
export function undecided({ requirements }: Report): Html | '' {
  const groups = undecidedGroups(requirements);
  return groups.length === 0 ? '' : html`${groups.map(group)}`;
}
