import { writeFileSync } from 'node:fs';
import { CannotRunError } from '../../containers/target.ts';
import { progress, readOptions, replayOn, runCommand } from './command.ts';
import { recordingFile, type Recording } from './recording.ts';

const USAGE = `npm run record -- --target distribution|remote|container|reference [--out FILE]
    Default of FILE: selftest/parity/recordings/VERSION.json. A stand-in is not the product: it needs --out.
    The settings of the target come from the environment or .env, as for the suite.`;

async function record(): Promise<number> {
  const { target, values } = readOptions(USAGE, ['out']);
  const { out } = values;
  if (target === 'reference' && out === undefined)
    throw new CannotRunError('The reference provider is a stand-in: its recording is none of the product.', USAGE);
  const today = new Date().toISOString().slice(0, 10);
  const { description, results } = await replayOn(target);
  const { name, version } = description.product;
  if (out === undefined && !/^\d/.test(version))
    throw new CannotRunError('The server does not tell its version, so the recording has no name.', USAGE);
  const file = out ?? recordingFile(version);
  const recording: Recording = {
    format: 1,
    product: { name, version },
    recorded: today,
    probes: results.flatMap((result) => (result.kind === 'replayed' ? [result.probe] : [])),
  };
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
  const missing = results.filter((result) => result.kind !== 'replayed');
  for (const result of missing) console.log(`${result.kind.toUpperCase()} ${result.name}: ${result.reason}`);
  progress(`${recording.probes.length} probes of ${name} ${version} recorded in ${file}`);
  return missing.some(({ kind }) => kind === 'failed') ? 1 : 0;
}

await runCommand(record);
