import { html } from 'hono/html';
import type { Report, ReportedFinding, RequirementResult } from '../schema.ts';
import { attentionOf, brokenFindings, showClause } from '../words.ts';
import type { Html } from './document.ts';
import { chip, sides, slug } from './parts.ts';

function links({ exchange, trace, requests }: ReportedFinding): Html | '' {
  if (exchange === undefined && trace === undefined) return '';
  const upTo = requests === undefined ? '' : ` (decided after request ${requests})`;
  return html`<p class="links">
    ${exchange === undefined ? '' : html`<a href="#exchange-${exchange}">The exchange${upTo}</a>`}
    ${trace === undefined ? '' : html`<a href="${trace}">Trace, for npx playwright show-trace</a>`}
  </p>`;
}

function findingPart(finding: ReportedFinding): Html {
  const { test, expected, actual, message = '' } = finding;
  return html`<div class="evidence">
    <p class="test">${test.title} <span class="where">${test.file}, ${test.project}</span></p>
    ${sides(expected ?? 'the promise above to hold', actual ?? message)}
    ${
      message === ''
        ? ''
        : html`<details>
            <summary>The assertion in full</summary>
            <pre>${message}</pre>
          </details>`
    }
    ${links(finding)}
  </div>`;
}

/** Why a listed deviation matters for this finding. */
function deviationNote({ deviation, verdict }: RequirementResult): Html | '' {
  if (deviation === undefined) return '';
  const words =
    verdict === 'STALE'
      ? 'is listed for this version and did not occur: delete its entry in requirements/deviations/, or end its range.'
      : 'is listed for this version:';
  return html`<p class="deviation">
    Known deviation ${deviation.id} ${words} ${deviation.observed}
    ${deviation.link === undefined ? '' : html`<a href="${deviation.link}">${deviation.link}</a>`}
  </p>`;
}

function card(result: RequirementResult): Html {
  const { requirement, verdict } = result;
  const { id, level, area, text } = requirement;
  return html`<article
    class="finding ${slug(verdict)}"
    id="finding-${slug(id)}"
    aria-labelledby="finding-${slug(id)}-title"
  >
    <p class="clause">${chip(verdict)} ${showClause(requirement)} · ${level} · ${area}</p>
    <h3 id="finding-${slug(id)}-title"><span class="id">${id}</span> ${text}</h3>
    ${deviationNote(result)} ${brokenFindings(result).map(findingPart)}
  </article>`;
}

/** What a person has to look at, the worst first. */
export function findings(report: Report): Html | '' {
  const attention = attentionOf(report);
  if (attention.length === 0) return html`<p>Nothing was found broken.</p>`;
  return html`<nav aria-label="Findings">
      <ul class="index">
        ${attention.map(
          ({ requirement, verdict }) =>
            html`<li>
              <a href="#finding-${slug(requirement.id)}"
                >${chip(verdict)} <strong>${requirement.id}</strong> ${requirement.text}</a
              >
            </li>`,
        )}
      </ul>
    </nav>
    ${attention.map(card)}`;
}
