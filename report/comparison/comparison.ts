import type { Report } from '../schema.ts';
import { conditions, reservationsOn, type Condition } from './conditions.ts';
import { factChanges } from './fact-changes.ts';
import type { Section } from './outline.ts';
import { timingChanges } from './timing-changes.ts';
import { catalogueChanges, verdictChanges } from './verdict-changes.ts';

/** May I upgrade? */
export type Answer = 'yes' | 'with care' | 'no' | 'not known';

export interface Comparison {
  readonly answer: Answer;
  /** The answer in a sentence; the first that a reader sees. */
  readonly sentence: string;
  /** What makes the comparison unfair, in sentences; empty where nothing does. */
  readonly reservations: readonly string[];
  readonly conditions: readonly Condition[];
  /** In the order of their weight, empty ones included. */
  readonly sections: readonly Section[];
  /** 0 nothing newly fails, 2 a run did not get to its end, 3 something newly fails. */
  readonly exitCode: 0 | 2 | 3;
}

const requirements = (count: number, verb: string): string =>
  count === 1 ? `1 requirement ${verb}s` : `${count} requirements ${verb}`;

const requirementsWere = (count: number): string => (count === 1 ? '1 requirement was' : `${count} requirements were`);

const obstacle = ({ obstacles }: Report, side: string): string[] =>
  obstacles.slice(0, 1).map(({ problem }) => `the run ${side} could not start, or did not finish: ${problem}`);

interface Findings {
  readonly obstacles: readonly string[];
  readonly standIn: boolean;
  readonly unfair: boolean;
  readonly newlyFailing: number;
  /** Held before, and broken after as the list of known deviations says. */
  readonly newlyDeviating: number;
  readonly noLongerJudged: number;
  readonly hardToCompare: number;
  readonly stillFailing: number;
}

/** The first rule that applies decides. */
function answer(findings: Findings): Pick<Comparison, 'answer' | 'sentence' | 'exitCode'> {
  const { obstacles, standIn, unfair, newlyFailing, newlyDeviating, noLongerJudged, hardToCompare, stillFailing } =
    findings;
  const both = stillFailing === 0 ? '' : ` (${requirements(stillFailing, 'fail')} in both)`;
  if (obstacles.length > 0) return { answer: 'not known', sentence: `Not known: ${obstacles.join('; ')}`, exitCode: 2 };
  if (newlyFailing > 0)
    return { answer: 'no', sentence: `No: ${requirements(newlyFailing, 'newly fail')}.`, exitCode: 3 };
  if (standIn)
    return {
      answer: 'not known',
      sentence: `Not known: a stand-in was tested, not the product. Against it, nothing newly fails${both}.`,
      exitCode: 0,
    };
  const doubts = [
    ...(newlyDeviating === 0
      ? []
      : [`${requirements(newlyDeviating, 'deviate')} in a way that is listed for the new version`]),
    ...(noLongerJudged === 0 ? [] : [`${requirementsWere(noLongerJudged)} no longer judged`]),
    ...(hardToCompare === 0 ? [] : [`${requirementsWere(hardToCompare)} undecided in one of the runs`]),
    ...(unfair ? ['the two runs are not quite comparable'] : []),
  ];
  if (doubts.length > 0)
    return {
      answer: 'with care',
      sentence: `With care: nothing newly fails${both}, but ${doubts.join(', and ')}.`,
      exitCode: 0,
    };
  return { answer: 'yes', sentence: `Yes: nothing newly fails${both}.`, exitCode: 0 };
}

/** A part of the suite says nothing about the rest, even where both runs had the same part. */
const partsOnly = (before: Report, after: Report): string[] =>
  Object.entries({ before, after }).flatMap(([which, { partial }]) =>
    partial === undefined ? [] : [`The run ${which} was of a part of the suite only: ${partial}.`],
  );

/** What has changed from one run to another, and what that means for an upgrade. */
export function compareReports(before: Report, after: Report): Comparison {
  const { 'still failing': stillFailing, ...changes } = verdictChanges(before, after);
  const circumstances = conditions(before, after);
  const standIn = [before, after].some(({ target }) => target?.product.standIn === true);
  const reservations = [...partsOnly(before, after), ...reservationsOn(circumstances)];
  return {
    ...answer({
      obstacles: [...obstacle(before, 'before'), ...obstacle(after, 'after')],
      standIn,
      unfair: reservations.length > 0,
      newlyFailing: changes['newly failing'].differences.length,
      newlyDeviating: changes['changed known deviations'].differences.filter(
        ({ before, after }) => before === 'PASSED' && after === 'KNOWN',
      ).length,
      noLongerJudged: changes['no longer judged'].differences.length,
      hardToCompare: changes['hard to compare'].differences.length,
      stillFailing: stillFailing.differences.length,
    }),
    reservations: [...(standIn ? ['A stand-in says nothing about WSO2 Identity Server.'] : []), ...reservations],
    conditions: circumstances,
    sections: [
      ...Object.values(changes),
      ...catalogueChanges(before, after),
      timingChanges(before, after),
      factChanges(before, after),
      stillFailing,
    ],
  };
}
