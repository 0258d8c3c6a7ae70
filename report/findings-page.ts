import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { adviceOf } from '../requirements/advice/index.ts';
import { deviations } from '../requirements/deviations/index.ts';
import { catalogue } from '../requirements/index.ts';
import { AREAS, type Area, type Deviation, type Requirement } from '../requirements/types.ts';
import type { Verdict } from '../requirements/verdict.ts';
import { AREA_TITLES, IMPACT_TITLES, LEVEL_TITLES } from './words.ts';

const WHAT_TO_DO: Readonly<Record<Verdict, { readonly means: string; readonly then: string }>> = {
  FAILED: {
    means: 'A MUST, or a promise of the documentation, was broken, and what was observed is not a listed deviation.',
    then: 'Look the requirement up below. The run ends with exit code 1.',
  },
  WARNING: {
    means: 'A recommendation, a statement without a keyword, or advice was not followed.',
    then: 'Read what it means to your users. It does not fail the run.',
  },
  KNOWN: {
    means: 'A deviation that is listed for this version was observed.',
    then: 'Decide once whether you can live with it; the workaround is below. It does not fail the run, but counts against conformance.',
  },
  UNDECIDED: {
    means: 'The suite or its environment could not tell, or a broken requirement stood in the way.',
    then: 'Fix what blocks it, or run it again. It is no finding about the server.',
  },
  PASSED: { means: 'Every check of the requirement held.', then: 'Nothing.' },
  SKIPPED: {
    means: 'It does not apply to this target, or cannot be judged there.',
    then: 'The report gives the reason, such as a clock that cannot be moved.',
  },
  'NOT RUN': { means: 'No test got that far.', then: 'Nothing is known: run it again, all of it.' },
};

const REPORT_IT =
  'No setting is known to govern this. Report it to [WSO2](https://github.com/wso2/product-is/issues) with the exchange that the report shows.';

/** In words, the versions that a deviation was seen on. */
const versionsOf = ({ seen: { from, to } }: Deviation): string => (from === to ? from : `${from} to ${to}`);

const showDeviation = (deviation: Deviation): string =>
  `- **Known deviation ${deviation.id}**, seen on ${versionsOf(deviation)}${deviation.intermittent === true ? ', not every time' : ''}: ${
    deviation.observed
  }${deviation.link === undefined ? '' : ` See <${deviation.link}>.`}`;

const showSource = ({ specification, clause, level, impact, url, measured }: Requirement): string =>
  `_[${specification}, ${clause}](${url}) · ${LEVEL_TITLES[level]} · ${IMPACT_TITLES[impact].toLowerCase()}${
    measured === undefined ? '' : ` · measured on ${measured}`
  }_`;

function showRequirement(requirement: Requirement): string {
  const { id, text } = requirement;
  const { meaning, setting, workaround } = adviceOf(id);
  return [
    `### ${id}`,
    text,
    showSource(requirement),
    [
      `- **If it is broken:** ${meaning}`,
      `- **In IS:** ${setting ?? REPORT_IT}`,
      ...(workaround === undefined ? [] : [`- **Meanwhile:** ${workaround}`]),
      ...deviations.filter(({ requirement }) => requirement === id).map(showDeviation),
    ].join('\n'),
  ].join('\n\n');
}

/** As GitHub makes it from the heading. */
const anchorOf = (area: Area): string => AREA_TITLES[area].toLowerCase().replaceAll(' ', '-');

function showArea(area: Area): string {
  const own = catalogue.filter((requirement) => requirement.area === area);
  return [`## ${AREA_TITLES[area]}`, ...own.map(showRequirement)].join('\n\n');
}

function renderFindingsPage(): string {
  const verdicts = Object.entries(WHAT_TO_DO).map(
    ([verdict, { means, then }]) => `| ${verdict} | ${means} | ${then} |`,
  );
  const known = deviations.map(
    (deviation) =>
      `| ${deviation.id} | [${deviation.requirement}](#${deviation.requirement.toLowerCase()}) | ${versionsOf(deviation)} | ${deviation.observed} |`,
  );
  return `${[
    '# What each finding means, and what to do in IS',
    '<!-- Written by `npm run docs` from requirements/. Change it there. -->',
    'Every requirement of the suite by area: its sentence with its clause, level and impact, what users notice when it is broken, and how IS is configured to behave otherwise.',
    AREAS.map((area) => `[${AREA_TITLES[area]}](#${anchorOf(area)})`).join(' · '),
    '## Verdicts',
    ['| verdict | means | what to do |', '| --- | --- | --- |', ...verdicts].join('\n'),
    '## Known deviations',
    ['| id | requirement | versions | what happens |', '| --- | --- | --- | --- |', ...known].join('\n'),
    ...AREAS.map(showArea),
  ].join('\n\n')}\n`;
}

/** Where the page is committed. */
export const FINDINGS_PAGE = fileURLToPath(new URL('../docs/findings.md', import.meta.url));

/** The page "what each finding means, and what to do in IS", from the catalogue, as the formatter of this project leaves it. */
export const formattedFindingsPage = async (): Promise<string> =>
  format(renderFindingsPage(), { ...(await resolveConfig(FINDINGS_PAGE)), filepath: FINDINGS_PAGE });
