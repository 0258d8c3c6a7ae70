import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRunError } from '../lib/cannot-run.ts';
import { seconds } from '../lib/durations.ts';
import { within } from '../lib/within.ts';
import { readSettings } from '../targets/settings.ts';
import { readReport } from './comparison/read-report.ts';
import { answersOf, showHeadline } from './words.ts';

/** What opens a page on each system; others have it from the desktop (xdg-utils). */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};
const OTHERS = ['xdg-open'];
const TIME_TO_OPEN = seconds(5);

/** Is there a screen to open it on? A shell by ssh, a container and a CI job have none. */
const hasScreen = ({ DISPLAY = '', WAYLAND_DISPLAY = '' }: NodeJS.ProcessEnv): boolean =>
  process.platform in OPENERS || DISPLAY !== '' || WAYLAND_DISPLAY !== '';

/** Resolves to whether something has taken the page over. */
async function openPage(url: string): Promise<boolean> {
  if (!hasScreen(process.env)) return false;
  const [program = '', ...args] = OPENERS[process.platform] ?? OTHERS;
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' });
  const ended = new Promise<boolean>((done) => {
    child.once('error', () => {
      done(false);
    });
    child.once('exit', (code) => {
      done(code === 0);
    });
  });
  // One that does not end is the browser itself.
  const opened = await within(TIME_TO_OPEN, 'the end of what opens the page', ended).catch(() => true);
  child.unref();
  return opened;
}

/** What it says, in a few lines; none where another version of the suite has written it. */
function summaryOf(file: string): string[] {
  try {
    const report = readReport(file);
    const headline = `${showHeadline(report)} (${report.startedAt.slice(0, 16).replace('T', ' ')} UTC)`;
    return [headline, ...answersOf(report).map(([name, sentence]) => `  ${name.padEnd(14)}${sentence}`)];
  } catch (error) {
    if (error instanceof CannotRunError) return [];
    throw error;
  }
}

/** `npm run show`: opens the last report, or says where it is. @throws CannotRunError where there is none. */
async function show(): Promise<void> {
  const folder = readSettings().REPORT_FOLDER;
  const page = resolve(folder, 'index.html');
  if (!existsSync(page))
    throw new CannotRunError(
      `There is no report in ${folder} yet.`,
      'run the suite (npm start), or set REPORT_FOLDER to where its report went.',
    );
  for (const line of summaryOf(join(folder, 'report.json'))) console.log(line);
  const url = pathToFileURL(page).href;
  const opened = await openPage(url);
  console.log(opened ? `Opened ${page}` : `Nothing can open it here. It is one file, which can be copied: ${page}`);
}

try {
  await show();
} catch (error) {
  if (!(error instanceof CannotRunError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
