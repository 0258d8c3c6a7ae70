import type { Verdict } from '../requirements/verdict.ts';
import type { ReportedFinding, RequirementResult } from './schema.ts';

const BROKEN: readonly Verdict[] = ['FAILED', 'WARNING', 'KNOWN'];

/** Found broken, whatever its level, listed or not. */
export const isBroken = ({ verdict }: Pick<RequirementResult, 'verdict'>): boolean => BROKEN.includes(verdict);

export const brokenFindings = ({ findings }: RequirementResult): ReportedFinding[] =>
  findings.filter(({ outcome }) => outcome === 'broken');

export const undecidedFindings = ({ findings }: RequirementResult): ReportedFinding[] =>
  findings.filter(({ outcome }) => outcome === 'undecided');

/** By id, the broken requirement that all which is undecided about it is blocked by, directly or by way of others. */
function explanationsOf(results: readonly RequirementResult[]): ReadonlyMap<string, string> {
  const byId = new Map(results.map((result) => [result.requirement.id, result]));
  const explain = (result: RequirementResult, seen: readonly string[]): string | undefined => {
    const roots = undecidedFindings(result).map(({ blockedBy = '' }) => {
      const blocker = byId.get(blockedBy);
      if (blocker === undefined || seen.includes(blockedBy)) return undefined;
      if (isBroken(blocker)) return blockedBy;
      return blocker.verdict === 'UNDECIDED' ? explain(blocker, [...seen, blockedBy]) : undefined;
    });
    return roots.includes(undefined) ? undefined : roots[0];
  };
  return new Map(
    results.flatMap((result) => {
      const root = result.verdict === 'UNDECIDED' ? explain(result, [result.requirement.id]) : undefined;
      return root === undefined ? [] : [[result.requirement.id, root] as const];
    }),
  );
}

/** Says of each undecided requirement which broken one explains it, where one does. */
export function withExplanations(results: readonly RequirementResult[]): RequirementResult[] {
  const explanations = explanationsOf(results);
  return results.map(({ explainedBy: _, ...result }) => {
    const explainedBy = explanations.get(result.requirement.id);
    return explainedBy === undefined ? result : { ...result, explainedBy };
  });
}

/** Undecided, and it is not the server's doing as far as is known. */
export const isUnexplained = ({ verdict, explainedBy }: RequirementResult): boolean =>
  verdict === 'UNDECIDED' && explainedBy === undefined;

/** Undecided requirements that have one and the same reason. */
export interface UndecidedGroup {
  /** The requirement that blocks them; absent where none is named. */
  readonly blockedBy?: string;
  /** Is that one broken, so that it explains them? */
  readonly isExplained: boolean;
  /** Without a blocker: the first line of the reason. */
  readonly reason: string;
  readonly results: readonly RequirementResult[];
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** The finding that tells best why: one that no broken requirement explains, if there is one. */
function tellingFinding(result: RequirementResult, broken: ReadonlySet<string>): ReportedFinding | undefined {
  const all = undecidedFindings(result);
  return all.find(({ blockedBy }) => blockedBy === undefined || !broken.has(blockedBy)) ?? all[0];
}

/** What is undecided, by its reason: first what nothing explains, then by how much is blocked. */
export function undecidedGroups(results: readonly RequirementResult[]): UndecidedGroup[] {
  const broken = new Set(results.filter(isBroken).map(({ requirement }) => requirement.id));
  const groups = new Map<string, UndecidedGroup>();
  for (const result of results.filter(({ verdict }) => verdict === 'UNDECIDED')) {
    const { explainedBy } = result;
    const finding = tellingFinding(result, broken);
    const blockedBy = explainedBy ?? finding?.blockedBy;
    const reason = firstLine(finding?.message ?? '');
    const key = JSON.stringify([explainedBy, blockedBy ?? reason]);
    const group = groups.get(key);
    groups.set(key, {
      ...(blockedBy === undefined ? {} : { blockedBy }),
      isExplained: explainedBy !== undefined,
      reason: group?.reason ?? reason,
      results: [...(group?.results ?? []), result],
    });
  }
  return [...groups.values()].toSorted(
    (a, b) => Number(a.isExplained) - Number(b.isExplained) || b.results.length - a.results.length,
  );
}
