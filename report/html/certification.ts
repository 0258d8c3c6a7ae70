import { html } from 'hono/html';
import type { Report } from '../schema.ts';
import { capitalized, listed } from '../words.ts';
import type { Html } from './document.ts';
import { scrollable } from './parts.ts';

const SIGNS = { ready: ['passed', '✓'], 'not ready': ['failed', '✕'], unknown: ['undecided', '?'] } as const;

/** The modules of the OpenID Foundation's suite, and what stands in the way of each. */
export function certification({ certification: found }: Report): Html | '' {
  if (found === undefined) return '';
  const table = html`<table class="modules">
    <thead>
      <tr>
        <th scope="col">Ready</th>
        <th scope="col">Module</th>
        <th scope="col">Plan</th>
        <th scope="col">Broken, or not known</th>
      </tr>
    </thead>
    <tbody>
      ${found.modules.map(({ module, plan, readiness, because }) => {
        const [look, sign] = SIGNS[readiness];
        return html`<tr>
          <td>
            <span class="chip ${look}"><span aria-hidden="true">${sign}</span> ${readiness}</span>
          </td>
          <th scope="row">${module}</th>
          <td>${plan}</td>
          <td>${listed(because, 12)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
  return html`<p class="intro">${capitalized(found.sentence)}.</p>
    ${scrollable('Table of certification modules', table)}`;
}
