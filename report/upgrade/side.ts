import { statSync } from 'node:fs';
import { homedir } from 'node:os';

export type Which = 'before' | 'after';

/** One of the two servers, and the environment in which the suite tests it. */
export interface Side {
  readonly which: Which;
  /** As the user has named it. */
  readonly name: string;
  readonly environment: NodeJS.ProcessEnv;
}

const PREFIXES: Readonly<Record<Which, string>> = { before: 'FROM_', after: 'TO_' };
const OF_THE_SUITE = /^(IS_|REFERENCE_|JAVA_HOME$|BROWSER_PATH$)/;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The target that a name means: `reference`, an https url, a folder, or else an image. */
function targetOf(name: string): Record<string, string> {
  if (name === 'reference') return { IS_TARGET: 'reference' };
  if (/^https?:\/\//.test(name)) return { IS_TARGET: 'remote', IS_URL: name };
  const path = name.replace(/^~(?=\/|$)/, homedir());
  if (/^[./]/.test(path) || isFolder(path)) return { IS_TARGET: 'distribution', IS_HOME: path };
  return { IS_TARGET: 'container', IS_IMAGE: name };
}

/** Variables of the suite that are meant for this side alone, e.g. `TO_IS_CA`, without their prefix. */
function ownVariables(which: Which, variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const prefix = PREFIXES[which];
  const own = Object.entries(variables).filter(
    ([name]) => name.startsWith(prefix) && OF_THE_SUITE.test(name.slice(prefix.length)),
  );
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** The side that `name` means, with the environment of its run. */
export function sideOf(which: Which, name: string, reportFolder: string, variables = process.env): Side {
  return {
    which,
    name,
    environment: {
      ...variables,
      ...ownVariables(which, variables),
      ...targetOf(name),
      REPORT_FOLDER: reportFolder,
      // The next run needs the memory, and nobody is there to try this one.
      KEEP_RUNNING: 'false',
      // The comparison has its own summary; those of the runs are linked from it.
      GITHUB_STEP_SUMMARY: undefined,
    },
  };
}
