import type { Report, TestReference } from './schema.ts';
import { brokenFindings, undecidedFindings } from './undecided.ts';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Which detail of a target holds what a setting named. */
const NAMED_BY: readonly (readonly [detail: string, setting: string])[] = [
  ['image', 'IS_IMAGE'],
  ['copy of', 'IS_HOME'],
];

const inShell = (value: string): string => (/^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);

/** The settings with which this run came to its verdict, as they are written before a command; never a password. */
function settingsOf({ target, deviations }: Report): string[] {
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
  if (deviations !== 'known') settings.push(['IS_DEVIATIONS', deviations]);
  return [`IS_TARGET=${kind}`, ...settings.map(([name, value]) => `${name}=${inShell(value)}`)];
}

/** The tests that found something new, and those that could not decide. */
function testsToRepeat({ requirements, expectation, deviations }: Report): TestReference[] {
  return requirements.flatMap((result) => {
    if (result.verdict === 'FAILED')
      return brokenFindings(result).flatMap(({ verdict, test }) => (verdict === 'FAILED' ? [test] : []));
    if (result.verdict === 'UNDECIDED') return undecidedFindings(result).map(({ test }) => test);
    return deviations === 'strict' && expectation.gone.includes(result.requirement.id) ? result.tests : [];
  });
}

/** The one command that repeats what failed and what was undecided, and nothing else; undefined where nothing was. */
export function rerunCommand(report: Report): string | undefined {
  const titles = new Set(testsToRepeat(report).map(({ title }) => title));
  if (titles.size === 0) return undefined;
  // Dots stand for what a shell would read in its own way.
  const patterns = [...titles].map((title) => title.replaceAll(SPECIAL, '.').replaceAll(/['"`!]/g, '.'));
  return [...settingsOf(report), `npx playwright test --grep '${patterns.join('|')}'`].join(' ');
}
