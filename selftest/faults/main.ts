import { parseArgs } from 'node:util';
import { FAULT_NAMES, isFaultName } from '../../faults/index.ts';
import { runClean } from './clean.ts';
import { takingFaults } from '../../fixtures/run/planted-faults.ts';
import { announceOrder, FAULTY_TARGETS, isFaultyTarget, newSeed, STAND_IN_PATIENCE } from './order.ts';
import { runSuite } from '../playwright-process.ts';

const USAGE = `npm run selftest                    every planted fault against the tests that name its requirements
npm run selftest -- --all           every planted fault against every test
npm run selftest -- --fault NAME    one fault (may be repeated)
npm run selftest -- --target distribution   in front of the server at IS_HOME, one fault after the other
npm run selftest -- --target container      in front of the server from IS_IMAGE, in the same way
npm run selftest -- --clean N       N runs with nothing wrong, with slow answers and in random order; paths of tests may follow
npm run selftest -- --sample N      N random faults, each also with two unrelated tests; --seed S repeats a sample
npm run selftest -- --list          the names of the faults`;

/** How many tests that have nothing to do with a fault are run against each fault of a sample. */
const BYSTANDERS = 2;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        target: { type: 'string', default: 'reference' },
        fault: { type: 'string', multiple: true, default: [] },
        clean: { type: 'string' },
        sample: { type: 'string' },
        seed: { type: 'string', default: newSeed() },
        list: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return process.exit(2);
  }
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.list) {
    for (const name of FAULT_NAMES) console.log(name);
    return 0;
  }
  if (values.clean !== undefined) {
    const times = Number(values.clean);
    if (Number.isInteger(times) && times > 0) return (await runClean(times, positionals)) === 0 ? 0 : 1;
    console.error(`--clean wants a number of runs, not "${values.clean}".\n\n${USAGE}`);
    return 2;
  }
  const unknown = values.fault.filter((name) => !isFaultName(name));
  if (unknown.length > 0) {
    console.error(`No such fault: ${unknown.join(', ')}. npm run selftest -- --list shows them all.`);
    return 2;
  }
  const { target, seed } = values;
  const size = Number(values.sample ?? 1);
  if (!Number.isInteger(size) || size < 1) {
    console.error(`--sample wants a number of faults, not "${values.sample ?? ''}".\n\n${USAGE}`);
    return 2;
  }
  if (!isFaultyTarget(target)) {
    console.error(`Faults can be planted in front of ${FAULTY_TARGETS.join(', ')}, not of "${target}".\n\n${USAGE}`);
    return 2;
  }
  const order = announceOrder({
    target,
    all: values.all,
    faults: values.fault.filter(isFaultName),
    ...(values.sample === undefined ? {} : { sample: { size, bystanders: BYSTANDERS, seed } }),
  });
  const settings = target === 'reference' ? { IS_PATIENCE: STAND_IN_PATIENCE } : { IS_TARGET: target };
  return runSuite(['--config', 'selftest/faults'], { ...order, ...settings, ...takingFaults });
}

process.exitCode = await main();
