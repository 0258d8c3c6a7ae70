import type { Report, RequirementResult, RunFacts } from '../schema.ts';
import { isUnexplained } from '../undecided.ts';
import { counted, listed } from '../words.ts';

export type Expectation = Report['expectation'];

const idsOf = (results: readonly RequirementResult[]): string[] => results.map(({ requirement }) => requirement.id);

/** Nothing is as wrong as to fail the run: why that is so. */
function nothingNew({ target, deviations, partial }: RunFacts, known: number): string {
  const product = target?.product;
  const scope = partial === undefined ? '' : ' in this part of the suite';
  if (product?.standIn === true) return `as expected: nothing failed${scope}`;
  if (known === 0) return `${deviations === 'none' ? 'nothing failed' : 'nothing new: nothing failed'}${scope}`;
  const all = known === 1 ? 'the only deviation is' : `all ${known} deviations are`;
  return `nothing new: ${all} listed for ${product?.version ?? 'this version'}`;
}

function sentenceOf(run: RunFacts, { failures, warnings, listed: known, undecided, answer }: Expectation): string {
  const { target, deviations, obstacles, remarks } = run;
  const isNew = target?.product.standIn === true || deviations === 'none' ? '' : 'new ';
  const gone = remarks.filter(({ kind }) => kind === 'deviation gone');
  const strictly = deviations === 'strict' && gone.length > 0;
  const parts = [
    ...obstacles.slice(0, 1).map(({ problem }) => (problem.split('\n')[0] ?? '').replace(/\.$/, '')),
    ...(failures.length === 0 ? [] : [`${counted(failures.length, `${isNew}failure`)}: ${listed(failures)}`]),
    ...(strictly
      ? [
          `${counted(gone.length, 'listed deviation')} no longer ${gone.length === 1 ? 'occurs' : 'occur'}: ${listed(
            gone.map(({ deviation = '', requirement = '' }) => `${deviation} (${requirement})`),
          )}`,
        ]
      : []),
    ...(undecided.length === 0
      ? []
      : [
          `${counted(undecided.length, 'requirement')} undecided because of the suite or its environment: ${listed(undecided)}`,
        ]),
  ];
  const main = parts.length === 0 ? nothingNew(run, known.length) : parts.join('; ');
  const noted =
    warnings.length === 0
      ? ''
      : `; ${counted(warnings.length, `${isNew}warning`)}, which ${warnings.length === 1 ? 'does' : 'do'} not fail the run: ${listed(warnings)}`;
  return `${answer === 'no verdict' ? 'no verdict: ' : ''}${main}${noted}`;
}

function answerOf({ obstacles, deviations }: RunFacts, found: Omit<Expectation, 'answer' | 'sentence'>) {
  if (obstacles.length > 0) return 'no verdict';
  if (found.failures.length > 0) return 'something new';
  if (deviations === 'strict' && found.gone.length > 0) return 'something new';
  return found.undecided.length > 0 ? 'no verdict' : 'nothing new';
}

/** What was not to be expected of this version. */
export function expectationOf(run: RunFacts): Expectation {
  const { requirements, remarks } = run;
  const having = (verdict: RequirementResult['verdict']): string[] =>
    idsOf(requirements.filter((result) => result.verdict === verdict));
  const found = {
    failures: having('FAILED'),
    warnings: having('WARNING'),
    listed: having('KNOWN'),
    gone: remarks.flatMap(({ kind, requirement }) =>
      kind === 'deviation gone' && requirement !== undefined ? [requirement] : [],
    ),
    undecided: idsOf(requirements.filter(isUnexplained)),
  };
  const answer = answerOf(run, found);
  return { answer, ...found, sentence: sentenceOf(run, { answer, ...found, sentence: '' }) };
}
