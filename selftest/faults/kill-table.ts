import { FAULTS, type FaultName } from '../../containers/reference-provider/faults/index.ts';
import { showObstacle } from '../../report/obstacles.ts';
import type { Report } from '../../report/schema.ts';

/** One row of the kill table: what the suite made of one planted fault. */
export interface Kill {
  readonly fault: FaultName;
  readonly what: string;
  /** `caught`: exactly the expected requirements were found broken. */
  readonly result: 'caught' | 'missed' | 'surprise' | 'could not run';
  readonly caught: readonly string[];
  /** Expected to be found broken, and not. */
  readonly missed: readonly string[];
  /** Found broken and not expected. */
  readonly surprises: readonly { readonly requirement: string; readonly test: string; readonly message: string }[];
  readonly obstacles: readonly string[];
  /** How many tests ran against the fault. */
  readonly tests: number;
  readonly milliseconds: number;
}

/** The kill table as it is written to `selftest-report/kill-table.json`. */
export interface KillTable {
  readonly format: 1;
  /** Was every test run against every fault, or only those that name its requirements and the invariants? */
  readonly complete: boolean;
  /** How many planted faults there are; `kills` has fewer where only some were asked for. */
  readonly faults: number;
  readonly milliseconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly kills: readonly Kill[];
}

/** Judges one fault by the verdicts that its run came to, of every test (`complete`) or of those that were chosen. */
export function judgeKill(
  fault: FaultName,
  { requirements, obstacles, tests }: Report,
  { complete, milliseconds }: Pick<KillTable, 'complete' | 'milliseconds'>,
): Kill {
  const { what, breaks, consequences = [] } = FAULTS[fault];
  const known = [...breaks, ...consequences];
  const broken = requirements.filter(({ verdict }) => verdict === 'FAILED' || verdict === 'WARNING');
  const ids = broken.map(({ requirement }) => requirement.id);
  const missed = (complete ? known : breaks).filter((id) => !ids.includes(id));
  const surprises = broken
    .filter(({ requirement }) => !known.includes(requirement.id))
    .map(({ requirement, findings }) => {
      const finding = findings.find(({ outcome }) => outcome === 'broken');
      return { requirement: requirement.id, test: finding?.test.title ?? '', message: finding?.message ?? '' };
    });
  const result =
    obstacles.length > 0
      ? 'could not run'
      : missed.length > 0
        ? 'missed'
        : surprises.length > 0
          ? 'surprise'
          : 'caught';
  return {
    fault,
    what,
    result,
    caught: ids.filter((id) => known.includes(id)),
    missed,
    surprises,
    obstacles: obstacles.map(showObstacle),
    tests: tests.passed + tests.failed,
    milliseconds,
  };
}
