import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDuration, milliseconds, minutes, seconds, type Duration } from '../lib/durations.ts';
import { report } from '../report/schema.ts';

interface Measurement {
  readonly what: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limit: Duration;
}

const REFERENCE: readonly Measurement[] = [
  { what: 'reference, clock moved', environment: { IS_TARGET: 'reference', IS_CLOCK: 'auto' }, limit: seconds(45) },
  { what: 'reference, real clock', environment: { IS_TARGET: 'reference', IS_CLOCK: 'real' }, limit: minutes(5) },
];
/** A server that is named in the environment is measured too; its start counts, since nobody can leave it out. */
const NAMED: Measurement = { what: 'the target of IS_TARGET', environment: {}, limit: minutes(3) };

async function measure({ what, environment, limit }: Measurement): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'is-bench-'));
  console.log(`${what} …`);
  try {
    const began = Date.now();
    const run = spawn('npx', ['playwright', 'test'], {
      env: { ...process.env, ...environment, REPORT_FOLDER: folder },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise<number | null>((resolve) => run.on('exit', resolve));
    const wall = milliseconds(Date.now() - began);
    const { serverTimeMs, tests } = report.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
    return {
      run: what,
      'exit code': String(code),
      tests: `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`,
      'wall time': formatDuration(wall),
      limit: formatDuration(limit),
      'server time': formatDuration(milliseconds(serverTimeMs)),
      'server s per s': (serverTimeMs / wall).toFixed(1),
      kept: wall <= limit ? 'yes' : 'NO',
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const named = ['distribution', 'remote', 'container'].includes(process.env['IS_TARGET'] ?? '') ? [NAMED] : [];
const rows: Record<string, string>[] = [];
for (const measurement of [...REFERENCE, ...named]) rows.push(await measure(measurement));
console.table(rows);
