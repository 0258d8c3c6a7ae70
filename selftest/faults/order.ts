import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import { FAULT_NAMES, isFaultName, mutationOf, type FaultName } from '../../faults/index.ts';

/** How much of its waiting the suite does for what a fault keeps from happening: the stand-in is quick. */
export const STAND_IN_PATIENCE = '0.5';

/** What is to be run, from the command to the configuration: by the environment, which all workers inherit. */
const VARIABLE = 'SELFTEST_ORDER';

/** Faults can be planted in front of a server that the suite starts: only such a one can be told where everybody meets it. */
export const FAULTY_TARGETS = ['reference', 'distribution', 'container'] as const;
export type FaultyTarget = (typeof FAULTY_TARGETS)[number];

export const isFaultyTarget = (kind: string): kind is FaultyTarget => FAULTY_TARGETS.some((each) => each === kind);

const order = z.object({
  /** What the faults are planted in front of: the stand-in, or a server that all tests share. */
  target: z.enum(FAULTY_TARGETS),
  /** Every test against every fault, in place of those that name its requirements. */
  all: z.boolean(),
  /** Empty: all faults. */
  faults: z.array(z.string().refine(isFaultName)),
  /** Absent: nothing is left to chance. */
  sample: z.object({ size: z.number(), bystanders: z.number(), seed: z.string() }).optional(),
});

export type Order = Readonly<z.infer<typeof order>>;

const NO_ORDER: Order = { target: 'reference', all: false, faults: [] };

export const readOrder = (): Order => {
  const announced = process.env[VARIABLE];
  return announced === undefined ? NO_ORDER : order.parse(JSON.parse(announced));
};

/** The first `size` of `values` in the order that the seed gives them: the same for the same seed on every machine. */
function draw<Value extends string>(values: readonly Value[], size: number, seed: string): readonly Value[] {
  const lot = (value: string): string => createHash('sha256').update(`${seed} ${value}`).digest('hex');
  return values
    .map((value) => ({ value, lot: lot(value) }))
    .toSorted((one, other) => one.lot.localeCompare(other.lot))
    .slice(0, size)
    .map(({ value }) => value);
}

/** Those that were named, each once; where none was, all that can be planted (in a real server there is no switch), or a sample of them. */
export function wantedFaults({ faults, target, sample }: Order): readonly FaultName[] {
  if (faults.length > 0) return [...new Set(faults)];
  const all = FAULT_NAMES.filter((name) => target === 'reference' || mutationOf(name) !== undefined);
  return sample === undefined ? all : draw(all, sample.size, sample.seed);
}

/** Of the tests that do not name what the fault violates, those that a sample runs against it all the same: nothing may be found by them. */
export const bystanders = (fault: FaultName, others: readonly string[], { sample }: Order): readonly string[] =>
  sample === undefined ? [] : draw(others, sample.bystanders, `${sample.seed} ${fault}`);

export const announceOrder = (wanted: Order): Record<string, string> => ({ [VARIABLE]: JSON.stringify(wanted) });

export const newSeed = (): string => String(randomInt(1_000_000));
