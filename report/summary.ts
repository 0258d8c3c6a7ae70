import { VERDICTS } from '../requirements/verdict.ts';
import {
  brokenFindings,
  explainVerdict,
  HEADLINES,
  MEANINGS,
  attentionOf,
  showClause,
  rerunCommand,
  showDuration,
} from './words.ts';
import { showClock, showProduct, STAND_IN } from './words.ts';
import type { Report, RequirementResult } from './schema.ts';

/** Text of a test or a server, in a cell of a Markdown table: no markup, one line. */
export const cell = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>|#~$@!&]/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
    .trim();

const shorten = (text: string): string => (text.length > 240 ? `${text.slice(0, 240)}…` : text);

function rowsOf(result: RequirementResult): string[] {
  const { requirement, verdict } = result;
  const head = `| ${verdict} | ${requirement.id} | ${cell(showClause(requirement))}`;
  if (verdict === 'STALE')
    return [`${head} | the listed deviation ${result.deviation?.id ?? ''} | it did not occur: mend the list |`];
  return brokenFindings(result).map(
    ({ expected, actual, message = '', deviation }) =>
      `${head} | ${cell(shorten(expected ?? requirement.text))} | ${cell(shorten(`${deviation === undefined ? '' : `${deviation}: `}${actual ?? message}`))} |`,
  );
}

function findingsTable(report: Report): string[] {
  const rows = attentionOf(report).flatMap(rowsOf);
  return rows.length === 0
    ? []
    : ['', '| verdict | requirement | clause | expected | actual |', '| --- | --- | --- | --- | --- |', ...rows];
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
  const { target, counts, obstacles } = report;
  const command = rerunCommand(report);
  return [
    `### ${cell(showProduct(report))}: ${HEADLINES[report.exitCode]}`,
    '',
    cell(explainVerdict(report)),
    ...(target?.product.standIn === true ? ['', `**${STAND_IN}**`] : []),
    ...obstacles.flatMap(({ problem, remedy }) => [
      '',
      `> ${cell(problem)}`,
      ...(remedy === undefined ? [] : ['>', `> What to do: ${cell(remedy)}`]),
    ]),
    '',
    '| verdict | requirements | |',
    '| --- | --- | --- |',
    ...VERDICTS.filter((verdict) => counts[verdict] > 0).map(
      (verdict) => `| ${verdict} | ${counts[verdict]} | ${MEANINGS[verdict]} |`,
    ),
    ...findingsTable(report),
    ...(command === undefined ? [] : ['', 'Run only what fails:', '', '```sh', command, '```']),
    '',
    '| | |',
    '| --- | --- |',
    ...targetTable(report),
    '',
  ].join('\n');
}
