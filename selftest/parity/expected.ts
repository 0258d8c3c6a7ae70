import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Difference } from './compare.ts';

const entry = z.object({
  /** Why the reference provider is right to differ. */
  reason: z.string(),
  /** Of the product, that the reference provider does not imitate, e.g. `D8`. */
  deviation: z
    .string()
    .regex(/^D\d+$/)
    .optional(),
  differences: z
    .array(
      z.strictObject({
        /** Names of probes; absent: every probe. */
        probes: z.array(z.string()).min(1).optional(),
        /** As in a difference; `*` stands for anything. */
        where: z.string(),
        /** Absent: there was nothing of the kind. `*` stands for anything. */
        recorded: z.string().optional(),
        actual: z.string().optional(),
      }),
    )
    .min(1),
});
export type ExpectedEntry = z.infer<typeof entry>;
type Pattern = ExpectedEntry['differences'][number];

const FILE = new URL('expected-differences.json', import.meta.url);

/** In what the reference provider differs from the product, with the reasons. @throws Error when the file is malformed. */
export const readExpectedDifferences = (): ExpectedEntry[] =>
  z.array(entry).parse(JSON.parse(readFileSync(FILE, 'utf8')));

function matches(pattern: string | undefined, value: string | undefined): boolean {
  if (pattern === undefined || value === undefined) return pattern === value;
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 's').test(value);
}

const covers = (pattern: Pattern, difference: Difference, probe: string | undefined): boolean =>
  (probe === undefined || probe === difference.probe) &&
  matches(pattern.where, difference.where) &&
  matches(pattern.recorded, difference.recorded) &&
  matches(pattern.actual, difference.actual);

export interface Judgement {
  readonly unexpected: readonly Difference[];
  readonly expected: readonly (Difference & { readonly reason: string })[];
  /** What is listed and did not occur: one line each. */
  readonly stale: readonly string[];
}

/** Sorts differences by whether they are listed. Every listed probe must show its difference, or the list is stale. */
export function judge(differences: readonly Difference[], entries: readonly ExpectedEntry[]): Judgement {
  const open = new Set(differences);
  const expected: (Difference & { reason: string })[] = [];
  const stale: string[] = [];
  for (const { reason, differences: patterns } of entries) {
    for (const pattern of patterns) {
      for (const probe of pattern.probes ?? [undefined]) {
        const found = differences.filter((difference) => covers(pattern, difference, probe));
        if (found.length === 0) stale.push(`${probe ?? '(any probe)'}: ${pattern.where} (${reason})`);
        for (const difference of found) if (open.delete(difference)) expected.push({ ...difference, reason });
      }
    }
  }
  return { unexpected: [...open], expected, stale };
}
