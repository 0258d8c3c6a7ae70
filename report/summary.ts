import { VERDICTS } from '../requirements/verdict.ts';
import { rerunCommand } from './rerun.ts';
import type { Report, RequirementResult } from './schema.ts';
import { brokenFindings, undecidedGroups } from './undecided.ts';
import {
  answersOf,
  capitalized,
  findingsOf,
  IMPACT_TITLES,
  LEVEL_TITLES,
  listed,
  MEANINGS,
  showClause,
  showClock,
  showDuration,
  showGroup,
  showHeadline,
  showProduct,
  STAND_IN,
  UNDECIDED_NOTE,
} from './words.ts';

/** Text of a test or a server, in a cell of a Markdown table: no markup, one line. */
export const cell = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>|#~$@!&]/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
    .trim();

const shorten = (text: string): string => (text.length > 240 ? `${text.slice(0, 240)}…` : text);

function rowsOf(result: RequirementResult): string[] {
  const { requirement, verdict } = result;
  const { id, impact, level, url } = requirement;
  const clause = `[${cell(showClause(requirement))}](${url}), ${LEVEL_TITLES[level]}`;
  const head = `| ${IMPACT_TITLES[impact]} | ${verdict} | ${id} | ${clause}`;
  return brokenFindings(result).map(
    ({ expected, actual, message = '', deviation }) =>
      `${head} | ${cell(shorten(expected ?? requirement.text))} | ${cell(shorten(`${deviation === undefined ? '' : `${deviation}: `}${actual ?? message}`))} |`,
  );
}

function findingsTable(report: Report): string[] {
  const rows = findingsOf(report).flatMap(rowsOf);
  return rows.length === 0
    ? []
    : [
        '',
        '| impact | verdict | requirement | clause | expected | actual |',
        '| --- | --- | --- | --- | --- | --- |',
        ...rows,
      ];
}

function undecidedList({ requirements }: Report): string[] {
  const groups = undecidedGroups(requirements);
  if (groups.length === 0) return [];
  const items = groups.map((group) => {
    const ids = group.results.map(({ requirement }) => requirement.id);
    return `- ${cell(shorten(showGroup(group)))} (${listed(ids, 20)})`;
  });
  return ['', `**Undecided.** ${UNDECIDED_NOTE}`, '', ...items];
}

function targetTable(report: Report): string[] {
  const { target, environment, startedAt, wallTimeMs, serverTimeMs } = report;
  const rows: [string, string][] = [
    ['target', `${showProduct(report)}${target === undefined ? '' : ` (${target.kind})`}`],
    ...Object.entries(target?.details ?? {}),
    ['browser', environment.browsers.map(({ name, version }) => `${name} ${version}`).join(', ')],
    ['clock', showClock(report)],
    ['suite', environment.suite.commit ?? environment.suite.version],
    ['time', `${startedAt}, took ${showDuration(wallTimeMs)}, covered ${showDuration(serverTimeMs)} of server time`],
  ];
  return rows.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${cell(value)} |`);
}

/** The run in Markdown, for the summary of a CI step. */
export function renderSummary(report: Report): string {
  const { target, counts, obstacles, remarks } = report;
  const command = rerunCommand(report);
  return [
    `### ${cell(showHeadline(report))}`,
    '',
    '| | |',
    '| --- | --- |',
    ...answersOf(report).map(([name, sentence]) => `| ${capitalized(name)} | ${cell(sentence)} |`),
    ...(target?.product.standIn === true ? ['', `**${STAND_IN}**`] : []),
    ...obstacles.flatMap(({ problem, remedy }) => [
      '',
      `> ${cell(problem)}`,
      ...(remedy === undefined ? [] : ['>', `> What to do: ${cell(remedy)}`]),
    ]),
    ...(remarks.length === 0 ? [] : ['', ...remarks.map(({ text }) => `- ${cell(text)}`)]),
    ...findingsTable(report),
    ...undecidedList(report),
    ...(command === undefined ? [] : ['', 'Repeat only what failed or was undecided:', '', '```sh', command, '```']),
    '',
    '| verdict | requirements | |',
    '| --- | --- | --- |',
    ...VERDICTS.filter((verdict) => counts[verdict] > 0).map(
      (verdict) => `| ${verdict} | ${counts[verdict]} | ${MEANINGS[verdict]} |`,
    ),
    '',
    '| | |',
    '| --- | --- |',
    ...targetTable(report),
    '',
  ].join('\n');
}
