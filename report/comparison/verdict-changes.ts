import type { Verdict } from '../../requirements/verdict.ts';
import type { Report, RequirementResult } from '../schema.ts';
import { brokenFindings } from '../words.ts';
import type { Difference, Evidence, Section } from './outline.ts';

/** The kinds of change of a verdict, in the order in which a reader needs them. */
const CHANGES = {
  'newly failing': { tone: 'bad', meaning: 'Broken after, and not before: what the upgrade would cost.' },
  'newly passing': { tone: 'good', meaning: 'Broken before, and mended.' },
  'changed known deviations': {
    tone: 'neutral',
    meaning: 'A deviation that is listed for one of the versions came, went, or looks different.',
  },
  'changed warnings': { tone: 'neutral', meaning: 'A recommendation is no longer followed, or could not be before.' },
  'no longer judged': { tone: 'bad', meaning: 'Judged before, and not after: nothing is known about these.' },
  'newly judged': { tone: 'neutral', meaning: 'Judged for the first time, and held.' },
  'still failing': { tone: 'neutral', meaning: 'Broken in both runs: no reason against the upgrade, and none for it.' },
} as const satisfies Readonly<Record<string, Pick<Section, 'tone' | 'meaning'>>>;
export type Change = keyof typeof CHANGES;

const HELD: readonly Verdict[] = ['PASSED', 'STALE'];
const UNDECIDED: readonly Verdict[] = ['SKIPPED', 'NOT RUN'];
const LISTED: readonly Verdict[] = ['KNOWN', 'STALE'];

/** Which kind of change it is, where the verdicts differ; the first rule that applies decides. */
const RULES: readonly (readonly [Change, (before: Verdict, after: Verdict) => boolean])[] = [
  ['newly failing', (_, after) => after === 'FAILED'],
  ['no longer judged', (before, after) => UNDECIDED.includes(after) && !UNDECIDED.includes(before)],
  ['newly passing', (before, after) => ['FAILED', 'WARNING'].includes(before) && HELD.includes(after)],
  ['changed known deviations', (before, after) => LISTED.includes(before) || LISTED.includes(after)],
  ['changed warnings', (_, after) => after === 'WARNING'],
  ['newly judged', (before, after) => UNDECIDED.includes(before) && HELD.includes(after)],
];

const testsThatBroke = (result: RequirementResult): string[] =>
  [...new Set(brokenFindings(result).map(({ test }) => `${test.project}: ${test.title}`))].sort();

/** The kind of change of one requirement; undefined where there is none. */
function changeOf(before: RequirementResult, after: RequirementResult): Change | undefined {
  if (before.verdict !== after.verdict) return RULES.find(([, applies]) => applies(before.verdict, after.verdict))?.[0];
  if (after.verdict === 'FAILED') return 'still failing';
  const moved = testsThatBroke(before).join() !== testsThatBroke(after).join();
  const relisted = before.deviation?.id !== after.deviation?.id;
  return after.verdict === 'KNOWN' && (moved || relisted) ? 'changed known deviations' : undefined;
}

const evidenceOf = (result: RequirementResult, when: string): Evidence[] =>
  brokenFindings(result).map(({ test, expected, actual, message = '' }) => ({
    where: `${when}, in "${test.title}" (${test.project})`,
    expected: expected ?? 'the promise to hold',
    actual: actual ?? message,
  }));

function listed(before: RequirementResult, after: RequirementResult): string[] {
  const [was, is] = [before.deviation, after.deviation];
  if (was === undefined && is === undefined) return [];
  if (was?.id === is?.id) return [`listed for both versions as ${is?.id ?? ''}: ${is?.observed ?? ''}`];
  return [
    ...(was === undefined ? [] : [`listed as ${was.id} for the version before: ${was.observed}`]),
    ...(is === undefined
      ? ['not listed for the version after']
      : [`listed as ${is.id} for the version after: ${is.observed}`]),
  ];
}

const describe = (before: RequirementResult, after: RequirementResult): Difference => ({
  subject: after.requirement.id,
  about: `${after.requirement.text} (${after.requirement.specification}, ${after.requirement.clause}; ${after.requirement.level})`,
  before: before.verdict,
  after: after.verdict,
  details: [
    ...listed(before, after),
    ...(after.verdict === 'STALE' ? ['It did not occur: end its range in requirements/deviations/.'] : []),
    ...(UNDECIDED.includes(after.verdict) ? after.reasons.map((reason) => `skipped: ${reason}`) : []),
  ],
  evidence: brokenFindings(after).length > 0 ? evidenceOf(after, 'after') : evidenceOf(before, 'before'),
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
    title: 'vanished requirements',
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
