import { html } from 'hono/html';
import type { Report } from '../schema.ts';
import { DEVIATIONS_JUDGED, showClock, showDuration, showProduct } from '../words.ts';
import type { Html } from './document.ts';
import { definitions } from './parts.ts';

/** `2026-11-24T13:00:00.000Z` as people read it. */
const showTime = (iso: string): string => iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');

const list = (items: readonly string[]): Html | string =>
  items.length < 2
    ? items.join('')
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`;

/** Everything that a reader must know to say what the answers are about. */
export function circumstances(report: Report): Html {
  const { target, environment, changedSettings, startedAt, wallTimeMs, serverTimeMs, tests, partial } = report;
  const { suite, cookiePolicies, timings } = environment;
  const all = definitions([
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
    ['Known deviations', DEVIATIONS_JUDGED[report.deviations]],
    ['Part of the suite', partial ?? ''],
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
  return html`<details>
    <summary>Product, target, clock, browser and settings, and what of them was changed</summary>
    ${all}
  </details>`;
}
