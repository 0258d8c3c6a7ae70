import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Difference } from './compare.ts';

const entry = z.strictObject({
  /** Why the reference provider is right to differ. */
  reason: z.string(),
  /** Of the product, that the reference provider does not imitate, e.g. `D8`. */
  deviation: z
    .string()
    .regex(/^D\d+$/)
    .optional(),
  /** Each of them shows all of the differences. */
  probes: z.array(z.string()).min(1),
  differences: z
    .array(
      z.strictObject({
        /** As in a difference; `*` stands for anything, here and in the values. */
        where: z.string(),
        /** Absent: there is nothing of the kind. */
        recorded: z.string().optional(),
        actual: z.string().optional(),
      }),
    )
    .min(1),
});
export type ExpectedDifferences = z.infer<typeof entry>;
type Pattern = ExpectedDifferences['differences'][number];

const FILE = new URL('expected-differences.json', import.meta.url);

/** In what the reference provider differs from the product, with the reasons. @throws Error when the file is malformed. */
export const readExpectedDifferences = (): ExpectedDifferences[] =>
  z.array(entry).parse(JSON.parse(readFileSync(FILE, 'utf8')));

function matches(pattern: string | undefined, value: string | undefined): boolean {
  if (pattern === undefined || value === undefined) return pattern === value;
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 's').test(value);
}

const covers = (pattern: Pattern, difference: Difference): boolean =>
  matches(pattern.where, difference.where) &&
  matches(pattern.recorded, difference.recorded) &&
  matches(pattern.actual, difference.actual);

export interface Judgement {
  readonly unexpected: readonly Difference[];
  readonly expected: readonly Difference[];
  /** What is listed for the probe and did not occur: one line each. */
  readonly stale: readonly string[];
}

/** Sorts the differences of one probe by whether they are listed, and finds what is listed without having occurred. */
export function judge(
  probe: string,
  differences: readonly Difference[],
  entries: readonly ExpectedDifferences[],
): Judgement {
  const patterns = entries
    .filter(({ probes }) => probes.includes(probe))
    .flatMap(({ reason, differences: listed }) => listed.map((pattern) => ({ reason, pattern })));
  const isListed = (difference: Difference): boolean => patterns.some(({ pattern }) => covers(pattern, difference));
  return {
    unexpected: differences.filter((difference) => !isListed(difference)),
    expected: differences.filter(isListed),
    stale: patterns
      .filter(({ pattern }) => !differences.some((difference) => covers(pattern, difference)))
      .map(({ reason, pattern }) => `${probe}: ${pattern.where} (${reason})`),
  };
}
