import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { readSettings } from '../targets/settings.ts';
import { CannotRunError } from '../lib/cannot-run.ts';
import { findBrowser } from './find-browser.ts';

interface Installer {
  readonly what: string;
  readonly possible: boolean;
  readonly commands: readonly (readonly string[])[];
}

const isRootOnDebian = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

const installers = (): readonly Installer[] => [
  { what: "Playwright's Chromium", possible: true, commands: [['npx', 'playwright', 'install', 'chromium']] },
  {
    what: 'the Chromium of this Linux distribution',
    possible: isRootOnDebian(),
    commands: [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'chromium-headless-shell'],
    ],
  },
];

function run([command = '', ...parameters]: readonly string[]): boolean {
  const result = spawnSync(command, parameters, {
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return result.status === 0;
}

/** Makes sure that a browser can be launched; does nothing where one is found. */
function ensureBrowser(browserPath: string | undefined): void {
  if (findBrowser(browserPath)) return;
  for (const { what, possible, commands } of installers()) {
    if (!possible) continue;
    console.log(`No browser found; installing ${what} …`);
    if (commands.every(run) && findBrowser(browserPath)) return;
    console.log(`  ${what} could not be installed (${commands.at(-1)?.join(' ') ?? ''})`);
  }
  throw new CannotRunError(
    'No browser was found, and none could be installed.',
    'run `npx playwright install --with-deps chromium`, or install Chrome or Chromium, or set BROWSER_PATH to one.',
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    ensureBrowser(readSettings().BROWSER_PATH);
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
