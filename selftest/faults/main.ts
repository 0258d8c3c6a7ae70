import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FAULT_NAMES, isFaultName } from '../../containers/reference-provider/faults/index.ts';
import { announceOrder } from './order.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');

/** `npm run selftest [-- --all] [-- --fault NAME …]` */
const { values } = parseArgs({
  options: { all: { type: 'boolean', default: false }, fault: { type: 'string', multiple: true, default: [] } },
});
const unknown = values.fault.filter((name) => !isFaultName(name));
if (unknown.length > 0) {
  console.error(`No such fault: ${unknown.join(', ')}. There are:\n  ${FAULT_NAMES.join('\n  ')}`);
  process.exit(2);
}
const order = announceOrder({ all: values.all, faults: values.fault.filter(isFaultName) });
const child = spawn(process.execPath, [CLI, 'test', '--config', 'selftest/faults'], {
  cwd: ROOT,
  env: { ...process.env, ...order, IS_TARGET: 'reference', IS_CLOCK: 'auto', REFERENCE_FAULTS: '', IS_PATIENCE: '0.3' },
  stdio: 'inherit',
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
