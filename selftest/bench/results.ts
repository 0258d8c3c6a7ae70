import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, arch, platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { measurement, type Measurement } from './measurement.ts';

/** Committed: what a change costs is seen in its review. Nothing fails by it. */
const FILE = fileURLToPath(new URL('results.json', import.meta.url));

const results = z.record(z.string(), measurement);

/** Measurements are compared on machines of one kind only. */
export const machineClass = `${availableParallelism()} cores, ${platform()} ${arch()}`;

function readAll(): Record<string, Measurement> {
  try {
    return results.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

const keyOf = ({ server }: Measurement): string => `${server}, ${machineClass}`;

/** The last measurement of the same server on this kind of machine, if there is one. */
export const lastOf = (result: Measurement): Measurement | undefined => readAll()[keyOf(result)];

/** Puts the measurement in place of the last one. */
export async function keep(result: Measurement): Promise<void> {
  const all = { ...readAll(), [keyOf(result)]: result };
  const text = JSON.stringify(Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => a.localeCompare(b))));
  writeFileSync(FILE, await format(text, { ...(await resolveConfig(FILE)), parser: 'json' }));
}
