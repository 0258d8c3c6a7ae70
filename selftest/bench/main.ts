import { parseArgs } from 'node:util';
import { formatDuration, seconds } from '../../lib/durations.ts';
import { measure, type Measurement } from './measurement.ts';
import { keep, lastOf, machineClass } from './results.ts';

const USAGE = `npm run bench                            the suite against the stand-in: wall time and CPU, by area, the dearest tests
npm run bench -- --target distribution   the same against the server at IS_HOME (or container, remote)
npm run bench -- idle-timeout            a part of the suite: printed, not kept
npm run bench -- --no-keep               does not replace the kept measurement`;

/** Less is noise. */
const NOTABLE = 0.1;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      allowNegative: true,
      options: { target: { type: 'string', default: 'reference' }, keep: { type: 'boolean', default: true } },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return process.exit(2);
  }
}

/** `12.0 (before: 10.0, +20 %)` */
function beside(now: number | undefined, before: number | undefined): string {
  if (now === undefined) return 'not measured here';
  if (before === undefined || before === 0) return now.toFixed(1);
  const change = now / before - 1;
  const mark = change > NOTABLE ? ', more than 10 % dearer' : '';
  return `${now.toFixed(1)} (before: ${before.toFixed(1)}, ${change >= 0 ? '+' : ''}${(change * 100).toFixed(0)} %${mark})`;
}

const perTest = ({ cpu, tests }: Measurement): number | undefined => cpu && cpu.total / Math.max(1, tests);

function print(now: Measurement, before: Measurement | undefined): void {
  const row = (what: string, of: (from: Measurement) => number | undefined): [string, string] => [
    what,
    beside(of(now), before && of(before)),
  ];
  console.log(`\n${now.server} on ${machineClass}, ${now.tests} tests`);
  console.table(
    Object.fromEntries([
      row('wall, s', ({ wall }) => wall),
      row('CPU, s', ({ cpu }) => cpu?.total),
      row('CPU of the suite (and a stand-in), s', ({ cpu }) => cpu?.suite),
      row('CPU of the browser, s', ({ cpu }) => cpu?.browser),
      row('CPU of the server, s', ({ cpu }) => cpu?.server),
      row('CPU per test, s', perTest),
    ]),
  );
  console.log(`Server time covered: ${formatDuration(seconds(now.serverTime))}\n\nSeconds in the tests of each area:`);
  const areas = Object.entries(now.areas).toSorted(([, one], [, other]) => other - one);
  console.table(Object.fromEntries(areas.map(([area, value]) => [area, beside(value, before?.areas[area])])));
  console.log(`The ${now.dearest.length} dearest tests:`);
  for (const { test, seconds: value } of now.dearest) console.log(`${value.toFixed(1).padStart(6)} s  ${test}`);
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const { code, result } = await measure(positionals, { IS_TARGET: values.target });
  const isWhole = positionals.length === 0;
  print(result, isWhole ? lastOf(result) : undefined);
  if (code !== 0) console.log(`The run has ended with exit code ${code}.`);
  if (isWhole && values.keep && code === 0) await keep(result);
  return code;
}

process.exitCode = await main();
