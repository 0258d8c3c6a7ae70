import { FAULTS, type FaultName } from '../../faults/index.ts';
import { showObstacle } from '../../report/obstacles.ts';
import type { Report, RequirementResult } from '../../report/schema.ts';
import { brokenFindings, isBroken, undecidedFindings } from '../../report/undecided.ts';

/** A requirement that was found broken, or left undecided, though the fault is no reason for it. */
export interface Surprise {
  readonly requirement: string;
  readonly outcome: 'broken' | 'undecided';
  readonly test: string;
  readonly message: string;
}

/** One row of the kill table: what the suite made of one planted fault. */
export interface Kill {
  readonly fault: FaultName;
  readonly what: string;
  /**
   * `caught`: exactly what the fault violates was found broken, and nothing is undecided but what that blocks.
   * `without effect`: no test had anything that the fault could have changed; a real server may lack what it is about.
   */
  readonly result: 'caught' | 'missed' | 'surprise' | 'without effect' | 'could not run';
  readonly caught: readonly string[];
  /** Violated, and not found broken. */
  readonly missed: readonly string[];
  readonly surprises: readonly Surprise[];
  /** Undecided, as the fault makes it. */
  readonly blocked: readonly string[];
  readonly obstacles: readonly string[];
  /** How many tests ran against the fault. */
  readonly tests: number;
  readonly milliseconds: number;
}

/** The kill table as it is written to `selftest-report/kill-table.json`. */
export interface KillTable {
  readonly format: 2;
  /** Was every test run against every fault, or only those that name the requirements which it violates? */
  readonly complete: boolean;
  /** How many planted faults there are; `kills` has fewer where only some were asked for. */
  readonly faults: number;
  readonly milliseconds: number;
  /** In front of which the faults were planted, with its version; absent where no test has met it. */
  readonly server?: string;
  readonly passed: number;
  /** Those without effect are in neither of these. */
  readonly failed: number;
  readonly kills: readonly Kill[];
}

function surpriseOf(result: RequirementResult, outcome: Surprise['outcome']): Surprise {
  const findings = outcome === 'broken' ? brokenFindings(result) : undecidedFindings(result);
  // Of what is undecided, that which nothing explains is the surprise.
  const finding = findings.find(({ blockedBy }) => blockedBy === undefined) ?? findings[0];
  return {
    requirement: result.requirement.id,
    outcome,
    test: finding?.test.title ?? '',
    message: finding?.message ?? '',
  };
}

function resultOf({
  obstacles,
  missed,
  surprises,
  tookEffect,
}: Pick<Kill, 'obstacles' | 'missed' | 'surprises'> & { readonly tookEffect: boolean }): Kill['result'] {
  if (!tookEffect && surprises.length === 0) return 'without effect';
  if (obstacles.length > 0) return 'could not run';
  if (missed.length > 0) return 'missed';
  return surprises.length > 0 ? 'surprise' : 'caught';
}

/** Judges one fault by what its run has decided. */
export function judgeKill(
  fault: FaultName,
  { requirements, obstacles: found, tests }: Report,
  { milliseconds, tookEffect }: { readonly milliseconds: number; readonly tookEffect: boolean },
): Kill {
  const { what, violates, blocks = [] } = FAULTS[fault];
  const violated: readonly string[] = violates;
  const mayBeOpen: readonly string[] = blocks;
  // What is listed of a real server is broken without any fault, and may stand in the way of others.
  const listed = requirements.filter(({ verdict }) => verdict === 'KNOWN').map(({ requirement }) => requirement.id);
  const broken = requirements.filter(isBroken);
  const undecided = requirements.filter(({ verdict }) => verdict === 'UNDECIDED');
  const isExpected = ({ requirement: { id }, explainedBy }: RequirementResult): boolean =>
    mayBeOpen.includes(id) || (explainedBy !== undefined && [...violated, ...listed].includes(explainedBy));
  const ids = broken.map(({ requirement }) => requirement.id);
  const missed = violated.filter((id) => !ids.includes(id));
  const surprises = [
    ...broken
      .filter(({ requirement: { id } }) => !violated.includes(id) && !listed.includes(id))
      .map((each) => surpriseOf(each, 'broken')),
    // What is violated and undecided is missed already.
    ...undecided
      .filter((each) => !isExpected(each) && !violated.includes(each.requirement.id))
      .map((each) => surpriseOf(each, 'undecided')),
  ];
  const obstacles = found.map(showObstacle);
  return {
    fault,
    what,
    result: resultOf({ obstacles, missed, surprises, tookEffect }),
    caught: ids.filter((id) => violated.includes(id)),
    missed,
    surprises,
    blocked: undecided.filter(isExpected).map(({ requirement }) => requirement.id),
    obstacles,
    tests: tests.passed + tests.failed,
    milliseconds,
  };
}
