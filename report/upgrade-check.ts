import { rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import pc from 'picocolors';
import { readSettings } from '../targets/settings.ts';
import { CannotRunError } from '../lib/cannot-run.ts';
import { readArguments, runCommand } from './comparison/command-line.ts';
import { compareReports } from './comparison/comparison.ts';
import { deliver } from './comparison/deliver.ts';
import type { Report } from './schema.ts';
import { sideOf, type Which } from './upgrade/side.ts';
import { runSuite } from './upgrade/suite-run.ts';

const USAGE =
  'npm run upgrade-check -- --from wso2/wso2is:7.1.0 --to wso2/wso2is:7.3.0 [--html page.html] [-- arguments of playwright test]\n' +
  '  A side is an image, the folder of an unpacked server, the https url of a running one, or "reference".';

const linksFrom = (page: string, folder: string): Record<Which, string> => {
  const link = (which: Which): string =>
    relative(dirname(page), join(folder, which, 'index.html')).replaceAll(sep, '/');
  return { before: link('before'), after: link('after') };
};

/** `npm run upgrade-check`: tests two servers, one after the other, and compares. */
await runCommand(async () => {
  const option = { type: 'string' } as const;
  const { values, positionals } = readArguments({ from: option, to: option, html: option }, USAGE);
  const { from, to } = values;
  if (from === undefined || to === undefined)
    throw new CannotRunError('Name the two servers to compare, with --from and --to.', USAGE);
  const folder = join(readSettings().REPORT_FOLDER, 'upgrade');
  // What an earlier check has left must not be taken for this one's.
  rmSync(folder, { recursive: true, force: true });

  const run = (which: Which, name: string, turn: number): Promise<Report> => {
    console.log(pc.bold(`\n${turn} of 2, ${which}: ${name}`));
    const own = join(folder, which);
    return runSuite(sideOf(which, name, own), own, positionals);
  };
  const before = await run('before', from, 1);
  const after = await run('after', to, 2);

  console.log('');
  const comparison = compareReports(before, after);
  const html = values.html ?? join(folder, 'index.html');
  await deliver(comparison, html, { reports: linksFrom(html, folder) });
  return comparison.exitCode;
});
