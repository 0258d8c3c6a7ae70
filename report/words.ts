import { formatDuration, milliseconds } from '../containers/durations.ts';
import { VERDICTS, type Verdict } from '../requirements/verdict.ts';
import type { Report, RequirementResult } from './schema.ts';

/** The same facts in the same words on the page, in the terminal and in the summary. */

export const HEADLINES = { 0: 'CONFORMANT', 1: 'NOT CONFORMANT', 2: 'COULD NOT RUN' } as const;

export const MEANINGS: Readonly<Record<Verdict, string>> = {
  FAILED: 'a binding promise was broken',
  STALE: 'a listed deviation no longer occurs: the list must be mended',
  KNOWN: 'broken as listed for this version',
  WARNING: 'a recommendation was not followed',
  PASSED: 'every check held',
  SKIPPED: 'could not be checked here',
  'NOT RUN': 'no test of this run names it',
};

export const STAND_IN = 'This was a stand-in, not the product: it says nothing about WSO2 Identity Server.';

/** Somebody has to look at these. */
export const needsAttention = ({ verdict }: RequirementResult): boolean =>
  ['FAILED', 'STALE', 'KNOWN', 'WARNING'].includes(verdict);

/** What somebody has to look at, the worst first. */
export const attentionOf = ({ requirements }: Report): RequirementResult[] =>
  requirements.filter(needsAttention).toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));

export const failsTheRun = ({ verdict }: RequirementResult): boolean => verdict === 'FAILED' || verdict === 'STALE';

export const brokenFindings = ({ findings }: RequirementResult): RequirementResult['findings'] =>
  findings.filter(({ outcome }) => outcome === 'broken');

/** `OpenID Connect Core 1.0, 3.1.2.1`. */
export const showClause = ({
  specification,
  clause,
}: Pick<RequirementResult['requirement'], 'specification' | 'clause'>): string => `${specification}, ${clause}`;

export const showDuration = (ms: number): string => formatDuration(milliseconds(ms));

export const showProduct = ({ target }: Report): string =>
  target === undefined ? 'no target was reached' : `${target.product.name} ${target.product.version}`;

export const showClock = ({ target }: Report): string => {
  if (target === undefined) return 'unknown';
  return target.clock.kind === 'movable' ? 'moved by the suite' : `real (${target.clock.reason})`;
};

/** In one sentence, what became of the run. */
export function explainVerdict(report: Report): string {
  const { counts, exitCode, obstacles } = report;
  const decided = counts.PASSED + counts.WARNING + counts.KNOWN + counts.FAILED + counts.STALE;
  const open = counts.SKIPPED + counts['NOT RUN'];
  if (exitCode === 2) return obstacles[0]?.problem.split('\n')[0] ?? 'The run did not get to a verdict.';
  const failing = counts.FAILED + counts.STALE;
  const rest = open === 0 ? '' : ` ${open} ${open === 1 ? 'was' : 'were'} not decided in this run.`;
  if (exitCode === 1 && failing === 0)
    return `No requirement failed, but ${report.tests.failed} tests did not get to their end.${rest}`;
  if (exitCode === 1) return `${failing} of ${decided} requirements that were decided fail.${rest}`;
  return `None of the ${decided} requirements that were decided fails.${rest}`;
}

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Which detail of a target holds what a setting named. */
const NAMED_BY: readonly (readonly [detail: string, setting: string])[] = [
  ['image', 'IS_IMAGE'],
  ['copy of', 'IS_HOME'],
];

const inShell = (value: string): string => (/^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);

/** The settings with which this run came to its verdict, as they are written before a command; never a password. */
function settingsOf({ target, judgesKnownDeviations }: Report): string[] {
  if (target === undefined) return [];
  const { kind, baseUrl, clock, details } = target;
  const settings = NAMED_BY.flatMap(([detail, setting]) => {
    const value = details[detail];
    return value === undefined ? [] : [[setting, value] as const];
  });
  if (kind === 'remote') settings.push(['IS_URL', baseUrl]);
  const [, authorities] = /^IS_CA=(.*)$/.exec(details['verified by'] ?? '') ?? [];
  if (authorities !== undefined) settings.push(['IS_CA', authorities]);
  if (clock.kind === 'real' && clock.reason === 'IS_CLOCK=real') settings.push(['IS_CLOCK', 'real']);
  if (!judgesKnownDeviations) settings.push(['IS_DEVIATIONS', 'none']);
  return [`IS_TARGET=${kind}`, ...settings.map(([name, value]) => `${name}=${inShell(value)}`)];
}

/** The one command that reruns what fails, and nothing else; undefined where nothing does. */
export function rerunCommand(report: Report): string | undefined {
  const failing = attentionOf(report).filter(failsTheRun);
  const titles = failing.flatMap((result) =>
    result.verdict === 'STALE'
      ? result.tests.map(({ title }) => title)
      : brokenFindings(result).map(({ test }) => test.title),
  );
  if (titles.length === 0) return undefined;
  // Dots stand for what a shell would read in its own way.
  const patterns = [...new Set(titles)].map((title) => title.replaceAll(SPECIAL, '.').replaceAll(/['"`!]/g, '.'));
  return [...settingsOf(report), `npx playwright test --grep '${patterns.join('|')}'`].join(' ');
}
