import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLE, bundleProgram } from '../../lib/bundle.ts';
import { hours } from '../../lib/durations.ts';

const MAIN = fileURLToPath(new URL('../../stand-in/main.ts', import.meta.url));
/** All that the program can import of our own. */
const SOURCES = fileURLToPath(new URL('../../stand-in/', import.meta.url));
const LOCK_FILE = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/reference-provider', import.meta.url));

/** Changes with every source, and with every package that was installed. */
function stateOfSources(): string {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const hash = createHash('sha256');
  for (const path of [...files.toSorted().map((file) => join(SOURCES, file)), LOCK_FILE]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Others may be starting a program that was made a moment ago. */
function removeOutdated(): void {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    if (statSync(path).mtimeMs < Date.now() - hours(1)) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * The provider as one file, which starts in a third of the time that its sources take: a self-test starts it hundreds of
 * times. It is made anew whenever a source has changed.
 */
export async function providerProgram(): Promise<string> {
  const folder = join(CACHE, stateOfSources());
  const program = join(folder, BUNDLE);
  if (existsSync(program)) return program;
  mkdirSync(CACHE, { recursive: true });
  removeOutdated();
  const unfinished = mkdtempSync(join(CACHE, 'unfinished-'));
  await bundleProgram(MAIN, unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another worker was quicker.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  }
  return program;
}
