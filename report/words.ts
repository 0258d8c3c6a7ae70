import { formatDuration, milliseconds } from '../lib/durations.ts';
import { IMPACTS, type Area, type Impact, type Level } from '../requirements/types.ts';
import { VERDICTS, type Verdict } from '../requirements/verdict.ts';
import type { Report, RequirementResult } from './schema.ts';
import { isBroken, type UndecidedGroup } from './undecided.ts';

/** The same facts in the same words on the page, in the terminal and in the summary. */

export const MEANINGS: Readonly<Record<Verdict, string>> = {
  FAILED: 'a MUST or a documented promise was broken, and this is not listed for this version',
  WARNING: 'a recommendation was not followed',
  KNOWN: 'broken as listed for this version',
  UNDECIDED: 'the suite or its environment could not tell, or another requirement stood in the way',
  PASSED: 'every check held',
  SKIPPED: 'could not be checked here, or does not apply',
  'NOT RUN': 'no test of this run got that far',
};

export const STAND_IN = 'This was a stand-in, not the product: it says nothing about WSO2 Identity Server.';
export const UNDECIDED_NOTE =
  'Undecided means that the suite or its environment could not tell, or that a broken requirement stood in the way. It says nothing about the server.';

export const AREA_TITLES: Readonly<Record<Area, string>> = {
  discovery: 'Discovery',
  'sign-in': 'Sign-in',
  'silent-authentication': 'Silent authentication',
  'keep-alive': 'Keep-alive',
  'idle-timeout': 'Idle timeout',
  'remember-me': 'Remember me',
  'session-iframe': 'Session iframe',
  'single-sign-on': 'Single sign-on',
  'rp-initiated-logout': 'RP-initiated logout',
  'back-channel-logout': 'Back-channel logout',
  'front-channel-logout': 'Front-channel logout',
  'session-administration': 'Session administration',
  'token-signing': 'Token signing',
  tenants: 'Tenants',
  cookies: 'Cookies',
  durability: 'Durability',
  'bad-input': 'Bad input',
};

export const IMPACT_TITLES: Readonly<Record<Impact, string>> = {
  'wrong user': 'Wrong user',
  'signed out without consent': 'Signed out without consent',
  'believed signed out': 'Believed signed out, but still signed in',
  'too late or too early': 'Signed out too late or too early',
  interoperability: 'Interoperability',
  hygiene: 'Hygiene',
};

export const LEVEL_TITLES: Readonly<Record<Level, string>> = {
  MUST: 'MUST',
  SHOULD: 'SHOULD',
  STATES: 'stated without a keyword',
  PRODUCT: 'documented promise',
  ADVICE: 'advice',
};
/** The most binding first. */
const LEVEL_ORDER: readonly Level[] = ['MUST', 'PRODUCT', 'SHOULD', 'STATES', 'ADVICE'];

export const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `1 test`, `3 tests`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `a, b and c`. */
export const inSeries = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

/** The first few of many, e.g. ids, and how many more there are. */
export const listed = (parts: readonly string[], most = 8): string =>
  parts.length <= most ? parts.join(', ') : `${parts.slice(0, most).join(', ')} and ${parts.length - most} more`;

/** What was found broken, by what it does to people, then by how binding it is. */
export const findingsOf = ({ requirements }: Pick<Report, 'requirements'>): RequirementResult[] => {
  const rank = ({ requirement: { impact, level }, verdict }: RequirementResult): number[] => [
    IMPACTS.indexOf(impact),
    LEVEL_ORDER.indexOf(level),
    VERDICTS.indexOf(verdict),
  ];
  return requirements.filter(isBroken).toSorted((a, b) => {
    const others = rank(b);
    return rank(a).reduce((order, place, index) => order || place - (others[index] ?? 0), 0);
  });
};

/** What people notice of a broken requirement, or else its sentence. */
export const inPlainWords = ({ meaning, requirement }: RequirementResult): string => meaning ?? requirement.text;

/** The ids of the listed deviations that were observed. */
export const observedDeviations = ({ findings }: RequirementResult): string[] => [
  ...new Set(findings.flatMap(({ deviation }) => deviation ?? [])),
];

/** `OpenID Connect Core 1.0, 3.1.2.1`. */
export const showClause = ({
  specification,
  clause,
}: Pick<RequirementResult['requirement'], 'specification' | 'clause'>): string => `${specification}, ${clause}`;

export const showDuration = (ms: number): string => formatDuration(milliseconds(ms));

export const showProduct = ({ target }: Pick<Report, 'target'>): string =>
  target === undefined ? 'no target was reached' : `${target.product.name} ${target.product.version}`;

const uncapitalized = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;

/** The run in one line. A stand-in says itself that it is one. */
export const showHeadline = (report: Report): string => {
  const { target, headline } = report;
  if (target === undefined || target.product.standIn) return headline;
  return `${showProduct(report)}: ${uncapitalized(headline)}`;
};

export const showClock = ({ target }: Report): string => {
  if (target === undefined) return 'unknown';
  return target.clock.kind === 'movable' ? 'moved by the suite' : `real (${target.clock.reason})`;
};

export const DEVIATIONS_JUDGED: Readonly<Record<Report['deviations'], string>> = {
  known: 'listed ones do not fail the run',
  strict: 'listed ones do not fail the run, those that no longer occur do',
  none: 'all count as failures',
};

/** `39 requirements blocked by SESSION-IFRAME-1`, or the reason. */
export const showGroup = ({ blockedBy, reason, results, isExplained }: UndecidedGroup): string => {
  const what = counted(results.length, 'requirement');
  if (blockedBy === undefined) return `${what} undecided: ${reason}`;
  return `${what} blocked by ${blockedBy}${isExplained ? '' : `, which this run did not find broken: ${reason}`}`;
};

/** The three answers, each with its name. */
export const answersOf = ({ conformance, expectation, coverage, certification }: Report): [string, string][] => [
  ['conformance', conformance.sentence],
  ['expectation', expectation.sentence],
  ['coverage', coverage.sentence],
  ...(certification === undefined ? [] : ([['certification', certification.sentence]] satisfies [string, string][])),
];
