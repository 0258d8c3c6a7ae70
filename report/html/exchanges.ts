import { html } from 'hono/html';
import type { DecodedToken, RequestRecord } from '../../fixtures/recording/attachments.ts';
import type { Exchange, Report } from '../schema.ts';
import { counted } from '../words.ts';
import type { Html } from './document.ts';

const CONTEXTS: Readonly<Record<RequestRecord['context'], string>> = {
  page: '',
  iframe: 'in an iframe',
  script: 'by a script',
  'back-channel': 'from the provider, not through the browser',
};

type Parameters = RequestRecord['parameters'];

const parameterTable = (caption: string, parameters: Parameters): Html | '' =>
  parameters.length === 0
    ? ''
    : html`<table class="parameters">
        <caption>
          ${caption}
        </caption>
        <tbody>
          ${parameters.map(
            ({ name, value }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;

const token = ({ where, header, claims }: DecodedToken): Html =>
  html`<div class="token">
    <p>Decoded <code>${where}</code>, without its signature</p>
    <pre>${JSON.stringify(header, undefined, 2)}</pre>
    <pre>${JSON.stringify(claims, undefined, 2)}</pre>
  </div>`;

const cookies = ({ cookies: all }: RequestRecord): Html | '' =>
  all.length === 0
    ? ''
    : html`<ul class="cookies">
        ${all.map(
          ({ name, cleared, attributes }) =>
            html`<li>${cleared ? 'clears' : 'sets'} cookie <code>${name}</code> ${attributes.join('; ')}</li>`,
        )}
      </ul>`;

function answer({ status, failure, redirect }: RequestRecord): Html | string {
  if (failure !== undefined) return `no answer: ${failure}`;
  if (status === undefined) return '';
  return redirect === undefined ? String(status) : html`${status}, to <span class="url">${redirect.url}</span>`;
}

function requestItem(request: RequestRecord): Html {
  const { method, url, context, parameters, redirect, tokens } = request;
  const shown = answer(request);
  return html`<li>
    <p class="line">
      <strong>${method}</strong> <span class="url">${url}</span> <span class="where">${CONTEXTS[context]}</span>
      ${shown === '' ? '' : html`<span class="answer">→ ${shown}</span>`}
    </p>
    ${parameterTable('Sent', parameters)} ${parameterTable('Redirected with', redirect?.parameters ?? [])}
    ${cookies(request)} ${tokens.map(token)}
  </li>`;
}

const exchangePart = ({ id, test, requests }: Exchange): Html =>
  html`<details class="exchange" id="exchange-${id}">
    <summary>${test.title} <span class="where">${test.project}, ${counted(requests.length, 'request')}</span></summary>
    <ol>
      ${requests.map(requestItem)}
    </ol>
  </details>`;

/** What was sent and answered in the tests that found something broken. */
export const exchanges = ({ exchanges: all }: Report): Html | '' =>
  all.length === 0 ? '' : html`${all.map(exchangePart)}`;
