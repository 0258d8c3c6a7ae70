import { rerunCommand } from './rerun.ts';
import type { Report } from './schema.ts';
import { counted } from './words.ts';

/** What a reader does next: a sentence, and a command or the finding that it is about. */
export interface NextStep {
  readonly text: string;
  readonly command?: string;
  /** The requirement whose finding is meant. */
  readonly finding?: string;
}

const COMPARE = 'npm run compare -- before/report.json after/report.json';

/** The remedies of what could not be had here, each once. */
const remediesOf = ({ preflight }: Report): string[] => [
  ...new Set(
    (preflight?.rows ?? []).flatMap(({ state, remedy }) =>
      state === 'missing' && remedy !== undefined ? [remedy] : [],
    ),
  ),
];

function judgeMore(report: Report): NextStep[] {
  const { coverage, obstacles } = report;
  const remedies = remediesOf(report);
  if (coverage.skipped === 0 || remedies.length === 0 || obstacles.length > 0) return [];
  const text = `To have more judged (${counted(coverage.skipped, 'requirement')} skipped here): ${remedies.join('; ')}.`;
  return [{ text }];
}

/** What to do after this run, the most urgent first; what helps against an obstacle stands beside it. */
export function nextSteps(report: Report): NextStep[] {
  const { expectation, counts, requirements, target, partial, obstacles } = report;
  const failed = requirements.filter(({ verdict }) => verdict === 'FAILED');
  const [worst] = failed;
  const command = rerunCommand(report);
  const steps: NextStep[] = [
    ...(worst === undefined
      ? []
      : [
          {
            text: `Read ${failed.length === 1 ? 'the new failure' : `the ${failed.length} new failures`} below: each says what people notice. docs/findings.md, in the folder of the suite, says what to do in IS.`,
            finding: worst.requirement.id,
          },
        ]),
    ...(command === undefined
      ? []
      : [{ text: 'Repeat only what failed or was undecided, e.g. after a change:', command }]),
    ...(expectation.gone.length > 0 ? [{ text: 'A listed deviation no longer occurs: see the remarks.' }] : []),
    ...judgeMore(report),
  ];
  if (steps.length > 0 || obstacles.length > 0 || counts.UNDECIDED > 0) return steps;
  if (target === undefined || target.product.standIn || partial !== undefined) return [];
  return [{ text: 'Nothing to be done. Keep report.json: it shows what an upgrade changes.', command: COMPARE }];
}
