import { VERDICTS } from '../../requirements/verdict.ts';
import type { Report, RunFacts } from '../schema.ts';
import { withExplanations } from '../undecided.ts';
import { capitalized, counted } from '../words.ts';
import { certificationOf } from './certification.ts';
import { conformanceOf, type Conformance } from './conformance.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { expectationOf, type Expectation } from './expectation.ts';

const EXIT_CODES = { 'nothing new': 0, 'something new': 1, 'no verdict': 2 } as const;

function headlineOfStandIn({ partial, obstacles }: RunFacts, { answer, failures, undecided }: Expectation): string {
  if (obstacles.length > 0) return 'Stand-in: the run ended early';
  if (failures.length > 0) return `Stand-in: ${counted(failures.length, 'requirement')} failed`;
  if (answer === 'no verdict') return `Stand-in: ${counted(undecided.length, 'requirement')} undecided`;
  return `Stand-in: the suite works${partial === undefined ? '' : ', as far as a part of it can tell'}`;
}

function headlineOf(run: RunFacts, conformance: Conformance, expectation: Expectation, coverage: Coverage): string {
  const { target, obstacles, partial } = run;
  const judged = `${coverage.judged} of ${counted(coverage.requirements, 'requirement')} judged`;
  if (target === undefined || (obstacles.length > 0 && coverage.judged === 0)) return 'Could not run';
  if (target.product.standIn) return headlineOfStandIn(run, expectation);
  if (obstacles.length > 0) return 'Ended early, no verdict';
  const isBroken = conformance.answer === 'broken';
  if (partial !== undefined) return `Partial run: ${judged}${isBroken ? `, ${conformance.sentence}` : ''}`;
  if (isBroken) return capitalized(conformance.sentence);
  return conformance.answer === 'conformant' ? 'CONFORMANT' : `Nothing binding found broken, but only ${judged}`;
}

/** The three answers that follow from the facts of a run, and the exit code. */
export function answer(facts: RunFacts): Report {
  const run = { ...facts, requirements: withExplanations(facts.requirements) };
  const coverage = coverageOf(run);
  const conformance = conformanceOf(run, coverage);
  const expectation = expectationOf(run);
  const certification = certificationOf(run);
  const counts = VERDICTS.map((verdict) => [
    verdict,
    run.requirements.filter((result) => result.verdict === verdict).length,
  ]);
  return {
    ...run,
    exitCode: EXIT_CODES[expectation.answer],
    headline: headlineOf(run, conformance, expectation, coverage),
    conformance,
    expectation,
    coverage,
    ...(certification === undefined ? {} : { certification }),
    counts: Object.fromEntries(counts) as Report['counts'],
  };
}
