import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../runs/foreign.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  readonly settings?: Readonly<Record<string, string>>;
  /** Told all that was printed so far. */
  readonly onPrint?: (text: string) => void;
}

async function run(script: string, args: readonly string[], { settings = {}, onPrint }: Options = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', `selftest/parity/${script}.ts`, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      onPrint?.(text);
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, text };
}

for (const [what, script, options, message] of [
  ['no target', 'parity', [], 'No target was named; it is one of container, distribution, remote, reference.'],
  ['an unknown target', 'record', ['--target', 'moon'], 'There is no target "moon"'],
  ['an unknown option', 'parity', ['--traget', 'remote'], '--traget'],
  ['an unknown recording', 'parity', ['--target', 'reference', '--recording', '1.0'], 'There is no recording of 1.0.'],
  ['a stand-in recorded as the product', 'record', ['--target', 'reference'], 'is a stand-in'],
] as const) {
  test(`${what} is refused with the usage and exit code 2`, async () => {
    const { code, text } = await run(script, options);
    expect(text).toContain(message);
    expect(text).toContain(`npm run ${script} -- --target`);
    expect(text).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
}

test('a server that dies in the middle ends the replay with exit code 2, in plain words', async ({ foreign }) => {
  let death: Promise<void> | undefined;
  const { code, text } = await run('parity', ['--target', 'remote'], {
    settings: foreign.settings,
    onPrint: (printed) => {
      if (printed.includes('10/59')) death ??= foreign.target.halt('kill');
    },
  });
  await death;
  expect(code, text).toBe(2);
  expect(text).toContain('no longer answers');
  expect(text).toContain('What to do:');
  expect(text, 'the probes that were left').not.toContain('59/59');
});
