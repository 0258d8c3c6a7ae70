import { html } from 'hono/html';
import type { KillTable, Report } from '../schema.ts';
import type { Html } from './document.ts';
import { scrollable } from './parts.ts';

type Fault = KillTable['faults'][number];

function outcome({ missed, surprises, caught }: Fault): { verdict: string; words: string } {
  if (missed.length > 0 || caught.length === 0) return { verdict: 'failed', words: '✕ missed' };
  return surprises.length > 0 ? { verdict: 'warning', words: '! surprise' } : { verdict: 'passed', words: '✓ caught' };
}

function killRow(fault: Fault): Html {
  const { verdict, words } = outcome(fault);
  return html`<tr>
    <td><span class="chip ${verdict}">${words}</span></td>
    <th scope="row">${fault.name}<span class="text">${fault.what}</span></th>
    <td>${fault.expected.join(', ')}</td>
    <td>${fault.missed.join(', ')}</td>
    <td>${fault.surprises.join(', ')}</td>
  </tr>`;
}

const isCaught = (fault: Fault): boolean => outcome(fault).verdict === 'passed';

/** Which planted fault was found by the requirements that must find it, and which was not. */
export const killTable = ({ faults, seconds, server = 'the server' }: KillTable): Html =>
  html`<p>
      Of ${faults.length} faults planted in front of ${server}, ${faults.filter(isCaught).length} were caught by exactly
      what should catch them.
    </p>
    ${scrollable(
      'Table of planted faults',
      html`<table class="kills">
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Planted fault</th>
            <th scope="col">Must be found broken</th>
            <th scope="col">Missed</th>
            <th scope="col">Unexpected</th>
          </tr>
        </thead>
        <tbody>
          ${faults.map(killRow)}
        </tbody>
      </table>`,
    )}
    ${seconds === undefined ? '' : html`<p class="legend">The self-test took ${Math.round(seconds)} s.</p>`}`;

const folded = (title: string, body: Html): Html =>
  html`<details>
    <summary>${title}</summary>
    ${body}
  </details>`;

/** What the provider looks like from outside, whatever the verdicts. */
export function facts({ facts: { cookies, tokens, endpoints, endings, discovery } }: Report): Html | '' {
  if (cookies.length + tokens.length + endpoints.length + endings.length === 0 && discovery === undefined) return '';
  return html`${folded(
    `Cookies (${cookies.length})`,
    html`<ul>
      ${cookies.map(
        ({ name, host, attributes }) => html`<li><code>${name}</code> of the ${host}: ${attributes.join('; ')}</li>`,
      )}
    </ul>`,
  )}
  ${folded(
    `Tokens (${tokens.length})`,
    html`<ul>
      ${tokens.map(
        ({ kind, header, claims }) =>
          html`<li>
            <code>${kind}</code>, header
            ${Object.entries(header)
              .map(([name, value]) => `${name}${value === 'present' ? '' : `=${value}`}`)
              .join(', ')};
            claims ${claims.join(', ')}
          </li>`,
      )}
    </ul>`,
  )}
  ${folded(
    `Endpoints (${endpoints.length})`,
    html`<ul>
      ${endpoints.map(
        ({ endpoint, status, headers }) =>
          html`<li><code>${endpoint}</code>, status ${status}: ${headers.join('; ') || 'no policy of its own'}</li>`,
      )}
    </ul>`,
  )}
  ${folded(
    `Endings of sessions (${endings.length})`,
    html`<ul>
      ${endings.map(({ ending, observed }) => html`<li>${ending}: ${observed}</li>`)}
    </ul>`,
  )}
  ${discovery === undefined ? '' : folded('Discovery document', html`<pre>${JSON.stringify(discovery, undefined, 2)}</pre>`)}`;
}
