import type { Deviation, Level } from './types.ts';

/** From bad to good; the verdict on a requirement is the worst of its findings. */
export const VERDICTS = ['FAILED', 'WARNING', 'KNOWN', 'UNDECIDED', 'PASSED', 'SKIPPED', 'NOT RUN'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What a check saw: the requirement held; it was broken by what the server did; or neither could be decided, because the suite or
 * its environment failed, or because another requirement, broken as well, stood in the way.
 */
export const OUTCOMES = ['held', 'broken', 'undecided'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const VERDICT_WHEN_BROKEN: Readonly<Record<Level, Verdict>> = {
  MUST: 'FAILED',
  PRODUCT: 'FAILED',
  SHOULD: 'WARNING',
  STATES: 'WARNING',
  ADVICE: 'WARNING',
};

/** Does breaking it count against conformance? */
export const isBinding = (level: Level): boolean => VERDICT_WHEN_BROKEN[level] === 'FAILED';

/** The verdict on one finding, given the requirement's level and, if there is one, the listed deviation that was observed. */
export function judge(outcome: Outcome, level: Level, deviation: Deviation | undefined): Verdict {
  if (outcome === 'held') return 'PASSED';
  if (outcome === 'undecided') return 'UNDECIDED';
  return deviation === undefined ? VERDICT_WHEN_BROKEN[level] : 'KNOWN';
}

/** The verdict on a requirement from the verdicts of its findings. */
export const combine = (verdicts: readonly Verdict[]): Verdict =>
  VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'NOT RUN';

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

/** The first three numbers name a release; more are those of its updates. */
const release = (version: string): string => numbers(version).slice(0, 3).join('.');

/** Was the deviation seen on this release of the product, or on an older and a newer one? */
export const appliesTo = ({ seen }: Deviation, version: string): boolean =>
  compareVersions(release(version), seen.from) >= 0 && compareVersions(release(version), seen.to) <= 0;
