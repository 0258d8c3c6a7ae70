import { z } from 'zod';
import { FAULT_NAMES, isFaultName, mutationOf, type FaultName } from '../../faults/index.ts';

/** How much of its waiting the suite does for what a fault keeps from happening: the stand-in is quick. */
export const STAND_IN_PATIENCE = '0.5';

/** What is to be run, from the command to the configuration: by the environment, which all workers inherit. */
const VARIABLE = 'SELFTEST_ORDER';

const order = z.object({
  /** What the faults are planted in front of: the stand-in, or a server that all tests share. */
  target: z.enum(['reference', 'distribution']),
  /** Every test against every fault, in place of those that name its requirements. */
  all: z.boolean(),
  /** Empty: all faults. */
  faults: z.array(z.string().refine(isFaultName)),
});

export interface Order {
  readonly target: 'reference' | 'distribution';
  readonly all: boolean;
  readonly faults: readonly FaultName[];
}

export const readOrder = (): Order =>
  order.parse(JSON.parse(process.env[VARIABLE] ?? '{"target":"reference","all":false,"faults":[]}'));

/** Those that were named, each once; where none was, all that can be planted: in a real server there is no switch. */
export const wantedFaults = ({ faults, target }: Order): readonly FaultName[] =>
  faults.length > 0
    ? [...new Set(faults)]
    : FAULT_NAMES.filter((name) => target === 'reference' || mutationOf(name) !== undefined);

export const announceOrder = (wanted: Order): Record<string, string> => ({ [VARIABLE]: JSON.stringify(wanted) });
