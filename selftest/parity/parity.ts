import { existsSync } from 'node:fs';
import { CannotRunError, type TargetDescription } from '../../containers/target.ts';
import { readOptions, replayOn, runCommand } from './command.ts';
import { compareProbe, describeDifferences } from './compare.ts';
import { judge, readExpectedDifferences } from './expected.ts';
import { readRecording, recordedVersions, recordingFile, type Recording } from './recording.ts';
import type { Replayed } from './replay.ts';

const USAGE = `npm run parity -- --target reference|distribution|remote|container [--recording VERSION]
    Recordings: ${recordedVersions().join(', ')}. Default: that of the target's own version, else the newest.
    The settings of the target come from the environment or .env, as for the suite.`;

function readChosen(version: string | undefined): Recording | undefined {
  if (version === undefined) return undefined;
  if (!existsSync(recordingFile(version))) throw new CannotRunError(`There is no recording of ${version}.`, USAGE);
  return readRecording(recordingFile(version));
}

function recordingFor({ product }: TargetDescription): Recording {
  const versions = recordedVersions().sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const version = versions.includes(product.version) ? product.version : versions.at(-1);
  if (version === undefined)
    throw new CannotRunError('There is no recording to compare with.', 'make one: npm run record');
  return readRecording(recordingFile(version));
}

/** Differences of one probe, as far as they say something; what was not replayed says why. */
function compare(replayed: Replayed, recording: Recording, isStandIn: boolean) {
  const recorded = recording.probes.find(({ name }) => name === replayed.name);
  const nothing = { unexpected: [], expected: [], stale: [] };
  if (replayed.kind !== 'replayed' || recorded === undefined) return nothing;
  const expected = isStandIn ? readExpectedDifferences() : [];
  return judge(replayed.name, compareProbe(recorded, replayed.probe), expected);
}

async function parity(): Promise<number> {
  const { target, values } = readOptions(USAGE, ['recording']);
  const chosen = readChosen(values['recording']);
  const { description, results } = await replayOn(target);
  const { product } = description;
  const recording = chosen ?? recordingFor(description);
  const compared = results.map((replayed) => compare(replayed, recording, product.standIn));
  const differing = compared.filter(({ unexpected }) => unexpected.length > 0);
  for (const { unexpected } of differing) console.log(describeDifferences(unexpected));
  for (const line of compared.flatMap(({ stale }) => stale)) console.log(`STALE ${line}`);
  for (const result of results)
    if (result.kind !== 'replayed') console.log(`${result.kind.toUpperCase()} ${result.name}: ${result.reason}`);
  const count = (kind: Replayed['kind']): number => results.filter((result) => result.kind === kind).length;
  const sum = (lists: readonly (readonly unknown[])[]): number => lists.reduce((total, list) => total + list.length, 0);
  console.log(
    `${product.name} ${product.version} against the recording of ${recording.product.name} ${recording.product.version}: ` +
      `${count('replayed')} probes replayed, ${count('skipped')} skipped, ${count('failed')} failed; ` +
      `${sum(compared.map(({ unexpected }) => unexpected))} differences in ${differing.length} probes` +
      (product.standIn ? `, ${sum(compared.map(({ expected }) => expected))} more by design` : ''),
  );
  const isSame = differing.length === 0 && compared.every(({ stale }) => stale.length === 0);
  return isSame && count('failed') === 0 ? 0 : 1;
}

await runCommand(parity);
