import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

export interface FoundBrowser {
  /** Undefined: Playwright's own, which Playwright finds by itself. */
  readonly executablePath: string | undefined;
  /**
   * The same browser without windows, about twice as fast, where it is a program of its own. It knows no profile, and so
   * no cookie policy. Playwright's own is found by Playwright, too.
   */
  readonly headlessShell?: string;
  readonly origin: 'BROWSER_PATH' | 'Playwright' | 'installed';
}

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome.exe'];
const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

function onPath(names: readonly string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((path) => existsSync(path));
}

/** A headless shell counts only beside the browser that it belongs to. */
function findInstalled(): FoundBrowser | undefined {
  const executablePath = [...onPath(NAMES), ...FIXED_PLACES].find((path) => existsSync(path));
  if (executablePath === undefined) return undefined;
  const [headlessShell] = basename(executablePath) === 'chromium' ? onPath(['chromium-headless-shell']) : [];
  return { executablePath, origin: 'installed', ...(headlessShell === undefined ? {} : { headlessShell }) };
}

/** The browser to use: `BROWSER_PATH`, else Playwright's own, else an installed Chrome or Chromium; undefined when there is none. */
export function findBrowser(browserPath: string | undefined): FoundBrowser | undefined {
  if (browserPath !== undefined) return { executablePath: browserPath, origin: 'BROWSER_PATH' };
  if (existsSync(chromium.executablePath())) return { executablePath: undefined, origin: 'Playwright' };
  return findInstalled();
}
