import pc from 'picocolors';
import { VERDICTS, type Verdict } from '../requirements/verdict.ts';
import { showObstacle } from './obstacles.ts';
import { rerunCommand } from './rerun.ts';
import type { Report, ReportedFinding, RequirementResult } from './schema.ts';
import { brokenFindings, undecidedGroups } from './undecided.ts';
import {
  answersOf,
  findingsOf,
  IMPACT_TITLES,
  LEVEL_TITLES,
  listed,
  observedDeviations,
  showClause,
  showClock,
  showDuration,
  showGroup,
  showHeadline,
  showProduct,
  STAND_IN,
  UNDECIDED_NOTE,
} from './words.ts';

type Paint = (text: string) => string;

const paint: Readonly<Record<Verdict, Paint>> = {
  FAILED: pc.red,
  WARNING: pc.yellow,
  KNOWN: pc.yellow,
  UNDECIDED: pc.magenta,
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

const MARGIN = ' '.repeat(12);
const row = (name: string, value: string): string =>
  `${MARGIN}${name.padEnd(10)}${indent(value, MARGIN + ' '.repeat(10))}`;

const label = (verdict: Verdict): string => paint[verdict](verdict.padEnd(9));

const describeFinding = ({ test, expected, actual, resembles, message = '' }: ReportedFinding): string[] => [
  row('in', `"${test.title}"`),
  ...(expected === undefined ? [] : [row('expected', expected)]),
  row('actual', actual ?? message),
  ...(resembles === undefined ? [] : [row('resembles', resembles)]),
];

/** Broken requirements, with what was expected and what happened; of a known one a line is enough. */
function describe(result: RequirementResult): string {
  const { requirement, verdict } = result;
  const { id, impact, level, text, url } = requirement;
  if (verdict === 'KNOWN')
    return `  ${label(verdict)} ${pc.bold(id)} as ${observedDeviations(result).join(', ')} (${impact})`;
  return [
    `  ${label(verdict)} ${pc.bold(id)} (${showClause(requirement)}, ${LEVEL_TITLES[level]}; ${IMPACT_TITLES[impact]})`,
    `${MARGIN}${text}`,
    `${MARGIN}${pc.dim(url)}`,
    ...brokenFindings(result).flatMap(describeFinding),
  ].join('\n');
}

const describeAll = (report: Report, verdict: Verdict): string[] =>
  findingsOf(report)
    .filter((result) => result.verdict === verdict)
    .toReversed()
    .map(describe);

function describeUndecided({ requirements }: Report): string[] {
  const groups = undecidedGroups(requirements);
  if (groups.length === 0) return [];
  const lines = groups.toReversed().map((group) => {
    const ids = group.results.map(({ requirement }) => requirement.id);
    return `  ${label('UNDECIDED')} ${showGroup(group)}\n${MARGIN}${listed(ids)}`;
  });
  return [...lines, pc.dim(`${MARGIN}${UNDECIDED_NOTE}`)];
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

type Row = [name: string, value: string];

function facts(report: Report, folder: string): Row[] {
  const { target, tests } = report;
  const ran = Object.values(tests).some((count) => count > 0);
  const command = rerunCommand(report);
  const ofTarget: Row[] =
    target === undefined
      ? []
      : [
          ['target', `${showProduct(report)} (${target.kind}) at ${target.baseUrl}`],
          ['clock', showClock(report)],
          ['time', speed(report)],
        ];
  const ofTests: Row[] = ran
    ? [
        ['tests', showTests(tests)],
        ['requirements', showVerdicts(report)],
      ]
    : [];
  return [
    ...ofTarget,
    ...ofTests,
    ['report', `${folder}/index.html`],
    ...(command === undefined ? [] : ([['repeat', command]] satisfies Row[])),
  ];
}

/** A colour is a verdict, which a stand-in and a part of the suite have none of. */
function colourOf({ target, partial, exitCode, conformance }: Report): Record<'conformance' | 'expectation', Paint> {
  const byExitCode = { 0: pc.green, 1: pc.red, 2: pc.magenta }[exitCode];
  const isNeutral = target?.product.standIn === true || partial !== undefined;
  if (isNeutral) return { conformance: pc.cyan, expectation: exitCode === 0 ? pc.cyan : byExitCode };
  const ofConformance = { conformant: pc.green, broken: pc.yellow, open: pc.cyan, none: pc.magenta };
  return { conformance: ofConformance[conformance.answer], expectation: byExitCode };
}

/** The end of a run in the terminal. `printed` are the errors that the runner itself has shown already. */
export function renderTerminalSummary(report: Report, folder: string, printed: readonly string[]): string {
  const colours = colourOf(report);
  const skipped = [...new Set(report.requirements.flatMap(({ reasons }) => reasons))];
  const shownAlready = (problem: string): boolean => printed.some((text) => text.includes(problem));
  return [
    '',
    ...skipped.map((reason) => pc.dim(`  skipped: ${reason}`)),
    // The worst comes last: a terminal shows its end.
    ...describeAll(report, 'KNOWN'),
    ...describeAll(report, 'WARNING'),
    ...describeUndecided(report),
    ...describeAll(report, 'FAILED'),
    ...report.remarks.map(({ text }) => `  remark    ${indent(text, MARGIN)}`),
    ...report.obstacles
      .filter(({ problem }) => !shownAlready(problem))
      .map((obstacle) => pc.red(`  ${indent(showObstacle(obstacle), '  ')}`)),
    '',
    colours.conformance(pc.bold(`  ${showHeadline(report)}`)),
    ...(report.target?.product.standIn === true ? [pc.yellow(`  ${STAND_IN}`)] : []),
    ...answersOf(report).map(([name, sentence]) => {
      const colour = name === 'conformance' || name === 'expectation' ? colours[name] : (text: string) => text;
      return `  ${name.padEnd(14)}${colour(sentence)}`;
    }),
    ...facts(report, folder).map(([name, value]) => `  ${name.padEnd(14)}${value}`),
    '',
  ].join('\n');
}
