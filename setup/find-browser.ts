import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

export interface FoundBrowser {
  /** Undefined: Playwright's own, which Playwright finds by itself. */
  readonly executablePath: string | undefined;
  readonly origin: 'BROWSER_PATH' | 'Playwright' | 'installed';
}

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome.exe'];
const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...FIXED_PLACES].find((path) => existsSync(path));
}

/** The browser to use: `BROWSER_PATH`, else Playwright's own, else an installed Chrome or Chromium; undefined when there is none. */
export function findBrowser(browserPath: string | undefined): FoundBrowser | undefined {
  if (browserPath !== undefined) return { executablePath: browserPath, origin: 'BROWSER_PATH' };
  if (existsSync(chromium.executablePath())) return { executablePath: undefined, origin: 'Playwright' };
  const installed = findInstalled();
  return installed === undefined ? undefined : { executablePath: installed, origin: 'installed' };
}
