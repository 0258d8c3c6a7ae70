import { html } from 'hono/html';
import type { Report } from '../schema.ts';
import { showHeadline, UNDECIDED_NOTE } from '../words.ts';
import { certification } from './certification.ts';
import { circumstances } from './circumstances.ts';
import { renderDocument, type Html } from './document.ts';
import { exchanges } from './exchanges.ts';
import { findings } from './findings.ts';
import { banner, next, obstacles, remarks, tally, worst } from './head.ts';
import { matrix } from './matrix.ts';
import { section } from './parts.ts';
import { preflight } from './preflight.ts';
import { requirementList } from './requirements.ts';
import { facts, killTable } from './tables.ts';
import { timelines } from './timelines.ts';
import { undecided } from './undecided.ts';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly body: Html | '';
}

function sectionsOf(report: Report): Section[] {
  const all: Section[] = [
    {
      id: 'findings',
      title: 'Findings',
      intro: '',
      body: report.coverage.judged === 0 ? '' : findings(report),
    },
    { id: 'undecided', title: 'Undecided', intro: UNDECIDED_NOTE, body: undecided(report) },
    {
      id: 'preflight',
      title: 'What could be judged here',
      intro: 'As it looked before the first test. What is not to be had here is no fault of the server.',
      body: preflight(report),
    },
    { id: 'circumstances', title: 'What was tested, and how', intro: '', body: circumstances(report) },
    {
      id: 'matrix',
      title: 'Areas and specifications',
      intro: 'The number of requirements with each verdict. A cell links to its requirements.',
      body: matrix(report),
    },
    { id: 'requirements', title: 'Requirements', intro: '', body: requirementList(report) },
    {
      id: 'certification',
      title: 'Ready for certification',
      intro: '',
      body: certification(report),
    },
    {
      id: 'timelines',
      title: 'Timelines',
      intro: 'What happened to the sessions in tests that let time pass. The axis is the server’s time.',
      body: timelines(report),
    },
    {
      id: 'exchanges',
      title: 'Exchanges',
      intro: 'The requests and answers of tests in which something did not hold. Secrets are replaced by their names.',
      body: exchanges(report),
    },
    {
      id: 'facts',
      title: 'Facts',
      intro: 'What the provider revealed about itself, independent of the verdicts.',
      body: facts(report),
    },
    {
      id: 'kills',
      title: 'Planted faults',
      intro: 'Can the suite be trusted? It was run against a stand-in, with one planted fault at a time.',
      body: report.killTable === undefined ? '' : killTable(report.killTable),
    },
  ];
  return all.filter(({ body }) => body !== '');
}

const otherFiles = (): Html =>
  html`<footer>
    <p>
      The same facts in other forms: <a href="report.json">report.json</a>, <a href="junit.xml">junit.xml</a>,
      <a href="summary.md">summary.md</a>, <a href="playwright/index.html">the runner’s own report</a>.
    </p>
  </footer>`;

/** The report as one page that needs nothing else. */
export function renderPage(report: Report): Promise<string> {
  const sections = sectionsOf(report);
  const body = html`<a class="skip" href="#main">Skip to the findings</a>
    ${banner(report)}
    <nav class="contents" aria-label="Contents">
      <ul>
        ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
      </ul>
    </nav>
    <main id="main">
      ${obstacles(report)} ${worst(report)} ${next(report)} ${remarks(report)} ${tally(report)}
      ${sections.map(({ id, title, intro, body: content }) => section(id, title, intro, html`${content}`))}
    </main>
    ${otherFiles()}`;
  return renderDocument({ title: showHeadline(report), body });
}
