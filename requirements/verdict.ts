import type { Deviation, Level } from './types.ts';

/** From bad to good; the verdict on a requirement is the worst of its findings. */
export const VERDICTS = ['FAILED', 'STALE', 'KNOWN', 'WARNING', 'PASSED', 'SKIPPED', 'NOT RUN'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a check saw: the promise held, or it was broken. How bad that is, is not the check's business. */
export type Outcome = 'held' | 'broken';

const VERDICT_WHEN_BROKEN: Readonly<Record<Level, Verdict>> = {
  MUST: 'FAILED',
  product: 'FAILED',
  SHOULD: 'WARNING',
  MAY: 'WARNING',
};

/** The verdict on one finding, given the requirement's level and, if there is one, the known deviation of this product version. */
export function judge(outcome: Outcome, level: Level, deviation: Deviation | undefined): Verdict {
  if (outcome === 'held') return 'PASSED';
  return deviation === undefined ? VERDICT_WHEN_BROKEN[level] : 'KNOWN';
}

/** The verdict on a requirement from the verdicts of its findings; a listed deviation that showed nowhere is STALE. */
export function combine(verdicts: readonly Verdict[], deviation: Deviation | undefined): Verdict {
  const worst = VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'NOT RUN';
  return worst === 'PASSED' && deviation !== undefined ? 'STALE' : worst;
}

/** 0 conformant, 1 not conformant. (2, could not run, is not a matter of verdicts.) */
export const exitCode = (verdicts: readonly Verdict[]): 0 | 1 =>
  verdicts.some((verdict) => verdict === 'FAILED' || verdict === 'STALE') ? 1 : 0;

const numbers = (version: string): number[] => version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);

/** Compares dotted versions by their numbers: negative when `left` is older. A qualifier such as `-alpha` counts as 0. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [numbers(left), numbers(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Does the deviation belong to this product version? */
export const appliesTo = (deviation: Deviation, version: string): boolean =>
  compareVersions(version, deviation.since) >= 0 &&
  (deviation.before === undefined || compareVersions(version, deviation.before) < 0);
