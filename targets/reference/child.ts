import { fork, type ChildProcess } from 'node:child_process';
import { z } from 'zod';
import { seconds } from '../../lib/durations.ts';
import { within } from '../../lib/within.ts';
import { providerProgram } from './program.ts';

const START_TIMEOUT = seconds(30);

const readyLine = z.object({
  ready: z.object({ baseUrl: z.string(), issuer: z.string(), certificate: z.string(), port: z.number() }),
});
type Ready = z.infer<typeof readyLine>['ready'];

/** One life of the child process. */
export interface Life {
  readonly child: ChildProcess;
  readonly ready: Ready;
  readonly ended: Promise<void>;
}

export interface Launch {
  readonly environment: Readonly<Record<string, string>>;
  readonly remember: (text: string) => void;
}

function readReady(line: string): Ready | undefined {
  try {
    return readyLine.parse(JSON.parse(line)).ready;
  } catch {
    return undefined;
  }
}

/** Calls back with each whole line that the stream brings. */
function eachLine(stream: NodeJS.ReadableStream | null, use: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) use(line);
  });
}

/** Starts the program with a channel to it. @throws Error when it does not say within 30 s that it is ready. */
export async function launch({ environment, remember }: Launch): Promise<Life> {
  const child = fork(await providerProgram(), {
    execPath: process.execPath,
    execArgv: [],
    // NODE_OPTIONS of a test runner are not for this process.
    env: { ...process.env, NODE_OPTIONS: '', ...environment, REFERENCE_OUTPUT: 'json' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  eachLine(child.stderr, remember);
  const ready = new Promise<Ready>((resolve, reject) => {
    eachLine(child.stdout, (line) => {
      const found = readReady(line);
      if (found === undefined) remember(line);
      else resolve(found);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`it ended during its start (${signal ?? `exit code ${code}`})`));
    });
  });
  try {
    return { child, ended, ready: await within(START_TIMEOUT, 'the start', ready) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
