import type { Report, RequirementResult, RunFacts } from '../schema.ts';
import { isUnexplained } from '../undecided.ts';
import { counted } from '../words.ts';

export type Coverage = Report['coverage'];

/** How a reason to skip begins where the server does not have what the requirement is about. */
const DOES_NOT_APPLY = 'does not apply: ';

/** There is nothing on this server that could break it. */
const isNotApplicable = ({ verdict, reasons }: RequirementResult): boolean =>
  verdict === 'SKIPPED' && reasons.length > 0 && reasons.every((reason) => reason.startsWith(DOES_NOT_APPLY));

const only = (count: number, words: string): string[] => (count === 0 ? [] : [`${count} ${words}`]);

function sentenceOf({ partial }: RunFacts, coverage: Omit<Coverage, 'sentence'>, unexplained: number): string {
  const { requirements, judged, skipped, undecided } = coverage;
  const explained = undecided - unexplained;
  const rest = [
    ...only(skipped, 'skipped'),
    ...only(coverage['not applicable'], 'not applicable to this server'),
    ...only(explained, 'blocked by broken ones'),
    ...only(unexplained, 'undecided'),
    ...only(coverage['not run'], 'not run'),
  ];
  const all =
    judged === requirements
      ? `all ${counted(requirements, 'requirement')} judged`
      : `${judged} of ${counted(requirements, 'requirement')} judged`;
  const start = partial === undefined ? all : `partial run (${partial}): ${all}`;
  return rest.length === 0 ? start : `${start}; ${rest.join(', ')}`;
}

/** How much of what applies to the server was judged. */
export function coverageOf(run: RunFacts): Coverage {
  const { requirements, obstacles, partial, tests } = run;
  const count = (applies: (result: RequirementResult) => boolean): number => requirements.filter(applies).length;
  const notApplicable = count(isNotApplicable);
  const counts = {
    requirements: requirements.length,
    skipped: count(({ verdict }) => verdict === 'SKIPPED') - notApplicable,
    'not applicable': notApplicable,
    undecided: count(({ verdict }) => verdict === 'UNDECIDED'),
    'not run': count(({ verdict }) => verdict === 'NOT RUN'),
  };
  const judged = requirements.length - notApplicable - counts.skipped - counts.undecided - counts['not run'];
  const isWhole =
    partial === undefined &&
    obstacles.length === 0 &&
    tests['not run'] === 0 &&
    judged + notApplicable === requirements.length;
  const coverage = { isWhole, judged, ...counts };
  return { ...coverage, sentence: sentenceOf(run, coverage, count(isUnexplained)) };
}
