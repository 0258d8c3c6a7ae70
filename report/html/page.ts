import { html } from 'hono/html';
import type { Report } from '../schema.ts';
import { HEADLINES, showProduct } from '../words.ts';
import { renderDocument, type Html } from './document.ts';
import { exchanges } from './exchanges.ts';
import { findings } from './findings.ts';
import { circumstances, obstacles, rerun, tally, verdictBanner } from './head.ts';
import { matrix } from './matrix.ts';
import { section } from './parts.ts';
import { requirementList } from './requirements.ts';
import { facts, killTable } from './tables.ts';
import { timelines } from './timelines.ts';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly body: Html | '';
}

function sectionsOf(report: Report): Section[] {
  const all: Section[] = [
    { id: 'circumstances', title: 'What was tested, and how', intro: '', body: circumstances(report) },
    {
      id: 'findings',
      title: 'Findings',
      intro: '',
      body: report.obstacles.length > 0 && noneDecided(report) ? '' : findings(report),
    },
    {
      id: 'matrix',
      title: 'Areas and specifications',
      intro: 'How many requirements have which verdict. A cell leads to its requirements.',
      body: matrix(report),
    },
    { id: 'requirements', title: 'Requirements', intro: '', body: requirementList(report) },
    {
      id: 'timelines',
      title: 'Timelines',
      intro: 'How sessions lived in the tests that let time pass. The axis is the server’s time.',
      body: timelines(report),
    },
    {
      id: 'exchanges',
      title: 'Exchanges',
      intro:
        'What was sent and answered in the tests that found something broken. Secrets are replaced by their names.',
      body: exchanges(report),
    },
    {
      id: 'facts',
      title: 'Facts',
      intro: 'What the provider showed of itself, whatever the verdicts.',
      body: facts(report),
    },
    {
      id: 'kills',
      title: 'Planted faults',
      intro: 'Can the suite be trusted? It was run against a stand-in with one behaviour made wrong at a time.',
      body: report.killTable === undefined ? '' : killTable(report.killTable),
    },
  ];
  return all.filter(({ body }) => body !== '');
}

const noneDecided = ({ counts }: Report): boolean =>
  counts.PASSED + counts.WARNING + counts.KNOWN + counts.FAILED + counts.STALE === 0;

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
    ${verdictBanner(report)}
    <nav class="contents" aria-label="Contents">
      <ul>
        ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
      </ul>
    </nav>
    <main id="main">
      ${obstacles(report)} ${tally(report)} ${rerun(report)}
      ${sections.map(({ id, title, intro, body: content }) => section(id, title, intro, html`${content}`))}
    </main>
    ${otherFiles()}`;
  return renderDocument({ title: `${HEADLINES[report.exitCode]}: ${showProduct(report)}`, body });
}
