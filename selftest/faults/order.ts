import { z } from 'zod';
import { FAULT_NAMES, isFaultName, type FaultName } from '../../faults/index.ts';

/** How much of its waiting the suite does for what a fault keeps from happening: the stand-in is quick. */
export const STAND_IN_PATIENCE = '0.3';

/** What is to be run, from the command to the configuration: by the environment, which all workers inherit. */
const VARIABLE = 'SELFTEST_ORDER';

const order = z.object({
  /** Every test against every fault, in place of those that name its requirements. */
  all: z.boolean(),
  /** Empty: all faults. */
  faults: z.array(z.string().refine(isFaultName)),
});

export interface Order {
  readonly all: boolean;
  readonly faults: readonly FaultName[];
}

export const readOrder = (): Order => order.parse(JSON.parse(process.env[VARIABLE] ?? '{"all":false,"faults":[]}'));

/** Those that were named, each once; all where none was. */
export const wantedFaults = ({ faults }: Order): readonly FaultName[] =>
  faults.length > 0 ? [...new Set(faults)] : FAULT_NAMES;

export const announceOrder = (wanted: Order): Record<string, string> => ({ [VARIABLE]: JSON.stringify(wanted) });
