import { html } from 'hono/html';
import type { Report, ReportedFinding, RequirementResult } from '../schema.ts';
import { brokenFindings } from '../undecided.ts';
import { AREA_TITLES, findingsOf, IMPACT_TITLES, LEVEL_TITLES, observedDeviations, showClause } from '../words.ts';
import type { Html } from './document.ts';
import { chip, findingLink, sides, slug } from './parts.ts';

/** Where to look further: what was sent and answered, and the runner's trace. */
export function links({ exchange, trace, requests }: ReportedFinding): Html | '' {
  if (exchange === undefined && trace === undefined) return '';
  const upTo = requests === undefined ? '' : ` (decided after request ${requests})`;
  return html`<p class="links">
    ${exchange === undefined ? '' : html`<a href="#exchange-${exchange}">The exchange${upTo}</a>`}
    ${trace === undefined ? '' : html`<a href="${trace}">Trace, for npx playwright show-trace</a>`}
  </p>`;
}

function evidence(finding: ReportedFinding): Html {
  const { test, expected, actual, message = '', deviation, resembles, verdict } = finding;
  return html`<div class="evidence">
    <p class="test">
      ${chip(verdict)} ${deviation === undefined ? '' : `as ${deviation}`} ${test.title}
      <span class="where">${test.file}, ${test.project}</span>
    </p>
    ${sides(expected ?? 'the requirement above to hold', actual ?? message)}
    ${resembles === undefined ? '' : html`<p class="deviation">This looks like deviation ${resembles}.</p>`}
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

/** What is listed of those deviations that were observed. */
function observedNotes(result: RequirementResult): Html[] {
  const observed = observedDeviations(result);
  return result.listed
    .filter(({ id }) => observed.includes(id))
    .map(
      ({ id, observed: words, link }) =>
        html`<p class="deviation">
          Known deviation ${id}, listed for this version: ${words}
          ${link === undefined ? '' : html`<a href="${link}">${link}</a>`}
        </p>`,
    );
}

/** The clause, as a link to the official page. */
export const clauseLink = (requirement: RequirementResult['requirement']): Html =>
  html`<a href="${requirement.url}">${showClause(requirement)}</a>${
      requirement.measured === undefined ? '' : ` (measured on ${requirement.measured})`
    }`;

function card(result: RequirementResult): Html {
  const { requirement, verdict, meaning } = result;
  const { id, level, area, text, impact } = requirement;
  return html`<article
    class="finding ${slug(verdict)}"
    id="finding-${slug(id)}"
    aria-labelledby="finding-${slug(id)}-title"
  >
    <p class="clause">${chip(verdict)} ${LEVEL_TITLES[level]} · ${clauseLink(requirement)} · ${AREA_TITLES[area]}</p>
    <h4 id="finding-${slug(id)}-title"><span class="id">${id}</span> ${text}</h4>
    ${meaning === undefined ? '' : html`<p class="meaning"><strong>${IMPACT_TITLES[impact]}:</strong> ${meaning}</p>`}
    ${observedNotes(result)} ${brokenFindings(result).map(evidence)}
  </article>`;
}

/** What was found broken, by what it does to people, the worst first. */
export function findings(report: Report): Html | '' {
  const all = findingsOf(report);
  if (all.length === 0) return html`<p>Nothing was found broken.</p>`;
  const impacts = [...new Set(all.map(({ requirement }) => requirement.impact))];
  return html`<nav aria-label="Findings">
      <ul class="index">
        ${all.map(
          ({ requirement, verdict }) =>
            html`<li>
              ${findingLink(requirement.id, html`${chip(verdict)} <strong>${requirement.id}</strong> ${requirement.text}`)}
            </li>`,
        )}
      </ul>
    </nav>
    ${impacts.map(
      (impact) =>
        html`<h3>${IMPACT_TITLES[impact]}</h3>
          ${all.filter(({ requirement }) => requirement.impact === impact).map(card)}`,
    )}`;
}
