import { CannotRunError } from '../lib/cannot-run.ts';
import { readArguments, runCommand } from './comparison/command-line.ts';
import { compareReports } from './comparison/comparison.ts';
import { deliver } from './comparison/deliver.ts';
import { readReport } from './comparison/read-report.ts';

const USAGE = 'npm run compare -- before/report.json after/report.json [--html comparison.html]';

/** `npm run compare`: what has changed from one run to another. */
await runCommand(async () => {
  const { values, positionals } = readArguments({ html: { type: 'string' } }, USAGE);
  const [before, after] = positionals;
  if (before === undefined || after === undefined || positionals.length > 2)
    throw new CannotRunError(`Name two reports to compare; ${positionals.length} were given.`, USAGE);
  const comparison = compareReports(readReport(before), readReport(after));
  await deliver(comparison, values.html);
  return comparison.exitCode;
});
