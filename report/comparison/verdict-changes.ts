import type { Verdict } from '../../requirements/verdict.ts';
import type { Report, RequirementResult } from '../schema.ts';
import { brokenFindings, undecidedFindings } from '../undecided.ts';
import { LEVEL_TITLES, observedDeviations, showClause } from '../words.ts';
import type { Difference, Evidence, Section } from './outline.ts';

/** The kinds of change of a verdict, in the order in which a reader needs them. */
const CHANGES = {
  'newly failing': { tone: 'bad', meaning: 'Broken after, and not before: what the upgrade would cost.' },
  'hard to compare': {
    tone: 'neutral',
    meaning: 'Undecided in one of the runs: neither a regression nor an improvement. Repeat that run.',
  },
  'newly passing': { tone: 'good', meaning: 'Broken before, and fixed.' },
  'changed known deviations': {
    tone: 'neutral',
    meaning: 'A deviation that is listed for one of the versions came, went, or looks different.',
  },
  'changed warnings': {
    tone: 'neutral',
    meaning: 'A recommendation is not followed, and the verdict was a different one before.',
  },
  'no longer judged': { tone: 'bad', meaning: 'Judged before, and not after: nothing is known about these.' },
  'newly judged': { tone: 'neutral', meaning: 'Judged for the first time, and held.' },
  'still failing': {
    tone: 'neutral',
    meaning: 'Broken in both runs: neither a reason against the upgrade nor one for it.',
  },
} as const satisfies Readonly<Record<string, Pick<Section, 'tone' | 'meaning'>>>;
export type Change = keyof typeof CHANGES;

const NOT_JUDGED: readonly Verdict[] = ['SKIPPED', 'NOT RUN'];

/** Which kind of change it is, where the verdicts differ; the first rule that applies decides. */
const RULES: readonly (readonly [Change, (before: Verdict, after: Verdict) => boolean])[] = [
  ['hard to compare', (before, after) => before === 'UNDECIDED' || after === 'UNDECIDED'],
  ['newly failing', (_, after) => after === 'FAILED'],
  ['no longer judged', (before, after) => NOT_JUDGED.includes(after) && !NOT_JUDGED.includes(before)],
  ['newly passing', (before, after) => ['FAILED', 'WARNING'].includes(before) && after === 'PASSED'],
  ['changed known deviations', (before, after) => before === 'KNOWN' || after === 'KNOWN'],
  ['changed warnings', (_, after) => after === 'WARNING'],
  ['newly judged', (before, after) => NOT_JUDGED.includes(before) && after === 'PASSED'],
];

const testsThatBroke = (result: RequirementResult): string[] =>
  [...new Set(brokenFindings(result).map(({ test }) => `${test.project}: ${test.title}`))].sort();

/** The kind of change of one requirement; undefined where there is none. */
function changeOf(before: RequirementResult, after: RequirementResult): Change | undefined {
  if (before.verdict !== after.verdict) return RULES.find(([, applies]) => applies(before.verdict, after.verdict))?.[0];
  if (after.verdict === 'FAILED') return 'still failing';
  const looksOther = testsThatBroke(before).join() !== testsThatBroke(after).join();
  const isOther = observedDeviations(before).join() !== observedDeviations(after).join();
  return after.verdict === 'KNOWN' && (looksOther || isOther) ? 'changed known deviations' : undefined;
}

/** What was seen to be wrong, or why nothing could be told. */
const evidenceOf = (result: RequirementResult, when: string): Evidence[] =>
  (result.verdict === 'UNDECIDED' ? undecidedFindings(result) : brokenFindings(result)).map(
    ({ test, expected, actual, message = '', outcome }) => ({
      where: `${when}, in "${test.title}" (${test.project})`,
      expected: expected ?? (outcome === 'undecided' ? 'a decision' : 'the requirement to hold'),
      actual: actual ?? message,
    }),
  );

/** What is listed for the one version and not for the other, or for both. */
function listed(before: RequirementResult, after: RequirementResult): string[] {
  const was = new Map(before.listed.map((each) => [each.id, each]));
  const is = new Map(after.listed.map((each) => [each.id, each]));
  return [
    ...[...is.values()].map(({ id, observed }) =>
      was.has(id)
        ? `listed for both versions as ${id}: ${observed}`
        : `listed as ${id} for the version after: ${observed}`,
    ),
    ...[...was.values()]
      .filter(({ id }) => !is.has(id))
      .map(({ id, observed }) => `listed as ${id} for the version before, and not for the version after: ${observed}`),
  ];
}

/** It is listed for the version after, and held there. */
const isGone = ({ verdict, listed: all }: RequirementResult): boolean =>
  verdict === 'PASSED' && all.some(({ intermittent }) => !intermittent);

const describe = (before: RequirementResult, after: RequirementResult): Difference => ({
  subject: after.requirement.id,
  about: `${after.requirement.text} (${showClause(after.requirement)}; ${LEVEL_TITLES[after.requirement.level]})`,
  before: before.verdict,
  after: after.verdict,
  details: [
    ...listed(before, after),
    ...(isGone(after) ? ['It did not occur: end its range in requirements/deviations/.'] : []),
    ...(NOT_JUDGED.includes(after.verdict) ? after.reasons.map((reason) => `skipped: ${reason}`) : []),
  ],
  evidence:
    [after, before]
      .map((result, index) => evidenceOf(result, index === 0 ? 'after' : 'before'))
      .find(({ length }) => length > 0) ?? [],
});

/** All changes of verdicts by their kind, none left out for being empty. */
export function verdictChanges(before: Report, after: Report): Readonly<Record<Change, Section>> {
  const pairs = after.requirements.flatMap((result) => {
    const former = before.requirements.find(({ requirement }) => requirement.id === result.requirement.id);
    return former === undefined ? [] : [{ former, result, change: changeOf(former, result) }];
  });
  const section = (change: Change): Section => ({
    title: change,
    ...CHANGES[change],
    about: 'requirements',
    differences: pairs.filter((pair) => pair.change === change).map(({ former, result }) => describe(former, result)),
  });
  return Object.fromEntries((Object.keys(CHANGES) as Change[]).map((change) => [change, section(change)])) as Record<
    Change,
    Section
  >;
}

function onlyIn(one: Report, other: Report): RequirementResult[] {
  const ids = new Set(other.requirements.map(({ requirement }) => requirement.id));
  return one.requirements.filter(({ requirement }) => !ids.has(requirement.id));
}

/** Requirements that only one of the suites knew. */
export const catalogueChanges = (before: Report, after: Report): Section[] => [
  {
    title: 'new requirements',
    meaning: 'The suite of the run before did not know them: no change of the product.',
    tone: 'neutral',
    about: 'requirements',
    differences: onlyIn(after, before).map((result) => ({
      subject: result.requirement.id,
      about: result.requirement.text,
      before: '',
      after: result.verdict,
      details: [],
      evidence: evidenceOf(result, 'after'),
    })),
  },
  {
    title: 'removed requirements',
    meaning: 'The suite of the run after does not know them: no change of the product.',
    tone: 'neutral',
    about: 'requirements',
    differences: onlyIn(before, after).map(({ requirement, verdict }) => ({
      subject: requirement.id,
      about: requirement.text,
      before: verdict,
      after: '',
      details: [],
    })),
  },
];
