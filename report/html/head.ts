import { html } from 'hono/html';
import { VERDICTS } from '../../requirements/verdict.ts';
import type { Report } from '../schema.ts';
import { explainVerdict, HEADLINES, MEANINGS, rerunCommand, showClock, showDuration, showProduct } from '../words.ts';
import type { Html } from './document.ts';
import { counted, definitions, slug, symbol } from './parts.ts';

const OUTCOMES = { 0: 'conformant', 1: 'not-conformant', 2: 'could-not-run' } as const;

/** `2026-11-24T13:00:00.000Z` as people read it. */
const showTime = (iso: string): string => iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');

/** What a release manager reads: is it good, and what is "it". */
export function verdictBanner(report: Report): Html {
  const standIn = report.target?.product.standIn === true;
  return html`<header class="banner ${OUTCOMES[report.exitCode]}">
    <p class="eyebrow">OpenID Connect session and logout conformance</p>
    <h1>
      <span class="headline">${HEADLINES[report.exitCode]}</span>
      <span class="product">${showProduct(report)}</span>
    </h1>
    <p class="explanation">${explainVerdict(report)}</p>
    ${standIn ? html`<p class="stand-in" role="note"><strong>Stand-in, not the product:</strong> this result says nothing about WSO2 Identity Server.</p>` : ''}
  </header>`;
}

/** Why there is no verdict, what helps, and what was verified all the same. */
export function obstacles({ obstacles: all, counts, tests }: Report): Html | '' {
  if (all.length === 0) return '';
  const decided = counts.PASSED + counts.WARNING + counts.KNOWN + counts.FAILED + counts.STALE;
  const soFar =
    decided === 0
      ? 'Nothing had been verified before that.'
      : `Before that, ${counted(decided, 'requirement')} had been decided: ${counts.PASSED} passed, ${counts.FAILED + counts.STALE} failed; ${counted(tests['not run'], 'test')} did not run.`;
  return html`<section id="obstacles" class="obstacles" aria-labelledby="obstacles-title">
    <h2 id="obstacles-title">Why there is no verdict</h2>
    ${all.map(
      ({ problem, remedy }) =>
        html`<div class="obstacle">
          <p class="problem">${problem}</p>
          ${remedy === undefined ? '' : html`<p><strong>What to do:</strong> ${remedy}</p>`}
        </div>`,
    )}
    <p>${soFar}</p>
  </section>`;
}

/** How many requirements have each verdict; a click shows them. */
export const tally = ({ counts }: Report): Html =>
  html`<ul class="tally" aria-label="Requirements per verdict">
    ${VERDICTS.map(
      (verdict) =>
        html`<li class="${slug(verdict)} ${counts[verdict] === 0 ? 'none' : ''}">
          <a href="#requirements" data-verdict="${verdict}" title="${MEANINGS[verdict]}">
            <span class="number">${counts[verdict]}</span>
            <span class="name"><span aria-hidden="true">${symbol(verdict)}</span> ${verdict}</span>
          </a>
        </li>`,
    )}
  </ul>`;

const list = (items: readonly string[]): Html | string =>
  items.length < 2
    ? items.join('')
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`;

/** Everything that a reader must know to say what the verdict is about. */
export function circumstances(report: Report): Html {
  const { target, environment, changedSettings, startedAt, wallTimeMs, serverTimeMs, tests } = report;
  const { suite, cookiePolicies, timings } = environment;
  return definitions([
    ['Product', target === undefined ? '' : showProduct(report)],
    ['Target', target === undefined ? '' : `${target.kind} at ${target.baseUrl}`],
    ...Object.entries(target?.details ?? {}).map(([name, value]) => [name, value] as const),
    ['Clock', target === undefined ? '' : showClock(report)],
    [
      'Idle timeout',
      timings === undefined
        ? ''
        : `${showDuration(timings.idleTimeoutMs)}; a silent call every ${showDuration(timings.refreshIntervalMs)}`,
    ],
    ['Browser', list(environment.browsers.map(({ name, version }) => `${name} ${version}`))],
    [
      'Third-party cookies',
      list(
        cookiePolicies.map(
          ({ project, policy, proof }) => `${project}: ${policy === 'default' ? '' : `${policy}, `}${proof}`,
        ),
      ),
    ],
    [
      'Changed settings',
      changedSettings.length === 0
        ? 'none'
        : list(changedSettings.map(({ setting, from, to, why }) => `${setting}: ${from} → ${to}, ${why}`)),
    ],
    ['Known deviations', report.judgesKnownDeviations ? 'taken into account' : 'counted as failures'],
    [
      'Suite',
      `${suite.version}${suite.commit === undefined ? '' : `, commit ${suite.commit}`}${suite.modified ? ', with local changes' : ''}`,
    ],
    ['Ran on', environment.system ?? ''],
    ['Started', showTime(startedAt)],
    ['Duration', `${showDuration(wallTimeMs)}, which covered ${showDuration(serverTimeMs)} of server time`],
    [
      'Tests',
      Object.entries(tests)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
    ],
  ]);
}

/** The command that runs again what fails. */
export function rerun(report: Report): Html | '' {
  const command = rerunCommand(report);
  return command === undefined ? '' : html`<p class="rerun">Run only what fails: <code>${command}</code></p>`;
}
