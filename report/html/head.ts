import { html } from 'hono/html';
import { VERDICTS } from '../../requirements/verdict.ts';
import { nextSteps } from '../next-steps.ts';
import type { Report, RequirementResult } from '../schema.ts';
import {
  answersOf,
  capitalized,
  counted,
  findingsOf,
  IMPACT_TITLES,
  inPlainWords,
  MEANINGS,
  observedDeviations,
  showProduct,
} from '../words.ts';
import type { Html } from './document.ts';
import { chip, findingLink, slug, symbol } from './parts.ts';

/** How many of the worst findings the first screen names. */
const WORST = 3;

type Tone = 'good' | 'bad' | 'known' | 'open' | 'neutral';

/** Colours are verdicts, which a stand-in and a part of the suite have none of. */
function toneOf({ target, partial, obstacles, conformance }: Report): Tone {
  if (target?.product.standIn === true || partial !== undefined) return 'neutral';
  if (target === undefined || obstacles.length > 0) return 'open';
  return ({ conformant: 'good', broken: 'bad', open: 'neutral', none: 'neutral' } as const)[conformance.answer];
}

/** What a release manager reads: what was tested, and the run in one line. */
export function banner(report: Report): Html {
  const { target, headline } = report;
  const isStandIn = target?.product.standIn === true;
  return html`<header class="banner ${toneOf(report)}">
    <p class="eyebrow">OpenID Connect session and logout conformance</p>
    <h1>
      ${isStandIn ? '' : html`<span class="product">${capitalized(showProduct(report))}</span> `}
      <span class="headline">${headline}</span>
    </h1>
    ${
      isStandIn
        ? html`<p class="stand-in" role="note">
            <strong>Stand-in, not the product</strong> (${showProduct(report)}): this result says nothing about WSO2
            Identity Server.
          </p>`
        : ''
    }
    ${answers(report)}
  </header>`;
}

const QUESTIONS: Readonly<Record<string, string>> = {
  conformance: 'Does the product keep its promises?',
  expectation: 'Is anything new?',
  coverage: 'How much was judged?',
  certification: 'Would it pass the OpenID Foundation’s modules?',
};

const expectationTone = ({ exitCode, target, partial }: Report): Tone => {
  if (exitCode !== 0) return exitCode === 1 ? 'bad' : 'open';
  return target?.product.standIn === true || partial !== undefined ? 'neutral' : 'good';
};

function answers(report: Report): Html {
  const tones: Readonly<Record<string, Tone>> = {
    conformance: toneOf(report),
    expectation: expectationTone(report),
  };
  return html`<dl class="answers">
    ${answersOf(report).map(
      ([name, sentence]) =>
        html`<div class="${tones[name] ?? 'neutral'}">
          <dt>${capitalized(name)} <span class="where">${QUESTIONS[name] ?? ''}</span></dt>
          <dd>${capitalized(sentence)}</dd>
        </div>`,
    )}
  </dl>`;
}

const worstItem = (result: RequirementResult): Html => {
  const { requirement, verdict } = result;
  const known = observedDeviations(result).join(', ');
  return html`<li>
    <strong>${IMPACT_TITLES[requirement.impact]}.</strong> ${inPlainWords(result)}
    <span class="where">${chip(verdict)} ${findingLink(requirement.id)}${known === '' ? '' : `, ${known}`}</span>
  </li>`;
};

/** The findings that do the most harm to people, in words. */
export function worst(report: Report): Html | '' {
  const [...all] = findingsOf(report);
  if (all.length === 0) return '';
  const shown = all.slice(0, WORST);
  const title =
    all.length > shown.length ? `The worst ${shown.length} of ${counted(all.length, 'finding')}` : 'What was found';
  return html`<section class="worst" aria-labelledby="worst-title">
    <h2 id="worst-title">${title}</h2>
    <ol>
      ${shown.map(worstItem)}
    </ol>
  </section>`;
}

/** Why there is no verdict, what helps, and what was verified all the same. */
export function obstacles({ obstacles: all, counts, coverage, tests }: Report): Html | '' {
  if (all.length === 0) return '';
  const soFar =
    coverage.judged === 0
      ? 'Nothing had been verified before that.'
      : `Before that, ${counted(coverage.judged, 'requirement')} had been judged: ${counts.PASSED} passed, ${counts.FAILED} failed; ${counted(tests['not run'], 'test')} did not run.`;
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

/** What somebody should know although no verdict depends on it, good news first. */
export const remarks = ({ remarks: all }: Report): Html | '' =>
  all.length === 0
    ? ''
    : html`<section id="remarks" aria-labelledby="remarks-title">
        <h2 id="remarks-title">Remarks</h2>
        <ul>
          ${all.map(({ text }) => html`<li class="remark">${text}</li>`)}
        </ul>
      </section>`;

/** How many requirements have each verdict; a click shows them. */
export const tally = (report: Report): Html =>
  html`<ul class="tally ${toneOf(report) === 'neutral' ? 'colourless' : ''}" aria-label="Requirements per verdict">
    ${VERDICTS.map(
      (verdict) =>
        html`<li class="${slug(verdict)} ${report.counts[verdict] === 0 ? 'none' : ''}">
          <a href="#requirements" data-verdict="${verdict}" title="${MEANINGS[verdict]}">
            <span class="number">${report.counts[verdict]}</span>
            <span class="name"><span aria-hidden="true">${symbol(verdict)}</span> ${verdict}</span>
          </a>
        </li>`,
    )}
  </ul>`;

/** What a reader does next. */
export function next(report: Report): Html | '' {
  const steps = nextSteps(report);
  return steps.length === 0
    ? ''
    : html`<section class="next" aria-labelledby="next-title">
        <h2 id="next-title">What next</h2>
        <ol>
          ${steps.map(
            ({ text, command, finding }) =>
              html`<li>
                ${finding === undefined ? text : findingLink(finding, text)}
                ${command === undefined ? '' : html`<code>${command}</code>`}
              </li>`,
          )}
        </ol>
      </section>`;
}
