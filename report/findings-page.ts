import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { adviceOf } from '../requirements/advice/index.ts';
import { deviations } from '../requirements/deviations/index.ts';
import { catalogue } from '../requirements/index.ts';
import { AREAS, type Area, type Deviation, type Requirement } from '../requirements/types.ts';
import type { Verdict } from '../requirements/verdict.ts';

const WHAT_TO_DO: Readonly<Record<Verdict, { readonly means: string; readonly then: string }>> = {
  FAILED: {
    means: 'A MUST, or a promise of the product, was broken.',
    then: 'Look the requirement up below. The run is not conformant.',
  },
  STALE: {
    means: 'A deviation that is listed for this version did not occur.',
    then: 'Good news, but the list is wrong: end its range in `requirements/deviations/`. Until then the run is not conformant.',
  },
  KNOWN: {
    means: 'A deviation that is listed for this version occurred.',
    then: 'Decide once whether you can live with it; the workaround is below.',
  },
  WARNING: { means: 'A SHOULD or a MAY was not followed.', then: 'Read what it means to your users.' },
  PASSED: { means: 'Every check of the requirement held.', then: 'Nothing.' },
  SKIPPED: {
    means: 'It does not apply to this target, or cannot be judged there.',
    then: 'The report gives the reason, such as a clock that cannot be moved.',
  },
  'NOT RUN': { means: 'No test got that far.', then: 'Nothing is known: run it again, all of it.' },
};

const REPORT_IT =
  'No setting is known to govern this. Report it to [WSO2](https://github.com/wso2/product-is/issues) with the exchange that the report shows.';

/** In words, the versions that show a deviation. */
const versionsOf = ({ since, before }: Deviation): string =>
  before === undefined ? `${since} and later` : `${since} up to, not including, ${before}`;

const showDeviation = (deviation: Deviation): string =>
  `- **Known deviation ${deviation.id}**, ${versionsOf(deviation)}: ${deviation.observed}${
    deviation.link === undefined ? '' : ` See <${deviation.link}>.`
  }`;

function showRequirement({ id, specification, clause, level, text }: Requirement): string {
  const { meaning, setting, workaround } = adviceOf(id);
  return [
    `### ${id}`,
    text,
    `_${specification}, ${clause} · ${level}_`,
    [
      `- **If it is broken:** ${meaning}`,
      `- **In IS:** ${setting ?? REPORT_IT}`,
      ...(workaround === undefined ? [] : [`- **Meanwhile:** ${workaround}`]),
      ...deviations.filter(({ requirement }) => requirement === id).map(showDeviation),
    ].join('\n'),
  ].join('\n\n');
}

const inWords = (area: Area): string => area.charAt(0).toUpperCase() + area.slice(1).replaceAll('-', ' ');

function showArea(area: Area): string {
  const own = catalogue.filter((requirement) => requirement.area === area);
  return [`## ${inWords(area)}`, ...own.map(showRequirement)].join('\n\n');
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
    `Every requirement of the suite by area: the promise, what users notice when it is broken, and where IS is told to behave otherwise.`,
    AREAS.map((area) => `[${inWords(area)}](#${area})`).join(' · '),
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
