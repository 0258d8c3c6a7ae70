import pc from 'picocolors';
import { VERDICTS, type Verdict } from '../requirements/verdict.ts';
import { showObstacle } from './obstacles.ts';
import type { Report, ReportedFinding, RequirementResult } from './schema.ts';
import {
  attentionOf,
  brokenFindings,
  HEADLINES,
  rerunCommand,
  showClause,
  showClock,
  showDuration,
  showProduct,
} from './words.ts';

const paint: Readonly<Record<Verdict, (text: string) => string>> = {
  FAILED: pc.red,
  STALE: pc.red,
  KNOWN: pc.yellow,
  WARNING: pc.yellow,
  PASSED: pc.green,
  SKIPPED: pc.dim,
  'NOT RUN': pc.dim,
};

/** A message of the runner may go on for pages; the report has all of it. */
const LONGEST_VALUE = 12;

function indent(text: string, by: string): string {
  const lines = text.split('\n');
  const shown = lines.length > LONGEST_VALUE ? [...lines.slice(0, LONGEST_VALUE), '… (the report has it all)'] : lines;
  return shown.map((line, index) => (index === 0 ? line : `${by}${line}`)).join('\n');
}

const MARGIN = ' '.repeat(11);
const row = (name: string, value: string): string =>
  `${MARGIN}${name.padEnd(10)}${indent(value, MARGIN + ' '.repeat(10))}`;

function describeFinding({ test, expected, actual, message = '', deviation }: ReportedFinding): string[] {
  return [
    row('in', `"${test.title}"${deviation === undefined ? '' : ` (known as ${deviation})`}`),
    ...(expected === undefined ? [] : [row('expected', expected)]),
    row('actual', actual ?? message),
  ];
}

/** Verdicts that a person has to look at, with what was expected and what happened. */
function describe(result: RequirementResult): string {
  const { requirement, verdict, deviation } = result;
  const where = `${showClause(requirement)}; ${requirement.level}`;
  const stale = `the listed deviation ${deviation?.id ?? ''} did not occur: delete its line in requirements/deviations/`;
  return [
    `  ${paint[verdict](verdict.padEnd(8))} ${pc.bold(requirement.id)} (${where})`,
    `${MARGIN}${requirement.text}`,
    ...brokenFindings(result).flatMap(describeFinding),
    ...(verdict === 'STALE' ? [`${MARGIN}${stale}`] : []),
  ].join('\n');
}

const showTests = (tests: Report['tests']): string =>
  Object.entries(tests)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

const showVerdicts = ({ counts }: Report): string =>
  VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => paint[verdict](`${counts[verdict]} ${verdict}`))
    .join(', ');

function speed({ serverTimeMs, wallTimeMs }: Report): string {
  const factor = (serverTimeMs / Math.max(1, wallTimeMs)).toFixed(1);
  return `${showDuration(serverTimeMs)} of server time in ${showDuration(wallTimeMs)} (${factor} s per second)`;
}

function facts(report: Report, folder: string): [string, string][] {
  const { target, tests } = report;
  const ran = Object.values(tests).some((count) => count > 0);
  const command = rerunCommand(report);
  return [
    ...(target === undefined
      ? []
      : ([
          ['target', `${showProduct(report)} (${target.kind}) at ${target.baseUrl}`],
          ['clock', showClock(report)],
          ['time', speed(report)],
        ] satisfies [string, string][])),
    ...(ran
      ? ([
          ['tests', showTests(tests)],
          ['requirements', showVerdicts(report)],
        ] satisfies [string, string][])
      : []),
    ['report', `${folder}/index.html`],
    ...(command === undefined ? [] : ([['run failing', command]] satisfies [string, string][])),
  ];
}

/** The end of a run in the terminal. `printed` are the errors that the runner itself has shown already. */
export function renderTerminalSummary(report: Report, folder: string, printed: readonly string[]): string {
  const colour = report.exitCode === 0 ? pc.green : pc.red;
  const skipped = [...new Set(report.requirements.flatMap(({ reasons }) => reasons))];
  const shownAlready = (problem: string): boolean => printed.some((text) => text.includes(problem));
  return [
    '',
    // The worst comes last: a terminal shows its end.
    ...attentionOf(report).toReversed().map(describe),
    ...skipped.map((reason) => pc.dim(`  skipped: ${reason}`)),
    ...report.obstacles
      .filter(({ problem }) => !shownAlready(problem))
      .map((obstacle) => pc.red(`  ${indent(showObstacle(obstacle), '  ')}`)),
    '',
    colour(pc.bold(`  ${HEADLINES[report.exitCode]}`)),
    ...(report.target?.product.standIn === true
      ? [pc.yellow('  This was a STAND-IN, not the product: it says nothing about WSO2 Identity Server.')]
      : []),
    ...facts(report, folder).map(([name, value]) => `  ${name.padEnd(13)}${value}`),
    '',
  ].join('\n');
}
