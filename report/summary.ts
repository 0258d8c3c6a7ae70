import pc from 'picocolors';
import { formatDuration, milliseconds } from '../containers/durations.ts';
import { VERDICTS, type Verdict } from '../requirements/verdict.ts';
import type { RequirementResult, RunResult } from './results.ts';

const HEADLINES = { 0: 'CONFORMANT', 1: 'NOT CONFORMANT', 2: 'COULD NOT RUN' } as const;

const paint: Readonly<Record<Verdict, (text: string) => string>> = {
  FAILED: pc.red,
  STALE: pc.red,
  KNOWN: pc.yellow,
  WARNING: pc.yellow,
  PASSED: pc.green,
  SKIPPED: pc.dim,
  'NOT RUN': pc.dim,
};

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => `${by}${line}`)
    .join('\n');

/** Verdicts that a person has to look at, with what was expected and what happened. */
function describe({ requirement, verdict, findings }: RequirementResult): string {
  const head = `  ${paint[verdict](verdict.padEnd(8))} ${requirement.id} (${requirement.specification} ${requirement.clause}, ${requirement.level})`;
  const broken = findings.filter(({ outcome }) => outcome === 'broken');
  const details = broken.map(({ test, message, deviation }) =>
    indent(`${deviation === undefined ? '' : `${deviation}: `}in "${test}"\n${message ?? ''}`, '             '),
  );
  const stale =
    verdict === 'STALE'
      ? ['             the listed deviation did not occur: delete its line in requirements/deviations/']
      : [];
  return [head, `           ${requirement.text}`, ...details, ...stale].join('\n');
}

export const countVerdicts = ({ requirements }: RunResult): [Verdict, number][] =>
  VERDICTS.map((verdict) => [verdict, requirements.filter((result) => result.verdict === verdict).length]);

function speed({ serverTimeMs, wallTimeMs }: RunResult): string {
  const factor = (serverTimeMs / wallTimeMs).toFixed(1);
  return `${formatDuration(milliseconds(serverTimeMs))} of server time in ${formatDuration(milliseconds(wallTimeMs))} (${factor} s per second)`;
}

const showTests = (tests: RunResult['tests']): string =>
  Object.entries(tests)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

const showVerdicts = (run: RunResult): string =>
  countVerdicts(run)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => paint[verdict](`${count} ${verdict}`))
    .join(', ');

/** The end of a run in the terminal. `printed` are the errors that the runner itself has shown already. */
export function renderSummary(run: RunResult, reportFolder: string, printed: readonly string[]): string {
  const { target, tests } = run;
  const colour = run.exitCode === 0 ? pc.green : pc.red;
  const attention = run.requirements.filter(({ verdict }) => !['PASSED', 'SKIPPED', 'NOT RUN'].includes(verdict));
  const skipped = [...new Set(run.requirements.flatMap(({ reasons }) => reasons))];
  const ran = Object.values(tests).some((count) => count > 0);
  const rows: [string, string][] = [
    ...(target === undefined
      ? []
      : ([
          ['target', `${target.product.name} ${target.product.version} (${target.kind}) at ${target.baseUrl}`],
          ['clock', target.clock.kind === 'movable' ? 'movable' : `real: ${target.clock.reason}`],
          ['time', speed(run)],
        ] satisfies [string, string][])),
    ...(ran
      ? ([
          ['tests', showTests(tests)],
          ['requirements', showVerdicts(run)],
        ] satisfies [string, string][])
      : []),
    ['report', reportFolder],
  ];
  return [
    '',
    ...attention.map(describe),
    ...skipped.map((reason) => pc.dim(`  skipped: ${reason}`)),
    ...run.obstacles
      .filter((obstacle) => !printed.includes(obstacle))
      .map((obstacle) => pc.red(indent(obstacle, '  '))),
    '',
    colour(pc.bold(`  ${HEADLINES[run.exitCode]}`)),
    ...(target?.product.standIn === true
      ? [pc.yellow('  This was a STAND-IN, not the product: it says nothing about WSO2 Identity Server.')]
      : []),
    ...rows.map(([name, value]) => `  ${name.padEnd(13)}${value}`),
    '',
  ].join('\n');
}
